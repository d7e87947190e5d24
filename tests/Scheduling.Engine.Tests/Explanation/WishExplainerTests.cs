using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.Wishes;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Explanation;

public sealed class WishExplainerTests
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    [Fact]
    public void A_wish_that_rest_forbids_names_the_rule_and_the_change()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, new MinimumRestRule(), new WishesRule()) with
        {
            Wishes = [new Wish { Employee = "A", Date = Monday.PlusDays(1), Kind = WishKind.Prefer, ShiftType = "E" }],
        };
        WishOutcome outcome = Assert.Single(WishExplainer.Explain(problem, Roster(TinyProblem.Duty("A", Monday, "L"))));
        Assert.False(outcome.IsGranted || outcome.CouldBeGranted);
        Assert.Equal([new WishCost(0, "minimum-rest", 0, 120)], outcome.CutBy);
        Assert.Equal("A would like 'E' on 07-07: not granted. The best change (A on E 07:00 of 07-07) would break 'Minimum rest between shifts' (120 minutes of rest missing).", outcome.Message.En);
        Assert.Equal("A 07-07 希望上“E”：未满足。最好的改法（A 07-07 上 E 07:00）会违反“班次间最短休息”（120 缺少的休息分钟）。", outcome.Message.Zh);
    }

    [Fact]
    public void A_wish_that_a_swap_grants_for_nothing_could_be_granted()
    {
        SchedulingProblem problem = Covered(new Wish { Employee = "A", Date = Monday, Kind = WishKind.Prefer, ShiftType = "E" });
        WishOutcome outcome = Assert.Single(WishExplainer.Explain(problem, Roster(TinyProblem.Duty("A", Monday, "L"), TinyProblem.Duty("B", Monday, "E"))));
        Assert.True(outcome.CouldBeGranted);
        Assert.Contains("A on E 07:00 of 07-06, B on L 14:00 of 07-06", outcome.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wish_that_coverage_cuts_names_what_it_costs_on_its_level()
    {
        SchedulingProblem problem = Covered(new Wish { Employee = "A", Date = Monday, Kind = WishKind.Avoid });
        WishOutcome outcome = Assert.Single(WishExplainer.Explain(problem, Roster(TinyProblem.Duty("A", Monday, "L"), TinyProblem.Duty("B", Monday, "E"))));
        Assert.Equal([new WishCost(0, "shift-coverage", 1, 100)], outcome.CutBy);
    }

    [Fact]
    public void A_wish_for_a_shift_that_is_not_worked_on_that_day_is_told_so()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new WishesRule()) with { Wishes = [new Wish { Employee = "A", Date = Monday, Kind = WishKind.Prefer, ShiftType = "E", Band = "late" }] };
        WishOutcome outcome = Assert.Single(WishExplainer.Explain(problem, Roster()));
        Assert.True(outcome is { IsGranted: false, CouldBeGranted: false, CutBy: [] });
        Assert.Contains("no single change of the day", outcome.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_outcome_on_every_roster_of_tiny_problems_is_that_of_all_changes_tried()
    {
        foreach (Wish wish in Wishes())
        {
            SchedulingProblem problem = TinyProblem.Of(2, 2, new MinimumRestRule(), new ShiftCoverageRule { Enforcement = Enforcement.Soft(7, Enforcement.CoverageLevel) }, new WishesRule()) with
            {
                Wishes = [wish],
                Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Date = Monday.PlusDays(1), Required = 1 }, new ShiftDemand { ShiftType = "N", Date = Monday, Required = 1 }] },
            };
            RosterModel model = RosterModel.Compile(problem);
            RosterEnumeration.ForEach(model, delta =>
            {
                Roster roster = RosterCodec.Decode(model, delta.Cells);
                WishOutcome outcome = WishExplainer.Explain(problem, roster)[0];
                Assert.Equal(Broken(problem, roster) == 0, outcome.IsGranted);
                if (outcome.IsGranted)
                {
                    return;
                }

                long[] now = Penalties(problem, roster);
                List<Roster> cells = [.. Cells(problem, roster, wish).Where(r => Broken(problem, r) == 0)];
                List<Roster> all = [.. cells, .. Swaps(roster, wish).Where(r => Broken(problem, r) == 0)];
                Assert.Equal(all.Exists(r => Lexicographic.Compare(Penalties(problem, r), now) <= 0), outcome.CouldBeGranted);
                if (outcome.CutBy is [{ Level: 0 }, ..])
                {
                    Assert.Equal("minimum-rest", outcome.CutBy[0].Rule);
                    Assert.All(cells, r => Assert.True(Penalties(problem, r)[0] >= now[0] + outcome.CutBy[0].Increase));
                }
            });
        }
    }

    private static IEnumerable<Wish> Wishes() =>
    [
        new Wish { Employee = "A", Date = Monday.PlusDays(1), Kind = WishKind.Prefer, ShiftType = "E" },
        new Wish { Employee = "A", Date = Monday.PlusDays(1), Kind = WishKind.Avoid, Band = "late", Priority = 9 },
        new Wish { Employee = "B", Date = Monday, Kind = WishKind.Cannot, From = new LocalTime(6, 0), To = new LocalTime(12, 0) },
        new Wish { Employee = "B", Date = Monday.PlusDays(1), Kind = WishKind.Prefer, Partner = "A" },
        new Wish { Employee = "A", Date = Monday, Kind = WishKind.Avoid, Partner = "B", Priority = 3 },
    ];

    /// <summary>Rosters with another duty of the wish's day: the employee's, or the partner's where one is named.</summary>
    private static IEnumerable<Roster> Cells(SchedulingProblem problem, Roster roster, Wish wish) =>
        from employee in new[] { wish.Employee, wish.Partner }.OfType<string>()
        from shift in problem.ShiftTypes.Select(s => s.Id).Append(null)
        select With(roster, wish.Date, (employee, shift));

    private static IEnumerable<Roster> Swaps(Roster roster, Wish wish) =>
        from colleague in new[] { "A", "B" }
        where colleague != wish.Employee
        select With(roster, wish.Date, (wish.Employee, ShiftOn(roster, colleague, wish.Date)), (colleague, ShiftOn(roster, wish.Employee, wish.Date)));

    private static string? ShiftOn(Roster roster, string employee, LocalDate date) => roster.Assignments.FirstOrDefault(a => a.Employee == employee && a.Date == date)?.ShiftType;

    private static Roster With(Roster roster, LocalDate date, params (string Employee, string? Shift)[] cells) => roster with
    {
        Assignments =
        [
            .. roster.Assignments.Where(a => a.Date != date || !cells.Any(c => c.Employee == a.Employee)),
            .. cells.Where(c => c.Shift is not null).Select(c => TinyProblem.Duty(c.Employee, date, c.Shift!)),
        ],
    };

    private static long Broken(SchedulingProblem problem, Roster roster) => RosterEvaluator.Evaluate(problem with { Rules = [new WishesRule()] }, roster).Penalties[2];

    private static long[] Penalties(SchedulingProblem problem, Roster roster) => [.. RosterEvaluator.Evaluate(problem, roster).Penalties];

    private static SchedulingProblem Covered(Wish wish) => TinyProblem.Of(2, 1, new ShiftCoverageRule { Enforcement = Enforcement.Soft(100, Enforcement.CoverageLevel) }, new WishesRule()) with
    {
        Wishes = [wish],
        Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Date = Monday, Required = 1 }, new ShiftDemand { ShiftType = "L", Date = Monday, Required = 1 }] },
    };

    private static Roster Roster(params Assignment[] assignments) => new() { Assignments = assignments };
}
