using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.RestAfterCallIn;

/// <summary>Rest after somebody on standby was called in (召回后休息).</summary>
public sealed partial record RestAfterCallInRule : Rule
{
    /// <summary>Least elapsed minutes between the end of a call-in and the start of the next duty, 0 to 1440. Default 660 (11 h).</summary>
    public int RestMinutes { get; init; } = 660;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "rest-after-call-in",
        Title = new LocalizedText("召回后休息", "Rest after a call-in"),
        Description = new LocalizedText(
            "备班人员被召回后，到下一个班次开始之间须有规定的休息时间。",
            "Whoever was called in from standby has so much rest before the next duty starts."),
        Unit = new LocalizedText("缺少的休息分钟", "minutes of rest missing"),
        Terms = TermKinds.OptionCost,
        Policy = ["M7", "M3"],
        Law = new LocalizedText(
            "我国法律未规定，11 小时为企业制度，取自欧盟指令 2003/88/EC 第 3 条",
            "no Chinese law; a company rule of 11 h after EU Directive 2003/88/EC, Art. 3"),
        Example = new LocalizedText(
            "陈静备班时被召回，工作到周二 02:00，周二 08:00 又开始上班，只休息 6 小时；要求 11 小时，缺 300 分钟。",
            "Chen Jing was called in until 02:00 on Tuesday and starts again at 08:00: 6 h of rest where 11 h are asked, an excess of 300 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("restMinutes", RestMinutes, 0, 1440, "min");
}
