using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.SkillRequired;

/// <summary>Who may work on a post: holders of its skill, at its level, on that date (技能与认证).</summary>
public sealed partial record SkillRequiredRule : Rule
{
    /// <summary>Whether trainees, who are not certified yet, may work on the post (they count 0 towards coverage). Default true.</summary>
    public bool TraineesAllowed { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "skill-required",
        Title = new LocalizedText("岗位技能要求", "Skill required on a post"),
        Description = new LocalizedText(
            "员工只能在其当日持有所需技能且等级足够的岗位上班；未通过考核的学员可以跟班，但不计入覆盖。",
            "An employee works only on posts whose skill is held at the required level on that date; trainees may work along but count 0 towards coverage."),
        Unit = new LocalizedText("班次·岗位", "shifts × posts"),
        Terms = TermKinds.OptionCost,
        Policy = ["M6", "M14"],
        Example = new LocalizedText(
            "投诉岗位要求投诉技能 2 级；王芳当日只有 1 级，周四却在该岗位上班：计 1。",
            "The complaints post requires its skill at level 2; Wang Fang holds it at level 1 and works there on Thursday: an excess of 1."),
    };
}
