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

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

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
        Example = new LocalizedText(
            "两名见习员工 09:00–12:00 在电话岗位上班，只有一名 2 级师傅在岗；每位师傅最多带 1 人，6 个半小时时段各有 1 人无人带，共 6 人·时段。",
            "Two trainees work on the phone post from 09:00 to 12:00 beside one mentor of level 2, who may look after one: in each of the 6 half hours one is without a mentor, 6 trainee-intervals."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("mentorLevel", MentorLevel, 1, 9);
        report.Range("maximumTraineesPerMentor", MaximumTraineesPerMentor, 1, 100);
    }
}
