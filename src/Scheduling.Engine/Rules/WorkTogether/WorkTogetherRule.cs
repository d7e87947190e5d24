using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.WorkTogether;

/// <summary>What the members of a group share on a day.</summary>
public enum TogetherBy
{
    /// <summary>The shift type.</summary>
    Shift,

    /// <summary>The band.</summary>
    Band,

    /// <summary>Whether they have a duty at all.</summary>
    Day,
}

/// <summary>Employees who are rostered as a pair or a group (结对).</summary>
public sealed partial record WorkTogetherRule : Rule
{
    /// <summary>Soft by default: 20 on the quality level per kind of duty and day that is not shared.</summary>
    public WorkTogetherRule() => Enforcement = Enforcement.Soft(20);

    /// <summary>Groups of two or more employees, by id. None by default.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    /// <summary>What they share: the <c>shift</c> type, the <c>band</c> or the <c>day</c>. Default the shift type.</summary>
    public TogetherBy By { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "work-together",
        Title = new LocalizedText("结对上班", "Working together"),
        Description = new LocalizedText(
            "同一组的员工每天上相同的班次类型（或相同班段、同日上班）；整天请假或不在职的成员当天不计。",
            "The members of a group have the same shift type each day (or the same band, or work on the same days); whoever is on leave all day is left out."),
        Unit = new LocalizedText("未同上的班次·日", "kinds of duty and days not shared"),
        Terms = TermKinds.Cover,
        Policy = ["M6", "M14"],
        Example = new LocalizedText(
            "李敏和王芳结对：周二李敏上早班、王芳上中班，早班和中班都只有一人上，计 2。",
            "Li Min and Wang Fang work as a pair: on Tuesday one has the early and the other the mid shift, two kinds of duty that are not shared, an excess of 2."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) => report.SoundGroups("groups", Groups, problem);
}
