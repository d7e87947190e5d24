using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MinimumRest;

/// <summary>Elapsed time between the end of one duty and the start of the next (班次间最短休息).</summary>
public sealed partial record MinimumRestRule : Rule
{
    /// <summary>Least elapsed minutes between two duties, 0 to 1440. Default 660 (11 h).</summary>
    public int RestMinutes { get; init; } = 660;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "minimum-rest",
        Title = new LocalizedText("班次间最短休息", "Minimum rest between shifts"),
        Description = new LocalizedText(
            "一个班次结束到下一个班次开始之间，实际经过的时间不得少于规定的分钟数。",
            "Between the end of a shift and the start of the next at least this many minutes must really pass."),
        Unit = new LocalizedText("缺少的休息分钟", "minutes of rest missing"),
        Terms = TermKinds.Sequence,
        Policy = ["M3"],
        Law = new LocalizedText(
            "我国法律未规定，11 小时为企业制度，取自欧盟指令 2003/88/EC 第 3 条",
            "no Chinese law; a company rule of 11 h after EU Directive 2003/88/EC, Art. 3"),
        Example = new LocalizedText(
            "李敏周一 23:00 下班，周二 07:00 上班，只休息 8 小时；要求 11 小时，缺 180 分钟。",
            "Li Min leaves at 23:00 on Monday and starts at 07:00 on Tuesday: 8 h of rest where 11 h are asked, an excess of 180 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("restMinutes", RestMinutes, 0, 1440, "min");
}
