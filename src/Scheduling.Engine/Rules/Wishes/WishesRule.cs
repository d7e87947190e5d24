using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.Wishes;

/// <summary>What employees would like, would rather avoid or cannot do on a day (排班意愿).</summary>
public sealed partial record WishesRule : Rule
{
    private const string BalanceMeasure = "wishes";

    /// <summary>The rule at its defaults: soft, weight 10 per point of priority.</summary>
    public WishesRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>How many times more a broken <c>cannot</c> counts than an <c>avoid</c> of the same priority, 1 to 1000. Default 10.</summary>
    public int CannotFactor { get; init; } = 10;

    /// <summary>
    /// Points of priority that an employee's wishes of one calendar month may weigh together, 0 to 1000; any number when absent. They go to the
    /// wishes by date, then by their order in the list; what is left for the last one may be less than its priority, and later ones weigh nothing.
    /// </summary>
    public int? MonthlyPoints { get; init; }

    /// <summary>Percent by which each point of the carried-over balance <c>wishes</c> changes the points of an employee's wishes: less granted than the share before, more now. 0 to 100, default 0.</summary>
    public int BalancePercent { get; init; }

    /// <summary>Most times by which the balance multiplies or divides points, 1 to 10. Default 2.</summary>
    public int MostBalanceFactor { get; init; } = 2;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "wishes",
        Title = new LocalizedText("排班意愿", "Wishes"),
        Description = new LocalizedText(
            "尽量满足员工希望上的班、希望同班的同事，避开其不愿上或不能上的班；优先级越高越重要，每人每月的分数可以封顶，以往得到的少则现在多算。",
            "Duties and colleagues that employees prefer are given and those they would rather avoid, or cannot do, are not, the more so the higher the priority; a month's points may be limited, and who got less before weighs more."),
        Unit = new LocalizedText("优先级分", "points of priority"),
        Terms = TermKinds.OptionCost | TermKinds.Cover,
        Policy = ["M6"],
        Example = new LocalizedText(
            "李敏不愿周五上夜班（avoid，优先级 3），却排了夜班：计 3 分；若是不能上（cannot）则计 30 分。",
            "Li Min would rather avoid the night on Friday, with priority 3, and is given it: 3 points, and 30 if she could not do it (`cannot`)."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("cannotFactor", CannotFactor, 1, 1000);
        report.Range("balancePercent", BalancePercent, 0, 100, "%");
        report.Range("mostBalanceFactor", MostBalanceFactor, 1, 10);
        if (MonthlyPoints is { } points)
        {
            report.Range("monthlyPoints", points, 0, 1000);
        }
    }
}
