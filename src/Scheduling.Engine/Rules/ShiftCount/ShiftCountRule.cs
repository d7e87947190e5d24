using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ShiftCount;

/// <summary>The time over which shifts are counted.</summary>
public enum CountPeriod
{
    /// <summary>The days to be rostered.</summary>
    Horizon,

    /// <summary>Each calendar week, from the horizon's <c>weekStart</c> on.</summary>
    Week,

    /// <summary>Each calendar month.</summary>
    Month,
}

/// <summary>Fewest and most shifts of an employee in a period, of all kinds or of some (班次数量).</summary>
public sealed partial record ShiftCountRule : Rule
{
    /// <summary>Ids of the shift types that count; with <see cref="Bands"/> empty too, every shift that is work counts.</summary>
    public IReadOnlyList<string> ShiftTypes { get; init; } = [];

    /// <summary>Ids of bands whose work counts, besides the shift types named.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>The time over which shifts are counted. Default the horizon.</summary>
    public CountPeriod Period { get; init; }

    /// <summary>Fewest shifts of a period, 0 to 366. Default 0.</summary>
    public int Minimum { get; init; }

    /// <summary>Most shifts of a period, 0 to 366, or any number when absent. Absent by default.</summary>
    public int? Maximum { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "shift-count",
        Title = new LocalizedText("班次数量", "Number of shifts"),
        Description = new LocalizedText(
            "每名员工在排班期（或每周、每个自然月）内上某些班次或班段的次数，不少于下限，也不多于上限；不指定班次时计所有上班的班次，每周、每月按已知班次一并计算。",
            "In the horizon, or in each week or month, an employee has no fewer shifts of some types or bands than the minimum and no more than the maximum; every shift of work counts where none is named, and known duties of the same week or month."),
        Unit = new LocalizedText("不足或超出的班次", "shifts too few or too many"),
        Terms = TermKinds.OptionCost | TermKinds.Total,
        Policy = ["M1", "M3", "M5"],
        Example = new LocalizedText(
            "规定排班期内夜班最多 2 个；陈静周一、周二、周三各上 1 个夜班，共 3 个，超出 1 个。",
            "At most 2 nights are allowed in the horizon; Chen Jing works one on Monday, Tuesday and Wednesday, 3 in all: an excess of 1 shift."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximum", Maximum ?? 0, 0, 366);
        report.Range("minimum", Minimum, 0, Math.Clamp(Maximum ?? 366, 0, 366));
        report.KnownShiftTypes("shiftTypes", ShiftTypes, problem);
        report.KnownBands("bands", Bands, problem);
    }
}
