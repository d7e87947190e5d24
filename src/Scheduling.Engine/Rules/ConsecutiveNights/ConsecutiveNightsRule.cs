using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ConsecutiveNights;

/// <summary>Most and fewest nights worked in a row (连续夜班).</summary>
public sealed partial record ConsecutiveNightsRule : Rule
{
    /// <summary>Most nights in a row, 1 to 366. Default 3.</summary>
    public int MaximumNights { get; init; } = 3;

    /// <summary>Fewest nights in a row, 1 to the maximum; 1 asks nothing. Default 1.</summary>
    public int MinimumNights { get; init; } = 1;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "consecutive-nights",
        Title = new LocalizedText("连续夜班", "Consecutive nights"),
        Description = new LocalizedText(
            "连续夜班的个数不得多于上限，也不得少于下限；排班期前后的已知班次一并计算。",
            "No more nights worked in a row than the maximum and no fewer than the minimum, counting known duties before and after the horizon."),
        Unit = new LocalizedText("个夜班", "nights"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "陈静周一至周五连上 5 个夜班；最多 3 个，超出 2 个夜班。",
            "Chen Jing works nights from Monday to Friday: 5 in a row where 3 are allowed, an excess of 2 nights."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximumNights", MaximumNights, 1, 366);
        report.Range("minimumNights", MinimumNights, 1, Math.Max(1, MaximumNights));
    }
}
