using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LongestDay;

/// <summary>Most paid minutes of one duty (单日最长工时).</summary>
public sealed partial record LongestDayRule : Rule
{
    /// <summary>Most paid minutes of a duty, 0 to 1440. Default 600 (10 h).</summary>
    public int MaximumMinutes { get; init; } = 600;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "longest-day",
        Title = new LocalizedText("单日最长工时", "Longest day"),
        Description = new LocalizedText(
            "一天开始的班次，其计薪工时不得超过上限。",
            "The paid minutes of the duty that starts on a day stay within the maximum."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.OptionCost,
        Policy = ["M3"],
        Law = new LocalizedText(
            "《劳动法》第 36 条（每日不超过 8 小时）和第 41 条（加班一般每日 1 小时、最多 3 小时）；10 小时为企业制度",
            "Labour Law, Art. 36 (at most 8 h a day) and Art. 41 (1 h of overtime, at most 3 h a day); 10 h is a company rule"),
        Example = new LocalizedText(
            "赵磊周三 08:00–20:00 上班，扣除 60 分钟不计薪的休息，计薪 660 分钟；最多 600 分钟，超出 60 分钟。",
            "Zhao Lei works from 08:00 to 20:00 on Wednesday with an unpaid break of 60 minutes: 660 paid minutes where 600 are allowed, an excess of 60 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumMinutes", MaximumMinutes, 0, 1440, "min");
}
