using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.WeeklyRest;

/// <summary>One long rest without interruption in every calendar week (每周连续休息).</summary>
public sealed partial record WeeklyRestRule : Rule
{
    /// <summary>Hours without interruption that every week must hold, 1 to 168. Default 35; 24 is a day off as in Chinese law.</summary>
    public int RestHours { get; init; } = 35;

    /// <summary>Whether a standby duty interrupts the rest. Default true.</summary>
    public bool CountsStandby { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "weekly-rest",
        Title = new LocalizedText("每周连续休息", "Weekly rest"),
        Description = new LocalizedText(
            "每个自然周内至少有一段规定小时数的连续休息，期间没有任何值班；按实际经过的时间计算，上周末的夜班延续到本周的部分也算值班。",
            "Every calendar week holds at least one rest of so many hours in a row without any duty, in hours that really pass; what a night of the week before takes of the week is duty as well."),
        Unit = new LocalizedText("个没有连续休息的周", "weeks without the rest"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("restHours", RestHours, 1, 168, "h");
}
