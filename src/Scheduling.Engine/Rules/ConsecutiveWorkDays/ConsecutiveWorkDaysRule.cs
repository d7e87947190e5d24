using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ConsecutiveWorkDays;

/// <summary>Most and fewest days worked in a row (连续上班天数).</summary>
public sealed partial record ConsecutiveWorkDaysRule : Rule
{
    /// <summary>Most days in a row, 1 to 366. Default 6.</summary>
    public int MaximumDays { get; init; } = 6;

    /// <summary>Fewest days in a row, 1 to 366; 1 asks nothing. Default 1.</summary>
    public int MinimumDays { get; init; } = 1;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "consecutive-work-days",
        Title = new LocalizedText("连续上班天数", "Consecutive days of work"),
        Description = new LocalizedText(
            "连续上班的天数不得多于上限，也不得少于下限；排班期前后的已知班次一并计算。",
            "No more days worked in a row than the maximum and no fewer than the minimum, counting known duties before and after the horizon."),
        Unit = new LocalizedText("天", "days"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Law = new LocalizedText(
            "《劳动法》第 38 条（每周至少休息一日）；连续 6 天的上限为企业制度",
            "Labour Law, Art. 38 (at least one day off a week); the limit of 6 days in a row is a company rule"),
        Example = new LocalizedText(
            "李敏 7 月 1 日至 8 日连续上班 8 天；最多 6 天，超出 2 天。",
            "Li Min works from 1 to 8 July: 8 days in a row where 6 are allowed, an excess of 2 days."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximumDays", MaximumDays, 1, 366);
        report.Range("minimumDays", MinimumDays, 1, Math.Max(1, MaximumDays));
    }
}
