using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.WeeklyRest;

/// <summary>One long rest without interruption in every calendar week (每周连续休息).</summary>
public sealed partial record WeeklyRestRule : Rule
{
    /// <summary>Hours without interruption that every week must hold, 1 to 168. Default 35; 24 is a day off as in Chinese law.</summary>
    public int RestHours { get; init; } = 35;

    /// <summary>Whether a standby duty interrupts the rest. Default true.</summary>
    public bool CountsStandby { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "weekly-rest",
        Title = new LocalizedText("每周连续休息", "Weekly rest"),
        Description = new LocalizedText(
            "每个自然周内至少有一段规定小时数的连续休息，期间没有任何值班；按实际经过的时间计算，上周末的夜班延续到本周的部分也算值班。",
            "Every calendar week holds at least one rest of so many hours in a row without any duty, in hours that really pass; what a night of the week before takes of the week is duty as well."),
        Unit = new LocalizedText("个没有连续休息的周", "weeks without the rest"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Law = new LocalizedText(
            "《劳动法》第 38 条（每周至少休息一日）；35 小时为企业制度，取自欧盟指令 2003/88/EC 第 5 条",
            "Labour Law, Art. 38 (at least one day off a week); 35 h is a company rule after EU Directive 2003/88/EC, Art. 5"),
        Example = new LocalizedText(
            "陈静周一上晚班（14:00–22:00），周二上夜班到周三 06:00，周四至周日每天上早班（07:00–15:00）：最长的连续休息是周三 06:00 至周四 07:00 的 25 小时，少于 35 小时，计 1 周。",
            "Chen Jing works late on Monday (14:00–22:00), a night from Tuesday to Wednesday at 06:00, and early from Thursday to Sunday (07:00–15:00): the longest rest is 25 h, from Wednesday at 06:00 to Thursday at 07:00, where 35 h are asked, an excess of 1 week."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("restHours", RestHours, 1, 168, "h");
}
