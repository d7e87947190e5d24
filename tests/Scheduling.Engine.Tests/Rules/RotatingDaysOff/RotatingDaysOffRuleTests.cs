using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.RotatingDaysOff;

namespace Scheduling.Engine.Tests.Rules.RotatingDaysOff;

public sealed class RotatingDaysOffRuleTests : RuleContract
{
    protected override Rule Rule => new RotatingDaysOffRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return Known(10, 0, 0, new RotatingDaysOffRule { MaximumWeeks = 1 });
        yield return Known(9, 14, 7, new RotatingDaysOffRule(), On(-14, "E"), On(-7, "N"), On(-13, "S"), On(10, "E"));
        yield return Known(3, 21, 21, new RotatingDaysOffRule { Enforcement = Enforcement.Hard }, On(-21, "E"), On(-13, "E"), On(7, "N"), On(15, "S"));
        yield return Known(8, 7, 7, new RotatingDaysOffRule { MaximumWeeks = 1, Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday], Enforcement = Enforcement.Soft(3) });
        SchedulingProblem away = Known(3, 14, 7, new RotatingDaysOffRule { MaximumWeeks = 1 });
        yield return away with
        {
            Employees = [away.Employees[0] with { EmployedFrom = TinyProblem.Monday.PlusDays(-6), EmployedUntil = TinyProblem.Monday.PlusDays(8) }],
            Leave =
            [
                new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(-30), Until = TinyProblem.Monday.PlusDays(-5) },
                new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(1), Until = TinyProblem.Monday.PlusDays(1), Part = LeavePart.Morning },
            ],
        };
        SchedulingProblem two = TinyProblem.Of(2, 3, new RotatingDaysOffRule { MaximumWeeks = 1, AppliesTo = new RuleScope { Contracts = ["half"] } });
        yield return two with
        {
            Horizon = two.Horizon with { HistoryDays = 7 },
            ShiftTypes = [TinyProblem.Early, TinyProblem.Standby],
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
        };
    }

    [Fact]
    public void The_same_weekday_off_two_weeks_in_a_row_is_allowed_and_every_further_week_costs()
    {
        Assert.Equal(0, Penalty(14));
        Assert.Equal(10, Penalty(21));
        Assert.Equal(20, Penalty(28));
    }

    [Fact]
    public void A_day_of_leave_parts_the_series() =>
        Assert.Equal(0, Penalty(28, new Leave { Employee = "A", From = TinyProblem.Monday.PlusDays(15), Until = TinyProblem.Monday.PlusDays(15) }));

    [Fact]
    public void Weekdays_that_are_not_meant_are_free()
    {
        SchedulingProblem problem = Known(28, 0, 0, new RotatingDaysOffRule { Weekdays = [IsoDayOfWeek.Sunday] });
        Assert.Equal([0, 0, 0], RosterEvaluator.Evaluate(problem, EveryDayBut(28, IsoDayOfWeek.Tuesday)).Penalties);
    }

    /// <summary>What it costs to be off on every Tuesday and on no other day.</summary>
    private static long Penalty(int days, params Leave[] leave) =>
        RosterEvaluator.Evaluate(Known(days, 0, 0, new RotatingDaysOffRule()) with { Leave = leave }, EveryDayBut(days, IsoDayOfWeek.Tuesday)).Penalties[2];

    private static Roster EveryDayBut(int days, IsoDayOfWeek off) => new()
    {
        Assignments = [.. Enumerable.Range(0, days).Where(d => TinyProblem.Monday.PlusDays(d).DayOfWeek != off).Select(d => On(d, "E"))],
    };

    private static Assignment On(int day, string shiftType) => TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(day), shiftType);

    private static SchedulingProblem Known(int days, int before, int after, Rule rule, params Assignment[] duties)
    {
        SchedulingProblem problem = TinyProblem.Of(1, days, rule);
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = before, FixedDaysAfter = after },
            ShiftTypes = days > 8 ? [TinyProblem.Early] : [TinyProblem.Early, TinyProblem.Night],
            History = [.. duties.Where(d => d.Date < TinyProblem.Monday)],
            FixedAfter = [.. duties.Where(d => d.Date >= TinyProblem.Monday.PlusDays(days))],
        } is var known && duties.Length > 0 ? known with { ShiftTypes = [.. known.ShiftTypes.Take(1), TinyProblem.Night with { Days = [IsoDayOfWeek.Monday] }, TinyProblem.Standby with { Days = [IsoDayOfWeek.Tuesday] }] } : known;
    }
}
