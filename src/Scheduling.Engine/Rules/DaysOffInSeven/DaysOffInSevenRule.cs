using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.DaysOffInSeven;

/// <summary>True days off in every stretch of seven days (七天内至少休一天).</summary>
public sealed partial record DaysOffInSevenRule : Rule
{
    /// <summary>Fewest true days off in every window, 0 to the window's days. Default 1.</summary>
    public int MinimumDaysOff { get; init; } = 1;

    /// <summary>Length of the window in days, 1 to 366. Default 7.</summary>
    public int WindowDays { get; init; } = 7;

    /// <summary>Whether the day after a night (下夜班) counts as a day off when no duty starts on it. Default false.</summary>
    public bool CountsDayAfterNight { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "days-off-in-seven",
        Title = new LocalizedText("七天内休息天数", "Days off in seven"),
        Description = new LocalizedText(
            "任意连续七天（可设）内至少有规定天数的真正休息日：当天零点到二十四点没有任何值班；下夜班当天不算休息日。",
            "In every seven consecutive days (adjustable) at least this many are true days off: calendar days without a minute of duty. The day after a night is none."),
        Unit = new LocalizedText("缺少的休息日", "days off missing"),
        Terms = TermKinds.Total,
        Policy = ["M3", "M5"],
        Law = new LocalizedText(
            "《劳动法》第 38 条（每周至少休息一日）；按任意连续七天计算为企业制度",
            "Labour Law, Art. 38 (at least one day off a week); counting any seven days in a row is a company rule"),
        Example = new LocalizedText(
            "陈静周一至周六每天上班，周六上的是夜班，到周日 06:00 下班：周日不算休息日，周一至周日这七天缺 1 个休息日。",
            "Chen Jing works from Monday to Saturday, on Saturday a night that ends on Sunday at 06:00: Sunday is no day off, and the seven days from Monday to Sunday lack 1 day off."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("windowDays", WindowDays, 1, 366);
        report.Range("minimumDaysOff", MinimumDaysOff, 0, Math.Clamp(WindowDays, 1, 366));
    }
}
