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
        Law = new LocalizedText(
            "《劳动法》第 44 条第（二）项（休息日加班可安排补休）；余额管理为企业制度",
            "Labour Law, Art. 44 (2) (time off in place of pay for overtime on days of rest); the bank is a company rule"),
        Example = new LocalizedText(
            "李敏周五调休一天，计 480 分钟，调休余额只有 300 分钟：不足 180 分钟。",
            "Li Min takes Friday off in lieu, 480 minutes, and the bank holds 300: 180 minutes are lacking."),
    };
}
