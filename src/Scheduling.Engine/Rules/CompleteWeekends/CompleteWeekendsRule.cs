using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.CompleteWeekends;

/// <summary>A weekend is worked on all its days or on none (周末完整). Soft by default: weight 10 on the quality level.</summary>
public sealed partial record CompleteWeekendsRule : Rule
{
    /// <summary>Makes the rule, soft.</summary>
    public CompleteWeekendsRule() => Enforcement = Enforcement.Soft(10);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "complete-weekends",
        Title = new LocalizedText("周末完整", "Complete weekends"),
        Description = new LocalizedText(
            "一个周末要么每天都上班，要么全部休息；待命不算上班。",
            "A weekend is worked on all of its days or on none of them; standby is not work."),
        Unit = new LocalizedText("被拆散的周末休息日", "days off in weekends that are partly worked"),
        Terms = TermKinds.Sequence | TermKinds.Total,
        Policy = ["M1", "M3", "M5"],
        Example = new LocalizedText(
            "李敏周六上班、周日休息：这个周末被拆散，计 1 个休息日；两天都上班或都休息则计 0。",
            "Li Min works on Saturday and is off on Sunday: the weekend is split, an excess of 1 day off; working both days or neither costs nothing."),
    };
}
