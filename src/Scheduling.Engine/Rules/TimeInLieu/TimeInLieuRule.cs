using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.TimeInLieu;

/// <summary>Leave in lieu of overtime takes no more than the bank holds (调休余额).</summary>
public sealed partial record TimeInLieuRule : Rule
{
    /// <summary>Soft by default: 1 on the quality level per minute. Leave is a fact, so a bank that is too small is told rather than made impossible.</summary>
    public TimeInLieuRule() => Enforcement = Enforcement.Soft(1);

    /// <summary>Whether overtime worked in the horizon may be taken on later days of it. Default false.</summary>
    public bool EarnsOvertime { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "time-in-lieu",
        Title = new LocalizedText("调休余额", "Time in lieu"),
        Description = new LocalizedText(
            "调休请假所用的分钟数不得超过当日可用的调休余额；先用最早到期的，过期不能再用，也可计入排班期内较早日子的加班。",
            "Leave taken in lieu uses no more minutes than the bank holds on its day. What expires first is taken first; overtime of earlier days of the horizon may earn more."),
        Unit = new LocalizedText("余额不足的分钟", "minutes the bank lacks"),
        Terms = TermKinds.Cover,
        Policy = ["M19"],
    };
}
