using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LongestWeek;

/// <summary>Most paid minutes of a calendar week (单周最长工时).</summary>
public sealed partial record LongestWeekRule : Rule
{
    /// <summary>Most paid minutes of a week, 0 to 10080. Default 2640 (44 h).</summary>
    public int MaximumMinutes { get; init; } = 2640;

    /// <summary>Whether minutes credited for paid leave count as well. Default false.</summary>
    public bool CountsLeave { get; init; }

    /// <summary>Whether overtime counts. Default true.</summary>
    public bool CountsOvertime { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "longest-week",
        Title = new LocalizedText("单周最长工时", "Longest week"),
        Description = new LocalizedText(
            "一个自然周内的计薪工时不得超过上限；排班期前后的已知班次一并计算。",
            "The paid minutes of a calendar week stay within the maximum, counting known duties before and after the horizon."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.Total,
        Policy = ["M3"],
        Law = new LocalizedText(
            "《劳动法》第 36 条（平均每周不超过 44 小时）；《国务院关于职工工作时间的规定》的标准工时为每周 40 小时",
            "Labour Law, Art. 36 (at most 44 h a week on average); the State Council's Rules on Working Hours make 40 h the standard"),
        Example = new LocalizedText(
            "张伟一周上 6 个 8 小时的班，共 2880 分钟；最多 2640 分钟，超出 240 分钟。",
            "Zhang Wei works six shifts of 8 h in a week, 2880 minutes where 2640 are allowed: an excess of 240 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumMinutes", MaximumMinutes, 0, 10080, "min");
}
