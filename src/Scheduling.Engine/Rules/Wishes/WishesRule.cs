using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.Wishes;

/// <summary>What employees would like, would rather avoid or cannot do on a day (排班意愿).</summary>
public sealed partial record WishesRule : Rule
{
    /// <summary>The rule at its defaults: soft, weight 10 per point of priority.</summary>
    public WishesRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>How many times more a broken <c>cannot</c> counts than an <c>avoid</c> of the same priority, 1 to 1000. Default 10.</summary>
    public int CannotFactor { get; init; } = 10;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "wishes",
        Title = new LocalizedText("排班意愿", "Wishes"),
        Description = new LocalizedText(
            "尽量满足员工希望上的班，避开其不愿上或不能上的班；优先级越高越重要。",
            "Duties that employees prefer are given and those they would rather avoid, or cannot do, are not, the more so the higher the priority."),
        Unit = new LocalizedText("优先级分", "points of priority"),
        Terms = TermKinds.OptionCost,
        Policy = ["M6"],
        Example = new LocalizedText(
            "李敏不愿周五上夜班（avoid，优先级 3），却排了夜班：计 3 分；若是不能上（cannot）则计 30 分。",
            "Li Min would rather avoid the night on Friday, with priority 3, and is given it: 3 points, and 30 if she could not do it (`cannot`)."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("cannotFactor", CannotFactor, 1, 1000);
}
