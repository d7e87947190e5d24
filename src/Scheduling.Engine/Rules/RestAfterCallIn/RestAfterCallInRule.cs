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
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("restMinutes", RestMinutes, 0, 1440, "min");
}
