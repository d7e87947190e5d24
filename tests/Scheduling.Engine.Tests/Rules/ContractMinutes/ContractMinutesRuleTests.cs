using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ContractMinutes;

namespace Scheduling.Engine.Tests.Rules.ContractMinutes;

public sealed class ContractMinutesRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new ContractMinutesRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(TinyProblem.Of(1, 7, Rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] }, 1500, 2400);
        foreach (ContractPeriod period in Enum.GetValues<ContractPeriod>())
        {
            // Saturday to Wednesday: two parts of weeks, joined to what is known before and after.
            SchedulingProblem cut = With(TinyProblem.Of(1, 5, new ContractMinutesRule { Period = period, Enforcement = Enforcement.Soft(2) }), 1801, 2333);
            yield return cut with
            {
                Horizon = cut.Horizon with { Start = Monday.PlusDays(-2), HistoryDays = 2, FixedDaysAfter = 1 },
                History = [TinyProblem.Duty("A", Monday.PlusDays(-3), "E")],
                FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(3), "N")],
            };
            yield return Mixed(new ContractMinutesRule { Period = period });
            yield return Festive(new ContractMinutesRule { Period = period, FollowsCalendar = true });
        }

        // Minutes of the horizon in place of the contract's, for somebody who comes on its second day as well.
        SchedulingProblem late = With(TinyProblem.Of(2, 3, new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = 500, MaximumMinutes = 1100 }), 1, 2);
        late = late with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby], Employees = [late.Employees[0], late.Employees[1] with { EmployedFrom = Monday.PlusDays(1) }] };
        yield return late;
        yield return late with { Rules = [new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = 700, FollowsCalendar = true, Enforcement = Enforcement.Soft(2) }] };
        yield return late with
        {
            Horizon = late.Horizon with { Start = Monday.PlusDays(4) },
            Rules = [new ContractMinutesRule { Period = ContractPeriod.Horizon, MaximumMinutes = 700, FollowsCalendar = true, Enforcement = Enforcement.Soft(2) }],
        };
        SchedulingProblem weekend = late with { Horizon = late.Horizon with { Start = Monday.PlusDays(5), Days = 2 }, Employees = [late.Employees[0]] };
        yield return weekend with { Rules = [new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = 500, MaximumMinutes = 700, FollowsCalendar = true }] };

        // One day of a week at either end of the horizon; somebody comes on the last day, somebody leaves on the first, two are never there.
        foreach (bool followsCalendar in new[] { false, true })
        {
            SchedulingProblem ends = With(TinyProblem.Of(4, 2, new ContractMinutesRule { FollowsCalendar = followsCalendar, Enforcement = Enforcement.Soft(1) }), 1000, 900);
            yield return ends with
            {
                Horizon = ends.Horizon with { Start = Monday.PlusDays(4), HistoryDays = 1, FixedDaysAfter = 1, WeekStart = IsoDayOfWeek.Saturday },
                ShiftTypes = [TinyProblem.Early],
                Employees =
                [
                    ends.Employees[0] with { EmployedFrom = Monday.PlusDays(5) }, ends.Employees[1] with { EmployedUntil = Monday.PlusDays(4) },
                    ends.Employees[2] with { EmployedFrom = Monday.PlusDays(6) }, ends.Employees[3] with { EmployedUntil = Monday.PlusDays(3) },
                ],
                History = [TinyProblem.Duty("B", Monday.PlusDays(3), "E")],
                FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(6), "E")],
            };
        }

        SchedulingProblem autumn = With(TinyProblem.Of(2, 2, Rule with { AppliesTo = new RuleScope { Employees = ["A"] } }), 3400, 3400);
        yield return autumn with { Horizon = autumn.Horizon with { Start = new LocalDate(2026, 10, 24), TimeZone = "Europe/Berlin", WeekStart = IsoDayOfWeek.Sunday } };
    }

    [Theory]
    [InlineData(2400, 2400, 0)]
    [InlineData(2401, null, 1)]
    [InlineData(0, 2399, 1)]
    public void Exactly_the_contract_minutes_are_allowed(int minimum, int? maximum, long excess) =>
        Assert.Equal(excess, Penalty(With(TinyProblem.Of(1, 7, Rule), minimum, maximum), 0, 1, 2, 3, 4));

    [Fact]
    public void Of_part_of_a_week_the_minimum_is_asked_in_proportion_and_the_maximum_stays()
    {
        // Three known days of 1300 a week: at least 557 (557.14), at most 1300.
        SchedulingProblem problem = With(TinyProblem.Of(1, 3, Rule), 1300, 1300);
        Assert.Equal(557, Penalty(problem));
        Assert.Equal(0, Penalty(problem, 0, 1));
        Assert.Equal(1440 - 1300, Penalty(problem, 0, 1, 2));
    }

    [Fact]
    public void A_horizon_that_is_no_whole_week_is_asked_in_proportion_rounded_in_favour_of_the_roster()
    {
        SchedulingProblem problem = With(TinyProblem.Of(1, 3, new ContractMinutesRule { Period = ContractPeriod.Horizon }), 2000, 2000);
        Assert.Equal(857, Penalty(problem));
        Assert.Equal(960 - 858, Penalty(problem, 0, 1));
    }

    [Theory]
    [InlineData(960, 960, 0)]
    [InlineData(961, null, 1)]
    [InlineData(null, 959, 1)]
    public void Minutes_of_the_horizon_take_the_place_of_the_contracts(int? minimum, int? maximum, long excess) =>
        Assert.Equal(excess, Penalty(With(TinyProblem.Of(1, 10, new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = minimum, MaximumMinutes = maximum }), 0, null), 0, 9));

    [Fact]
    public void Minutes_of_the_horizon_are_refused_by_the_week()
    {
        List<InputProblem> problems = [];
        var rule = new ContractMinutesRule { MinimumMinutes = 30, MaximumMinutes = 20 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(
            [("rule-setting-out-of-range", "/rules/0/minimumMinutes"), ("rule-setting-conflict", "/rules/0/minimumMinutes"), ("rule-setting-conflict", "/rules/0/maximumMinutes")],
            problems.Select(p => (p.Code, p.Pointer)));
    }

    [Fact]
    public void Known_duties_of_the_same_week_count_though_they_lie_outside_the_horizon()
    {
        SchedulingProblem problem = With(TinyProblem.Of(1, 3, Rule), 2400, 2400);
        problem = problem with
        {
            Horizon = problem.Horizon with { Start = Monday.PlusDays(4), HistoryDays = 4 },
            History = [.. Enumerable.Range(0, 4).Select(d => TinyProblem.Duty("A", Monday.PlusDays(d), "E"))],
        };
        Assert.Equal(480, Penalty(problem));
        Assert.Equal(0, Penalty(problem, 0));
        Assert.Equal(480, Penalty(problem, 0, 1));
    }

    [Fact]
    public void Weeks_make_up_for_each_other_when_the_horizon_is_the_period()
    {
        SchedulingProblem problem = With(TinyProblem.Of(1, 14, Rule), 1440, 1440);
        int[] days = [0, 1, 7, 8, 9, 10];
        Assert.Equal(960, Penalty(problem, days));
        Assert.Equal(0, Penalty(problem with { Rules = [new ContractMinutesRule { Period = ContractPeriod.Horizon }] }, days));
    }

    [Fact]
    public void Leave_counts_towards_the_minimum_and_the_maximum()
    {
        SchedulingProblem problem = With(TinyProblem.Of(1, 7, Rule), 2400, 2400) with
        {
            Leave = [new Leave { Employee = "A", From = Monday.PlusDays(3), Until = Monday.PlusDays(6) }],
        };
        Assert.Equal(0, Penalty(problem, 0, 1, 2));
        Assert.Equal(480, Penalty(problem, 0, 1, 2, 5));
        Assert.Equal(480, Penalty(problem, 0, 1));
    }

    [Fact]
    public void Who_starts_in_the_middle_of_a_week_is_asked_for_the_days_employed()
    {
        SchedulingProblem problem = With(TinyProblem.Of(1, 7, Rule), 1680, 1680);
        problem = problem with { Employees = [problem.Employees[0] with { EmployedFrom = Monday.PlusDays(3) }] };
        Assert.Equal(0, Penalty(problem, 3, 4));
    }

    [Fact]
    public void Overtime_counts_neither_towards_the_minimum_nor_towards_the_maximum()
    {
        SchedulingProblem problem = With(OvertimeProblem.Of(1, 7, Rule), 960, 960);
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E", 120), OvertimeProblem.Duty("A", Monday.PlusDays(1), "E"), OvertimeProblem.Duty("A", Monday.PlusDays(2), "X")));
        Assert.Equal(480, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E", 120), OvertimeProblem.Duty("A", Monday.PlusDays(2), "X")));
    }

    [Theory]
    [InlineData(0, 3, 1440)]
    [InlineData(0, 4, 1440)]
    [InlineData(1, 6, 2880)]
    public void A_week_asks_by_its_workdays_when_the_rule_follows_the_calendar(int makeUp, int days, int asked)
    {
        // Two holidays leave three workdays; without them a make-up Saturday makes six.
        SchedulingProblem problem = With(TinyProblem.Of(1, 7, new ContractMinutesRule { FollowsCalendar = true }), 2400, 2400) with
        {
            Calendar = makeUp == 1 ? [OvertimeProblem.MakeUp(Monday.PlusDays(5))] : [OvertimeProblem.Holiday(Monday), OvertimeProblem.Holiday(Monday.PlusDays(1))],
        };
        Assert.Equal(Math.Abs((days * 480) - asked), Penalty(problem, [.. Enumerable.Range(0, days)]));
    }

    /// <summary>A festival with make-up days before and after, half of it outside the horizon and some of it unknown, with leave over it and overtime.</summary>
    private static SchedulingProblem Festive(Rule rule) => With(OvertimeProblem.Of(1, 4, rule), 1700, 1900).At(Monday.PlusDays(4), history: 1, after: 2) with
    {
        Employees = [TinyProblem.Person("A") with { EmployedUntil = Monday.PlusDays(8) }],
        Calendar =
        [
            OvertimeProblem.Holiday(Monday.PlusDays(2)), new CalendarDay { Date = Monday.PlusDays(3), Kind = CalendarDayKind.RestDay }, OvertimeProblem.MakeUp(Monday.PlusDays(5)),
            OvertimeProblem.Holiday(Monday.PlusDays(7)), OvertimeProblem.MakeUp(Monday.PlusDays(13)),
        ],
        Leave = [new Leave { Employee = "A", From = Monday.PlusDays(5), Until = Monday.PlusDays(8), Part = LeavePart.Morning }],
        History = [OvertimeProblem.Duty("A", Monday.PlusDays(3), "E", 60)],
        FixedAfter = [OvertimeProblem.Duty("A", Monday.PlusDays(8), "X")],
    };

    /// <summary>Full and part time, employment dates, leave that overlaps and is credited with an amount of its own, Sunday to Wednesday.</summary>
    private static SchedulingProblem Mixed(Rule rule)
    {
        SchedulingProblem problem = With(TinyProblem.Of(2, 4, rule), 2000, 2500);
        return problem with
        {
            Horizon = problem.Horizon with { Start = Monday.PlusDays(-1), HistoryDays = 1, FixedDaysAfter = 1 },
            ShiftTypes = [TinyProblem.Early, TinyProblem.Standby],
            Employees =
            [
                TinyProblem.Person("A", "half") with { EmployedFrom = Monday },
                TinyProblem.Person("B") with { EmployedUntil = Monday.PlusDays(1) },
            ],
            Leave =
            [
                new Leave { Employee = "A", From = Monday.PlusDays(-1), Until = Monday, CreditedMinutesPerDay = 111 },
                new Leave { Employee = "A", From = Monday.PlusDays(1), Until = Monday.PlusDays(9), Part = LeavePart.Morning },
                new Leave { Employee = "B", From = Monday.PlusDays(1), Until = Monday.PlusDays(1), Part = LeavePart.Afternoon, CreditedMinutesPerDay = 500 },
                new Leave { Employee = "B", From = Monday.PlusDays(1), Until = Monday.PlusDays(1), Part = LeavePart.Afternoon },
                new Leave { Employee = "B", From = Monday.PlusDays(1), Until = Monday.PlusDays(2) },
            ],
        };
    }

    private static SchedulingProblem With(SchedulingProblem problem, int minimum, int? maximum) => problem with
    {
        Contracts =
        [
            problem.Contracts[0] with { MinimumMinutesPerWeek = minimum, MaximumMinutesPerWeek = maximum },
            problem.Contracts[1] with { MinimumMinutesPerWeek = minimum / 2 },
        ],
    };

    private static long Penalty(SchedulingProblem problem, params int[] days) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. days.Select(d => TinyProblem.Duty("A", problem.Horizon.Start.PlusDays(d), "E"))] }).Penalties[0];
}
