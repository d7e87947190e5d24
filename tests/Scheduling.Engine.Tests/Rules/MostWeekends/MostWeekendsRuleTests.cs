using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MostWeekends;

namespace Scheduling.Engine.Tests.Rules.MostWeekends;

public sealed class MostWeekendsRuleTests : RuleContract
{
    private static readonly LocalDate Friday = TinyProblem.Monday.PlusDays(4);
    private static readonly ShiftType ToMidnight = TinyProblem.Shift("M", "late", new LocalTime(16, 0), LocalTime.Midnight);

    protected override Rule Rule => new MostWeekendsRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Friday to the Sunday of the week after: two weekends.
        yield return From(0, 10, new MostWeekendsRule { Maximum = 1 }, TinyProblem.Early);
        yield return From(0, 4, new MostWeekendsRule { Maximum = 0, CountsNightBefore = true, Enforcement = Enforcement.Soft(8) }, TinyProblem.Night, ToMidnight, TinyProblem.Standby);
        foreach (bool history in new[] { true, false })
        {
            for (int start = 1; start <= 4; start++)
            {
                foreach (int maximum in new[] { 0, 2 })
                {
                    yield return Joined(start, new MostWeekendsRule { Maximum = maximum, CountsHistory = history, CountsNightBefore = start % 2 == 0 });
                }
            }
        }

        yield return From(2, 4, new MostWeekendsRule { Maximum = 1, AppliesTo = new RuleScope { Contracts = ["half"] } }, TinyProblem.Early) with
        {
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half"), TinyProblem.Person("C", "half")],
            History = [.. from e in new[] { "A", "B" } select TinyProblem.Duty(e, Friday.PlusDays(-6), "E")],
            Horizon = new Horizon { Start = Friday.PlusDays(1), Days = 4, HistoryDays = 7 },
        };
        // Three weekends in the horizon, one before it, two in a row looked at.
        SchedulingProblem windows = From(0, 17, new MostWeekendsRule { Maximum = 1, WindowWeeks = 2 }, TinyProblem.Early with { Days = [IsoDayOfWeek.Saturday] });
        yield return windows with
        {
            Horizon = windows.Horizon with { HistoryDays = 7 },
            History = [TinyProblem.Duty("A", Friday.PlusDays(-5), "W")],
            ShiftTypes = [.. windows.ShiftTypes, TinyProblem.Early with { Id = "W", Days = [IsoDayOfWeek.Sunday], Parts = TinyProblem.Early.Parts }],
            Employees = [TinyProblem.Person("A")],
        };
        SchedulingProblem odd = From(-2, 8, new MostWeekendsRule { Maximum = 1, CountsNightBefore = true }, TinyProblem.Night);
        yield return odd with { Horizon = odd.Horizon with { Weekend = [IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday] } };
        SchedulingProblem cairo = From(0, 4, new MostWeekendsRule { Maximum = 0, CountsNightBefore = true }, TinyProblem.Night, ToMidnight);
        // The midnight with which Friday, the first day of the weekend, would begin is skipped.
        yield return cairo with { Horizon = cairo.Horizon with { Start = new LocalDate(2026, 4, 22), TimeZone = "Africa/Cairo", Weekend = [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday] } };
    }

    [Fact]
    public void Two_weekends_worked_are_allowed_and_the_third_is_one_too_many()
    {
        Assert.Equal(0, Penalty(Rule, (1, "E"), (2, "E"), (8, "E")));
        Assert.Equal(1, Penalty(Rule, (1, "E"), (8, "E"), (16, "E")));
    }

    [Fact]
    public void Only_weekends_near_each_other_count_together()
    {
        Assert.Equal(0, Penalty(new MostWeekendsRule { Maximum = 1, WindowWeeks = 2 }, (1, "E"), (15, "E")));
        Assert.Equal(1, Penalty(new MostWeekendsRule { Maximum = 1, WindowWeeks = 3 }, (1, "E"), (15, "E")));
    }

    [Fact]
    public void A_weekend_with_both_days_worked_counts_once() => Assert.Equal(0, Penalty(new MostWeekendsRule { Maximum = 1 }, (1, "E"), (2, "E")));

    [Fact]
    public void A_Friday_night_counts_only_when_the_setting_says_so()
    {
        Assert.Equal(0, Penalty(new MostWeekendsRule { Maximum = 0 }, (0, "N")));
        Assert.Equal(1, Penalty(new MostWeekendsRule { Maximum = 0, CountsNightBefore = true }, (0, "N")));
    }

    [Fact]
    public void A_Friday_shift_that_ends_at_midnight_is_not_in_the_weekend() => Assert.Equal(0, Penalty(new MostWeekendsRule { Maximum = 0, CountsNightBefore = true }, (0, "M")));

    [Fact]
    public void Weekends_worked_before_the_horizon_count_and_those_beyond_the_maximum_cost_nothing()
    {
        SchedulingProblem problem = From(0, 7, new MostWeekendsRule { Maximum = 1 }, TinyProblem.Early);
        problem = problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 14 },
            History = [TinyProblem.Duty("A", Friday.PlusDays(-13), "E"), TinyProblem.Duty("A", Friday.PlusDays(-6), "E")],
        };
        Assert.Equal(0, Penalty(problem));
        Assert.Equal(1, Penalty(problem, (1, "E")));
    }

    private static SchedulingProblem From(int day, int days, Rule rule, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days, rule);
        return problem with { Horizon = problem.Horizon with { Start = Friday.PlusDays(day) }, ShiftTypes = shiftTypes };
    }

    /// <summary>Starts on a day from Saturday to Tuesday after two weeks of history with work on the last weekend, and ends on the next Saturday.</summary>
    private static SchedulingProblem Joined(int start, Rule rule)
    {
        SchedulingProblem problem = From(start, 9 - start, rule, TinyProblem.Early, TinyProblem.Night);
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 13, FixedDaysAfter = 9 },
            History =
            [
                TinyProblem.Duty("A", Friday.PlusDays(-7), "N"),
                .. start % 2 == 0 ? Array.Empty<Assignment>() : [TinyProblem.Duty("A", Friday.PlusDays(-5), "E")],
                .. new[] { 0, 1, 2 }.Where(d => d < start && start != 4).Select(d => TinyProblem.Duty("A", Friday.PlusDays(d), d == 0 ? "N" : "E")),
            ],
            FixedAfter = [.. new[] { 9, 15, 16 }.Where(d => d != 9 || start != 3).Select(d => TinyProblem.Duty("A", Friday.PlusDays(d), "E"))],
        };
    }

    private static long Penalty(Rule rule, params (int Day, string Shift)[] duties) =>
        Penalty(From(0, 21, rule, TinyProblem.Early, TinyProblem.Night, ToMidnight), duties);

    private static long Penalty(SchedulingProblem problem, params (int Day, string Shift)[] duties) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. duties.Select(d => TinyProblem.Duty("A", Friday.PlusDays(d.Day), d.Shift))] }).Penalties[0];
}
