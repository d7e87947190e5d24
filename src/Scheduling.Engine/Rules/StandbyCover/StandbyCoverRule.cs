using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.StandbyCover;

/// <summary>Employees on standby per day and post (备班覆盖).</summary>
public sealed partial record StandbyCoverRule : Rule
{
    /// <summary>Soft by default: 100 on the coverage level per employee short.</summary>
    public StandbyCoverRule() => Enforcement = Enforcement.Soft(100, Enforcement.CoverageLevel);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "standby-cover",
        Title = new LocalizedText("备班覆盖", "Standby cover"),
        Description = new LocalizedText(
            "每天（可指定岗位）的备班人数应达到需求人数，以便突发情况时调用；见习员工不计入。",
            "Each day as many employees stand by, for a post where one is named, as its demand asks, to be called in an emergency; trainees count 0."),
        Unit = new LocalizedText("人", "employees"),
        Terms = TermKinds.Cover,
        Policy = ["M7"],
        Example = new LocalizedText(
            "周六需要 2 人备班，只安排了 1 人：缺 1 人。",
            "Two employees are to stand by on Saturday and one does: 1 employee short."),
    };
}
