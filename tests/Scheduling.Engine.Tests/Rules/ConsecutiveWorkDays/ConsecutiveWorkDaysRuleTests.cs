using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;

namespace Scheduling.Engine.Tests.Rules.ConsecutiveWorkDays;

public sealed class ConsecutiveWorkDaysRuleTests : RuleContract
{
    protected override Rule Rule => new ConsecutiveWorkDaysRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem Short(Rule rule, int days) => TinyProblem.Of(1, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };
        yield return Short(new ConsecutiveWorkDaysRule { MaximumDays = 2 }, 6);
        yield return Short(new ConsecutiveWorkDaysRule { MaximumDays = 4, MinimumDays = 3, Enforcement = Enforcement.Soft(7) }, 7);
        for (int history = 1; history <= 7; history++)
        {
            SchedulingProblem joined = Short(new ConsecutiveWorkDaysRule { MaximumDays = 3, MinimumDays = 2 }, 5);
            yield return joined with
            {
                Horizon = joined.Horizon with { HistoryDays = 7, FixedDaysAfter = 4 },
                History = [.. Enumerable.Range(1, history).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), "E"))],
                FixedAfter = [.. new[] { 5, 6, 8 }.Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), "E"))],
            };
        }
    }

    [Fact]
    public void Six_days_in_a_row_are_allowed_and_the_seventh_is_one_too_many()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 8, Rule);
        Assert.Equal(0, Penalty(problem, 6));
        Assert.Equal(1, Penalty(problem, 7));
        Assert.Equal(2, Penalty(problem, 8));
    }

    [Fact]
    public void Days_worked_before_the_horizon_count()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 3, Rule);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 5 },
            History = [.. Enumerable.Range(1, 5).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-d), "E"))],
        };
        Assert.Equal(0, Penalty(problem, 1));
        Assert.Equal(1, Penalty(problem, 2));
    }

    private static long Penalty(SchedulingProblem problem, int days) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. Enumerable.Range(0, days).Select(d => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(d), "E"))] }).Penalties[0];
}
