using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.ShortestStretch;

namespace Scheduling.Engine.Tests.Rules.ShortestStretch;

public sealed class ShortestStretchRuleTests : RuleContract
{
    private static readonly ShiftType Turns = TinyProblem.Shift("T", "mid", new LocalTime(9, 0), new LocalTime(11, 0)) with { Posts = ["phone", "chat"], PostStepMinutes = 30 };
    private static readonly ShiftType NightTurns = TinyProblem.Shift("U", "night", new LocalTime(23, 0), new LocalTime(5, 0)) with { Posts = ["chat", "phone"], PostStepMinutes = 90 };

    protected override Rule Rule => new ShortestStretchRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(2, 1, Rule);
        yield return With(2, 1, new ShortestStretchRule { MinimumMinutes = 61, Enforcement = Enforcement.Soft(2), AppliesTo = new RuleScope { Employees = ["B"] } });
        yield return With(1, 2, new ShortestStretchRule { MinimumMinutes = 150 }, new ShortestStretchRule { MinimumMinutes = 45, Enforcement = Enforcement.Soft(1) });
        SchedulingProblem joined = With(1, 1, new ShortestStretchRule { MinimumMinutes = 100 });
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "U", "phone") with { PostChanges = [new PostChange { AfterMinutes = 90, Post = "chat" }] }],
            FixedAfter = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(1), "T", "chat")],
        };
        foreach (LocalDate start in new[] { new LocalDate(2026, 3, 28), new LocalDate(2026, 10, 24) })
        {
            SchedulingProblem change = With(1, 1, new ShortestStretchRule { MinimumMinutes = 120 });
            yield return change with { Horizon = change.Horizon with { Start = start, TimeZone = "Europe/Berlin" } };
        }

        static SchedulingProblem With(int employees, int days, params Rule[] rules) => TinyProblem.Of(employees, days, [.. rules, Coverage]) with
        {
            Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "chat", Name = "chat" }],
            ShiftTypes = [Turns, NightTurns, TinyProblem.Late with { Posts = ["phone"] }],
            Demand = new Demand
            {
                Intervals =
                [
                    new IntervalDemand { Post = "phone", Date = TinyProblem.Monday, From = new LocalTime(9, 0), Required = [1, 2, 0, 1] },
                    new IntervalDemand { Post = "chat", Date = TinyProblem.Monday, From = new LocalTime(9, 0), Required = [0, 0, 1, 1] },
                ],
            },
        };
    }

    private static IntervalCoverageRule Coverage => new() { SurplusGrowth = 2 };

    [Theory]
    [InlineData("", 0)]
    [InlineData("60 chat", 0)]
    [InlineData("30 chat", 30)]
    [InlineData("30 chat,60 phone", 60)]
    [InlineData("30 phone", 0)]
    [InlineData("30 chat,60 phone,90 chat", 120)]
    public void Each_stretch_on_a_post_lasts_an_hour(string changes, long excess)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, Rule) with { ShiftTypes = [Turns], Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }] };
        Assignment duty = TinyProblem.Duty("A", TinyProblem.Monday, "T", "phone") with
        {
            PostChanges = [.. changes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split(' ')).Select(c => new PostChange { AfterMinutes = int.Parse(c[0], CultureInfo.InvariantCulture), Post = c[1] })],
        };
        Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, new Roster { Assignments = [duty] });
        Assert.Empty(evaluation.ShapeProblems);
        Assert.Equal(excess, evaluation.Penalties[0]);
        Assert.Equal(excess, ModelCost.Of(RosterModel.Compile(problem), RosterCodec.Encode(RosterModel.Compile(problem), new Roster { Assignments = [duty] }))[0]);
    }
}
