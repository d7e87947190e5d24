using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LongestWeek;

namespace Scheduling.Engine.Tests.Rules.LongestWeek;

public sealed class LongestWeekRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new LongestWeekRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(1, 6, Rule);
        SchedulingProblem soft = TinyProblem.Of(2, 3, new LongestWeekRule { MaximumMinutes = 900, Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Contracts = ["half"] } });
        yield return soft with
        {
            Horizon = soft.Horizon with { Start = Monday.PlusDays(5), WeekStart = IsoDayOfWeek.Sunday },
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby],
        };
        yield return Joined(new LongestWeekRule { MaximumMinutes = 1440 });
        yield return Joined(new LongestWeekRule { MaximumMinutes = 1440, CountsLeave = true });
        SchedulingProblem normal = Joined(new LongestWeekRule { MaximumMinutes = 900, CountsLeave = true, CountsOvertime = false });
        yield return normal with
        {
            Horizon = normal.Horizon with { Days = 2, FixedDaysAfter = 4 },
            ShiftTypes = [OvertimeProblem.Long, TinyProblem.Night with { IsOvertime = true }, TinyProblem.Standby],
            Calendar = [OvertimeProblem.Holiday(Monday.PlusDays(4)), OvertimeProblem.MakeUp(Monday.PlusDays(5))],
        };
        yield return OvertimeProblem.Of(1, 3, new LongestWeekRule { MaximumMinutes = 900 });
        // The week after the horizon is too long, and not this roster's doing.
        SchedulingProblem before = TinyProblem.Of(1, 2, new LongestWeekRule { MaximumMinutes = 900 });
        yield return before with
        {
            Horizon = before.Horizon with { Start = Monday.PlusDays(5), FixedDaysAfter = 3 },
            ShiftTypes = [TinyProblem.Shift("Z", "early", new LocalTime(6, 0), new LocalTime(21, 30)), TinyProblem.Early],
            FixedAfter = [.. Enumerable.Range(7, 3).Select(d => TinyProblem.Duty("A", Monday.PlusDays(d), "E"))],
        };
        SchedulingProblem spring = TinyProblem.Of(1, 4, new LongestWeekRule { MaximumMinutes = 1380 });
        yield return spring with { Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 26), TimeZone = "Europe/Berlin" } };
    }

    [Theory]
    [InlineData(2400, 0)]
    [InlineData(2399, 1)]
    public void Exactly_the_maximum_is_allowed(int maximumMinutes, long excess) =>
        Assert.Equal(excess, Penalty(TinyProblem.Of(1, 7, new LongestWeekRule { MaximumMinutes = maximumMinutes }), 0, 1, 2, 3, 4));

    [Fact]
    public void Each_week_is_counted_by_itself() =>
        Assert.Equal(240, Penalty(TinyProblem.Of(1, 10, Rule), 0, 1, 2, 3, 4, 5, 7, 8, 9));

    [Fact]
    public void Known_days_of_the_week_before_the_horizon_count()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, new LongestWeekRule { MaximumMinutes = 960 });
        problem = problem with
        {
            Horizon = problem.Horizon with { Start = Monday.PlusDays(2), HistoryDays = 3 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "E"), TinyProblem.Duty("A", Monday, "E")],
        };
        Assert.Equal(480, Penalty(problem, 0, 1));
    }

    [Fact]
    public void A_day_of_leave_counts_only_when_asked_for()
    {
        SchedulingProblem With(bool countsLeave) => TinyProblem.Of(1, 5, new LongestWeekRule { MaximumMinutes = 960, CountsLeave = countsLeave }) with
        {
            Leave = [new Leave { Employee = "A", From = Monday.PlusDays(2), Until = Monday.PlusDays(6) }],
        };
        Assert.Equal(0, Penalty(With(false), 0, 1));
        Assert.Equal(3 * 480, Penalty(With(true), 0, 1));
    }

    /// <summary>Wednesday to Friday with history since Sunday and fixed days until the next Monday, leave of every part.</summary>
    private static SchedulingProblem Joined(Rule rule)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 3, rule);
        return problem with
        {
            Horizon = problem.Horizon with { Start = Monday.PlusDays(2), HistoryDays = 3, FixedDaysAfter = 3 },
            Employees = [TinyProblem.Person("A"), TinyProblem.Person("B", "half")],
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N"), TinyProblem.Duty("A", Monday.PlusDays(1), "E"), TinyProblem.Duty("B", Monday, "S")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(5), "N"), TinyProblem.Duty("A", Monday.PlusDays(7), "E")],
            Leave =
            [
                new Leave { Employee = "A", From = Monday.PlusDays(-3), Until = Monday, CreditedMinutesPerDay = 100 },
                new Leave { Employee = "A", From = Monday.PlusDays(4), Until = Monday.PlusDays(12), Part = LeavePart.Afternoon },
                new Leave { Employee = "B", From = Monday.PlusDays(3), Until = Monday.PlusDays(3), Part = LeavePart.Morning },
                new Leave { Employee = "B", From = Monday.PlusDays(3), Until = Monday.PlusDays(4) },
                new Leave { Employee = "B", From = Monday.PlusDays(5), Until = Monday.PlusDays(5), CreditedMinutesPerDay = 77, Part = LeavePart.Afternoon },
            ],
        };
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(10080, 0)]
    [InlineData(10081, 1)]
    public void Settings_outside_their_range_are_reported(int value, int problems)
    {
        List<InputProblem> found = [];
        var rule = new LongestWeekRule { MaximumMinutes = value };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Equal(problems, found.Count(p => p.Pointer == "/rules/0/maximumMinutes" && p.Code == "rule-setting-out-of-range"));
    }

    private static long Penalty(SchedulingProblem problem, params int[] days) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. days.Select(d => TinyProblem.Duty("A", problem.Horizon.Start.PlusDays(d), "E"))] }).Penalties[0];
}
