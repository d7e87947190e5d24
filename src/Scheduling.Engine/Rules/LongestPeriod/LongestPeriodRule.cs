using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LongestPeriod;

/// <summary>The time over which paid minutes are summed.</summary>
public enum LongPeriod
{
    /// <summary>Every 28 days in a row that end in the horizon.</summary>
    FourWeeks,

    /// <summary>Each calendar month.</summary>
    Month,

    /// <summary>Each calendar quarter.</summary>
    Quarter,

    /// <summary>Each calendar year.</summary>
    Year,

    /// <summary>Accounting periods of <see cref="LongestPeriodRule.Weeks"/> weeks, counted from <see cref="LongestPeriodRule.Anchor"/>.</summary>
    Weeks,
}

/// <summary>Most paid minutes of a month, quarter, year or accounting period (周期最长工时).</summary>
public sealed partial record LongestPeriodRule : Rule
{
    private const int FullTimeMinutesPerWeek = 2400;

    /// <summary>The period. Default month.</summary>
    public LongPeriod Period { get; init; } = LongPeriod.Month;

    /// <summary>Length of an accounting period in weeks, 1 to 52; only for period weeks. Default 4.</summary>
    public int Weeks { get; init; } = 4;

    /// <summary>First day of any accounting period; only for period weeks, where it is needed.</summary>
    public LocalDate? Anchor { get; init; }

    /// <summary>Most paid minutes of a period, 0 to 527040; by default the period's workdays × <see cref="MinutesPerWorkday"/>.</summary>
    public int? MaximumMinutes { get; init; }

    /// <summary>Minutes for each workday of the period, 0 to 1440. Default 480.</summary>
    public int MinutesPerWorkday { get; init; } = 480;

    /// <summary>Whether who has agreed to less than 2400 minutes a week may work only that part of the maximum. Default true.</summary>
    public bool ProRata { get; init; } = true;

    /// <summary>Whether overtime counts. Default true.</summary>
    public bool CountsOvertime { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "longest-period",
        Title = new LocalizedText("周期最长工时", "Longest period"),
        Description = new LocalizedText(
            "一个月、季度、年、连续 28 天或综合计算工时周期内的计薪工时不得超过上限；默认上限为周期内工作日数乘以每个工作日的工时，已知班次和以往工时一并计算。",
            "The paid minutes of a month, quarter, year, 28 days in a row or accounting period stay within the maximum, by default the minutes of its workdays. Known duties and earlier work count."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.Total,
        Policy = ["M3"],
        Law = new LocalizedText(
            "《劳动法》第 39 条和劳部发〔1994〕503 号（综合计算工时工作制）",
            "Labour Law, Art. 39, and Lao Bu Fa [1994] 503 (comprehensive working hours)"),
        Example = new LocalizedText(
            "2026 年 7 月有 23 个工作日，上限 23 × 480 = 11040 分钟；全职的王芳当月上 24 个 8 小时的班，共 11520 分钟，超出 480 分钟。",
            "July 2026 has 23 workdays, so at most 23 × 480 = 11040 minutes; Wang Fang, full time, has 24 shifts of 8 h in it, 11520 minutes, an excess of 480 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("weeks", Weeks, 1, 52);
        report.Range("minutesPerWorkday", MinutesPerWorkday, 0, 1440, "min");
        if (MaximumMinutes is { } most)
        {
            report.Range("maximumMinutes", most, 0, 366 * 1440, "min");
        }

        if (Anchor is { } anchor)
        {
            report.Range("anchor", anchor.Year, ProblemValidator.FirstYear, ProblemValidator.LastYear);
        }
        else if (Period == LongPeriod.Weeks)
        {
            report.Add("anchor", "rule-setting-missing", new LocalizedText(
                $"规则“{About.Title.Zh}”按若干周的周期计算，却没有 anchor；请写明任一周期的首日。",
                $"Rule '{About.Id}' counts periods of weeks but has no anchor; give the first day of any of them."));
        }
    }
}
