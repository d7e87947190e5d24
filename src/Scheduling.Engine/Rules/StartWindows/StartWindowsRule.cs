using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.StartWindows;

/// <summary>Duties start inside the employee's own start windows (弹性上班).</summary>
public sealed partial record StartWindowsRule : Rule
{
    /// <summary>Excess of a duty on a date on which no window is open at all.</summary>
    public const int NoWindowMinutes = 1440;

    /// <summary>The rule at its defaults: soft, weight 1 per minute.</summary>
    public StartWindowsRule() => Enforcement = Enforcement.Soft(1);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "start-window",
        Title = new LocalizedText("个人弹性上班时间", "Own start windows"),
        Description = new LocalizedText(
            "员工的班次应在本人约定的弹性上班时间内开始；没有约定的员工不受限制。",
            "An employee's duties start inside the start windows agreed with that employee; who has none may start at any time."),
        Unit = new LocalizedText("偏离的分钟", "minutes outside the window"),
        Terms = TermKinds.OptionCost,
        Policy = ["M6"],
        Example = new LocalizedText(
            "张伟约定每天在 08:00–10:00 之间开始上班，周三的班次 10:30 开始：偏离 30 分钟。",
            "Zhang Wei has agreed to start between 08:00 and 10:00 and his shift on Wednesday starts at 10:30: 30 minutes outside the window."),
    };
}
