using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Tests.Rules.IntervalCoverage;

namespace Scheduling.Engine.Tests.Rules.CoverageFloor;

public sealed class CoverageFloorRuleTests : RuleContract
{
    protected override Rule Rule => new CoverageFloorRule();

    protected override IEnumerable<SchedulingProblem> Problems() =>
        PhoneProblem.All(Rule, new CoverageFloorRule { Enforcement = Enforcement.Soft(4, "coverage") });

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 30)]
    public void Only_the_minimum_is_a_floor_whatever_is_required(int minimum, long excess)
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs(null, new LocalTime(9, 30), [5], minimum: [minimum])], [[]]);
        Assert.Equal(excess, Penalty(problem));
    }

    [Fact]
    public void Intervals_without_a_floor_have_no_term()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs(null, new LocalTime(9, 0), [1, 1, 1], minimum: [0, 1, 0])], [[]]);
        Assert.Single(RosterModel.Compile(problem).Covers);
    }

    [Fact]
    public void A_series_without_minimum_has_no_floor()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule,
            [PhoneProblem.Needs(null, new LocalTime(9, 30), [5], minimum: []), PhoneProblem.Needs("orders", new LocalTime(9, 30), [1])], [PhoneProblem.Holds("orders")]);
        Assert.Equal(0, Penalty(problem));
    }

    private static long Penalty(SchedulingProblem problem) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "S", "phone")] }).Penalties[0];
}
