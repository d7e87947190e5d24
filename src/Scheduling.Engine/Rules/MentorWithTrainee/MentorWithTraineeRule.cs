using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MentorWithTrainee;

/// <summary>A trainee works beside a mentor on the same post (师带徒).</summary>
public sealed partial record MentorWithTraineeRule : Rule
{
    /// <summary>Soft by default: 10 on the quality level per trainee and interval without a mentor.</summary>
    public MentorWithTraineeRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Least level of the post's skill at which a certified employee is a mentor, 1 to 9. Default 2.</summary>
    public int MentorLevel { get; init; } = 2;

    /// <summary>Most trainees one mentor looks after at a time, 1 to 100. Default 1.</summary>
    public int MaximumTraineesPerMentor { get; init; } = 1;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "mentor-with-trainee",
        Title = new LocalizedText("见习员工须有师傅带班", "Mentor with trainee"),
        Description = new LocalizedText(
            "见习员工在岗的每个时段，同一岗位须有足够的、已认证且达到等级的师傅同时在岗。",
            "In every interval in which trainees work on a post, enough certified mentors of the required level work there too."),
        Unit = new LocalizedText("人·时段", "trainee-intervals"),
        Terms = TermKinds.Cover,
        Policy = ["M14"],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("mentorLevel", MentorLevel, 1, 9);
        report.Range("maximumTraineesPerMentor", MaximumTraineesPerMentor, 1, 100);
    }
}
