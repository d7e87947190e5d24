using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.Wishes;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Solving;

public sealed class BestSpreadTests
{
    private static readonly BestSpreadOptions Counted = new() { Search = new SolveOptions { Deterministic = true, DeterministicLimit = 2 } };

    [Theory]
    [InlineData("nights", true)]
    [InlineData("nights", false)]
    [InlineData("minutes", true)]
    [InlineData("band:early", true)]
    public void The_best_of_all_rosters_is_found_and_proven(string measure, bool keepCoverage)
    {
        SchedulingProblem problem = Covered();
        var spread = FairnessRule.SpreadOf(measure);
        long[] optimum = BestOfAll(problem, spread, keepCoverage);
        BestSpreadResult result = BestSpread.Prove(problem, spread, Counted with { KeepCoverage = keepCoverage }, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Optimal, result.Status);
        Assert.Equal((optimum[1], optimum[1]), (result.Spread, result.LowerBound));
        Engine.Evaluation.Evaluation verdict = RosterEvaluator.Evaluate(problem, result.Roster);
        Assert.Equal(0, verdict.Penalties[0]);
        Assert.Equal(optimum[1], spread.Standings(new RosterView(problem, result.Roster)).Spread);
        if (keepCoverage)
        {
            Assert.Equal(optimum[0], verdict.Penalties[1]);
        }
    }

    [Fact]
    public void However_little_work_is_done_the_bound_is_at_most_the_best_and_the_spread_at_least()
    {
        SchedulingProblem problem = Covered();
        var spread = FairnessRule.SpreadOf("nights");
        long best = BestOfAll(problem, spread, keepCoverage: false)[1];
        foreach (double work in new[] { 0.0001, 0.001, 0.01 })
        {
            BestSpreadResult result = BestSpread.Prove(
                problem, spread, new BestSpreadOptions { Search = new SolveOptions { Deterministic = true, DeterministicLimit = work }, KeepCoverage = false }, TestContext.Current.CancellationToken);
            Assert.InRange(result.LowerBound, 0, best);
            Assert.True(result.Spread is null || result.Spread >= best);
        }
    }

    [Fact]
    public void Coverage_is_never_worse_than_in_the_roster_given()
    {
        SchedulingProblem problem = Covered();
        Roster full = new() { Assignments = [Duty("A", 0, "N"), Duty("A", 1, "N"), Duty("B", 0, "E"), Duty("B", 1, "E")] };
        long given = RosterEvaluator.Evaluate(problem, full).Penalties[1];
        BestSpreadResult result = BestSpread.Prove(
            problem, FairnessRule.SpreadOf("nights"), new BestSpreadOptions { Search = new SolveOptions { Start = full, TimeLimit = Duration.FromSeconds(20) } }, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Optimal, result.Status);
        Assert.InRange(RosterEvaluator.Evaluate(problem, result.Roster).Penalties[1], 0, given);
    }

    [Fact]
    public void Wishes_and_other_fairness_do_not_stand_in_the_way()
    {
        SchedulingProblem problem = Covered();
        problem = problem with
        {
            Rules = [.. problem.Rules, new WishesRule(), new FairnessRule { Measure = "minutes", Enforcement = Enforcement.Soft(1000, "coverage") }],
            Wishes = [new Wish { Employee = "A", Date = TinyProblem.Monday, Kind = WishKind.Avoid, Priority = 9 }],
        };
        long best = BestOfAll(Covered(), FairnessRule.SpreadOf("nights"), keepCoverage: true)[1];
        Assert.Equal(best, BestSpread.Prove(problem, FairnessRule.SpreadOf("nights"), Counted, TestContext.Current.CancellationToken).Spread);
    }

