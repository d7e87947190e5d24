using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.SameBandInWeek;

/// <summary>All work of a week lies in one band (同周同班段). Soft by default: weight 10 on the quality level.</summary>
public sealed partial record SameBandInWeekRule : Rule
{
    /// <summary>Makes the rule, soft.</summary>
    public SameBandInWeekRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Most bands worked in a calendar week, 1 to 20. Default 1.</summary>
    public int MaximumBands { get; init; } = 1;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "same-band-in-week",
        Title = new LocalizedText("同周同班段", "One band a week"),
        Description = new LocalizedText(
            "同一自然周内的班尽量排在同一班段（可设最多几个班段）；待命不算上班。",
            "All work of a calendar week lies in one band, or in no more bands than the maximum; standby is not work."),
        Unit = new LocalizedText("个多出的班段", "bands too many"),
        Terms = TermKinds.Total,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "张伟本周上了 3 天早班、1 天中班和 1 天晚班，共 3 个班段；最多 1 个，多出 2 个。",
            "Zhang Wei works 3 early, 1 mid and 1 late shift in a week: 3 bands where 1 is allowed, an excess of 2 bands."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumBands", MaximumBands, 1, 20);
}
