using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.StandbyRest;

/// <summary>Rest before and after a standby duty, as though everybody on standby were called in (备班前后休息).</summary>
public sealed partial record StandbyRestRule : Rule
{
    /// <summary>Least elapsed minutes between the end of a duty and the start of a standby duty after it, 0 to 1440. Default 660 (11 h).</summary>
    public int RestBeforeMinutes { get; init; } = 660;

    /// <summary>Least elapsed minutes between the end of a standby duty and the start of the duty after it, 0 to 1440. Default 660 (11 h).</summary>
    public int RestAfterMinutes { get; init; } = 660;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "standby-rest",
        Title = new LocalizedText("备班前后休息", "Rest around standby"),
        Description = new LocalizedText(
            "备班前后须留足休息时间，视同备班人员全程被召回；这样即使召回备班，后续班次也不必取消。",
            "Before and after standby there is as much rest as though it were worked throughout, so that calling somebody in cancels no later duty."),
        Unit = new LocalizedText("缺少的休息分钟", "minutes of rest missing"),
        Terms = TermKinds.Sequence,
        Policy = ["M7", "M3"],
        Law = new LocalizedText(
            "我国法律未规定，11 小时为企业制度，取自欧盟指令 2003/88/EC 第 3 条",
            "no Chinese law; a company rule of 11 h after EU Directive 2003/88/EC, Art. 3"),
        Example = new LocalizedText(
            "李敏周一 08:00–20:00 备班，周二 06:00 上班，只隔 10 小时；备班后要求 11 小时，缺 60 分钟。",
            "Li Min stands by from 08:00 to 20:00 on Monday and starts at 06:00 on Tuesday: 10 h of rest where 11 h are asked after standby, an excess of 60 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("restBeforeMinutes", RestBeforeMinutes, 0, 1440, "min");
        report.Range("restAfterMinutes", RestAfterMinutes, 0, 1440, "min");
    }
}
