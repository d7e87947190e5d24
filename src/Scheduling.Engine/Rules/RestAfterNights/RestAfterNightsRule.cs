using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.RestAfterNights;

/// <summary>Full days without duty after a run of nights, on top of the day on which the last night ends (夜班后休息).</summary>
public sealed partial record RestAfterNightsRule : Rule
{
    /// <summary>Full days without any duty after the day on which the last night ends (下夜班), 0 to 14. Default 1.</summary>
    public int RestDays { get; init; } = 1;

    /// <summary>Fewest nights in a row that need the rest, 1 to 31. Default 1.</summary>
    public int AfterNights { get; init; } = 1;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "rest-after-nights",
        Title = new LocalizedText("夜班后休息", "Rest after nights"),
        Description = new LocalizedText(
            "连续夜班结束后，除下夜班当天外，还须有规定天数的整天休息（不上班、不待命），才能安排下一个班次。",
            "After a run of nights, the day on which the last one ends and this many full days more must pass without work or standby before the next duty."),
        Unit = new LocalizedText("缺少的休息天数", "days of rest missing"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "张伟周一、周二上夜班，周三下夜班，周四又上早班；下夜班当天之外还应休息 1 整天，缺 1 天。",
            "Zhang Wei works nights on Monday and Tuesday and starts early on Thursday: after Wednesday, on which the last night ends, 1 full day off is asked, an excess of 1 day."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("restDays", RestDays, 0, 14);
        report.Range("afterNights", AfterNights, 1, 31);
    }
}