    [Fact]
    public void A_hard_part_of_a_soft_rule_is_kept_also_where_coverage_is_ignored()
    {
        SchedulingProblem problem = TinyProblem.Of(3, 1, new ShiftCoverageRule { Surplus = Enforcement.Hard });
        CarriedBalance[] behind = [new CarriedBalance { Measure = "nights", Amount = -1 }];
        problem = problem with
        {
            Employees = [problem.Employees[0] with { Balances = behind }, problem.Employees[1] with { Balances = behind }, problem.Employees[2]],
            Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "N", Date = TinyProblem.Monday, Required = 0, Maximum = 1 }] },
        };
        Assert.Equal(1, BestSpread.Prove(problem, FairnessRule.SpreadOf("nights"), Counted with { KeepCoverage = false }, TestContext.Current.CancellationToken).Spread);
    }

    [Fact]
    public void A_level_of_the_same_name_is_left_alone()
    {
        SchedulingProblem problem = Covered() with { Levels = ["hard", "spread", "coverage", "quality"] };
        Assert.Equal(SolveStatus.Optimal, BestSpread.Prove(problem, FairnessRule.SpreadOf("nights"), Counted, TestContext.Current.CancellationToken).Status);
    }

    [Fact]
    public void Where_the_hard_rules_cannot_hold_there_is_no_spread()
    {
        SchedulingProblem problem = Covered();
        problem = problem with
        {
            Rules = [.. problem.Rules, new PinsRule()],
            Pins = [new Pin { Employee = "A", Date = TinyProblem.Monday, ShiftType = "N" }, new Pin { Employee = "A", Date = TinyProblem.Monday.PlusDays(1), ShiftType = "E" }],
        };
        BestSpreadResult result = BestSpread.Prove(problem, FairnessRule.SpreadOf("nights"), Counted, TestContext.Current.CancellationToken);
        Assert.Equal((SolveStatus.Infeasible, null, 0L), (result.Status, result.Spread, result.LowerBound));
    }

    [Fact]
    public void A_rule_that_compares_nobody_is_refused() =>
        Assert.Throws<ArgumentException>(() => BestSpread.Prove(Covered(), new MinimumRestRule(), Counted, TestContext.Current.CancellationToken));

    /// <summary>Penalty on the coverage level (0 when it is ignored) and spread of the best roster of all that keep the hard rules.</summary>
    private static long[] BestOfAll(SchedulingProblem problem, FairnessRule spread, bool keepCoverage)
    {
        long[]? best = null;
        RosterModel model = RosterModel.Compile(problem);
        RosterEnumeration.ForEach(model, delta =>
        {
            if (delta.Costs[0] > 0)
            {
                return;
            }

            long[] found = [keepCoverage ? delta.Costs[1] : 0, spread.Standings(new RosterView(problem, RosterCodec.Decode(model, delta.Cells))).Spread];
            if (best is null || Lexicographic.Compare(found, best) < 0)
            {
                best = found;
            }
        });
        return best!;
    }

    private static Assignment Duty(string employee, int day, string shiftType) => TinyProblem.Duty(employee, TinyProblem.Monday.PlusDays(day), shiftType);

    /// <summary>Three people, one of them half-time and one with nights to make up for, who must rest; a night and an early shift on each of three days.</summary>
    private static SchedulingProblem Covered()
    {
        SchedulingProblem problem = TinyProblem.Of(3, 3, new MinimumRestRule(), new ShiftCoverageRule());
        return problem with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            Employees = [TinyProblem.Person("A") with { Balances = [new CarriedBalance { Measure = "nights", Amount = -1 }] }, TinyProblem.Person("B"), TinyProblem.Person("C", "half") with { EmployedFrom = TinyProblem.Monday.PlusDays(1) }],
            Demand = new Demand
            {
                Shifts =
                [
                    .. Enumerable.Range(0, 3).Select(d => new ShiftDemand { ShiftType = "N", Date = TinyProblem.Monday.PlusDays(d), Required = 1 }),
                    .. Enumerable.Range(0, 3).Select(d => new ShiftDemand { ShiftType = "E", Date = TinyProblem.Monday.PlusDays(d), Required = 1 }),
                ],
            },
        };
    }
}
