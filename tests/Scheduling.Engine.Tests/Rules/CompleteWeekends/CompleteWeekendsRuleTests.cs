using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CompleteWeekends;

namespace Scheduling.Engine.Tests.Rules.CompleteWeekends;

public sealed class CompleteWeekendsRuleTests : RuleContract
{
    private static readonly LocalDate Friday = TinyProblem.Monday.PlusDays(4);
    private static readonly IsoDayOfWeek[] LongWeekend = [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    protected override Rule Rule => new CompleteWeekendsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return From(0, 4, Rule, TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby);
        yield return From(0, 10, Rule with { Enforcement = Enforcement.Hard }, TinyProblem.Night);
        // Begins on a Sunday, ends on a Saturday: neither weekend is known entirely.
        yield return From(2, 7, Rule, TinyProblem.Early);
        // Weekends of three days and of one; and everything a weekend.
        SchedulingProblem longer = From(-1, 5, Rule, TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby);
        yield return longer with { Horizon = longer.Horizon with { Weekend = LongWeekend } };
        // The Friday before and the Sunday after are not known.
        foreach (int first in new[] { 1, -1 })
        {
            SchedulingProblem cut = From(first, 3 + Math.Min(0, first), Rule, TinyProblem.Early);
            yield return cut with { Horizon = cut.Horizon with { Weekend = first == 1 ? LongWeekend : [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Thursday] } };
        }

        SchedulingProblem mixed = From(-2, 8, Rule with { Enforcement = Enforcement.Hard }, TinyProblem.Early);
        yield return mixed with { Horizon = mixed.Horizon with { Weekend = [.. LongWeekend, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday] } };
        yield return mixed with { Horizon = mixed.Horizon with { Weekend = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)] } };
        yield return From(0, 4, Rule with { AppliesTo = new RuleScope { Contracts = ["half"] } }, TinyProblem.Early) with
        {
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half"), TinyProblem.Person("C", "half")],
        };
        foreach (IsoDayOfWeek[] weekend in new[] { LongWeekend, LongWeekend[1..] })
        {
            for (int start = 1; start <= 3; start++)
            {
                SchedulingProblem joined = From(start, 8 - start, Rule, TinyProblem.Early, TinyProblem.Standby);
                yield return joined with
                {
                    // An incomplete weekend within the history costs nothing.
                    Horizon = joined.Horizon with { HistoryDays = 9, FixedDaysAfter = 3, Weekend = weekend },
                    History = [TinyProblem.Duty("A", Friday.PlusDays(-6), "E"), TinyProblem.Duty("A", Friday, "E"), .. start > 1 ? [TinyProblem.Duty("A", Friday.PlusDays(1), start == 2 ? "E" : "S")] : Array.Empty<Assignment>()],
                    FixedAfter = [TinyProblem.Duty("A", Friday.PlusDays(9), start == 2 ? "S" : "E")],
                };
            }
        }
    }

    [Fact]
    public void A_weekend_worked_on_both_days_or_on_none_is_complete()
    {
        Assert.Equal(0, Excess([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], (1, "E"), (2, "E")));
        Assert.Equal(0, Excess([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], (0, "N"), (3, "E")));
    }

    [Fact]
    public void A_weekend_with_one_of_two_days_worked_costs_one() => Assert.Equal(1, Excess([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], (2, "E")));

    [Fact]
    public void Standby_on_the_other_day_does_not_complete_a_weekend() => Assert.Equal(1, Excess([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], (1, "E"), (2, "S")));

    [Fact]
    public void A_weekend_of_three_days_costs_each_day_off_when_another_is_worked()
    {
        Assert.Equal(2, Excess(LongWeekend, (1, "E")));
        Assert.Equal(1, Excess(LongWeekend, (0, "E"), (2, "E")));
        Assert.Equal(0, Excess(LongWeekend, (0, "E"), (1, "E"), (2, "E")));
    }

    private static SchedulingProblem From(int day, int days, Rule rule, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days, rule);
        return problem with { Horizon = problem.Horizon with { Start = Friday.PlusDays(day) }, ShiftTypes = shiftTypes };
    }

    private static long Excess(IReadOnlyList<IsoDayOfWeek> weekend, params (int Day, string Shift)[] duties)
    {
        SchedulingProblem problem = From(-1, 6, new CompleteWeekendsRule { Enforcement = Enforcement.Hard }, TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby);
        problem = problem with { Horizon = problem.Horizon with { Weekend = weekend } };
        return RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. duties.Select(d => TinyProblem.Duty("A", Friday.PlusDays(d.Day), d.Shift))] }).Penalties[0];
    }
}
