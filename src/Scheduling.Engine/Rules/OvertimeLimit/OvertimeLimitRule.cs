using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.OvertimeLimit;

/// <summary>Most minutes of overtime in a day, week and month, with a warning before (加班上限).</summary>
public sealed partial record OvertimeLimitRule : Rule
{
    /// <summary>Most minutes of overtime of one duty, 0 to 1440. Default 180 (3 h).</summary>
    public int MaximumMinutesPerDay { get; init; } = 180;

    /// <summary>Most minutes of overtime of a calendar week, 0 to 10080; no limit when absent, which is the default.</summary>
    public int? MaximumMinutesPerWeek { get; init; }

    /// <summary>Most minutes of overtime of a calendar month, 0 to 44640. Default 2160 (36 h).</summary>
    public int MaximumMinutesPerMonth { get; init; } = 2160;

    /// <summary>Share of the limits of week and month above which each minute is warned of, 1 to 100 %. Default 80.</summary>
    public int WarningPercent { get; init; } = 80;

    /// <summary>How the warning is held. Default soft, 1 on the quality level.</summary>
    public Enforcement Warning { get; init; } = Enforcement.Soft(1);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "overtime-limit",
        Title = new LocalizedText("加班上限", "Overtime limit"),
        Description = new LocalizedText(
            "每天、每周和每月的加班不得超过上限；接近周或月上限时先行预警。已知班次和以往工时中的加班一并计算。",
            "Overtime of a day, a week and a month stays within its limits, and a warning comes before those of week and month are reached. Known duties and earlier work count."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.OptionCost | TermKinds.Total,
        Policy = ["M3", "M19"],
        Law = new LocalizedText(
            "《劳动法》第 41 条（每日一般 1 小时、最多 3 小时，每月最多 36 小时）",
            "Labour Law, Art. 41 (1 h, at most 3 h a day, at most 36 h a month)"),
        Example = new LocalizedText(
            "陈静周三加班 240 分钟；每天最多 180 分钟，超出 60 分钟。她本月共加班 1800 分钟，未到上限 2160 分钟，但高于预警线 1728 分钟（80%），预警 72 分钟。",
            "Chen Jing has 240 minutes of overtime on Wednesday where 180 are allowed: an excess of 60 minutes. Her 1800 minutes this month are below the limit of 2160 but above the warning at 1728 (80 %), so 72 minutes are warned of."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximumMinutesPerDay", MaximumMinutesPerDay, 0, 1440, "min");
        report.Range("maximumMinutesPerWeek", MaximumMinutesPerWeek ?? 0, 0, 7 * 1440, "min");
        report.Range("maximumMinutesPerMonth", MaximumMinutesPerMonth, 0, 31 * 1440, "min");
        report.Range("warningPercent", WarningPercent, 1, 100, "%");
    }
}
