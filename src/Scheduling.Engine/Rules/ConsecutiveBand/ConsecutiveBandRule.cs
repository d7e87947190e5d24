using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ConsecutiveBand;

/// <summary>Fewest and most days of work in a row in one band (同一班段连续天数).</summary>
public sealed partial record ConsecutiveBandRule : Rule
{
    /// <summary>Ids of the bands meant, each counted by itself; every band when empty.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Fewest days in a row in one band, 1 to the maximum; 1 asks nothing. Default 1.</summary>
    public int MinimumDays { get; init; } = 1;

    /// <summary>Most days in a row in one band, 1 to 366. Default 5.</summary>
    public int MaximumDays { get; init; } = 5;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "consecutive-band",
        Title = new LocalizedText("同一班段连续天数", "Consecutive days in one band"),
        Description = new LocalizedText(
            "连续上同一班段的天数不得多于上限，也不得少于下限；各班段分别计算，排班期前后的已知班次一并计算。",
            "No more days in a row are worked in one band than the maximum and no fewer than the minimum; each band is counted by itself, known duties before and after the horizon included."),
        Unit = new LocalizedText("天", "days"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "王芳周一至周六连上 6 天早班，周日休息；同一班段最多 5 天，超出 1 天。",
            "Wang Fang works early from Monday to Saturday and is off on Sunday: 6 days in one band where 5 are allowed, an excess of 1 day."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximumDays", MaximumDays, 1, 366);
        report.Range("minimumDays", MinimumDays, 1, Math.Clamp(MaximumDays, 1, 366));
        report.KnownBands("bands", Bands, problem);
    }

    private bool IsMeant(string band) => Bands.Count == 0 || Bands.Contains(band);
}
