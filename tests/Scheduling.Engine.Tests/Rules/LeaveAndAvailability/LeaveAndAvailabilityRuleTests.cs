using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LeaveAndAvailability;

namespace Scheduling.Engine.Tests.Rules.LeaveAndAvailability;

public sealed class LeaveAndAvailabilityRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    private static readonly ShiftType Split = new()
    {
        Id = "P",
        Name = "P",
        Band = "mid",
        Parts =
        [
            new ShiftPart { Start = new LocalTime(9, 0), End = new LocalTime(11, 30) },
            new ShiftPart { Start = new LocalTime(14, 30), End = new LocalTime(18, 0), Kind = PartKind.Activity },
        ],
    };

    protected override Rule Rule => new LeaveAndAvailabilityRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return LeaveOf(TinyProblem.Of(2, 3, Rule), LeavePart.FullDay, 1, 1);
        yield return LeaveOf(TinyProblem.Of(2, 3, Rule with { Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Employees = ["A"] } }), LeavePart.Morning, 0, 5);
        SchedulingProblem halves = TinyProblem.Of(1, 3, Rule) with { ShiftTypes = [TinyProblem.Standby, TinyProblem.Night, Split] };
        yield return halves with { Leave = [LeaveOn("A", LeavePart.Afternoon, 0, 1), LeaveOn("A", LeavePart.Morning, 1, 1), LeaveOn("A", LeavePart.FullDay, 3, 9)] };
        yield return Joined();

        // Somebody comes and somebody leaves, available at any time; somebody is available for an hour in the middle of a shift.
        SchedulingProblem moving = TinyProblem.Of(3, 2, Rule) with { ShiftTypes = [TinyProblem.Early] };
        yield return moving with
        {
            Employees =
            [
                moving.Employees[0] with { EmployedFrom = Monday.PlusDays(1) }, moving.Employees[1] with { EmployedUntil = Monday },
                moving.Employees[2] with { Availability = [new WeeklyWindow { From = new LocalTime(9, 0), To = new LocalTime(10, 0) }] },
            ],
        };
        foreach ((LocalDate start, string zone) in new[]
        {
            (new LocalDate(2026, 3, 27), "Europe/Berlin"), (new LocalDate(2026, 10, 23), "Europe/Berlin"), (new LocalDate(2026, 9, 4), "America/Santiago"),
            (new LocalDate(2026, 10, 2), "Australia/Lord_Howe"),
        })
        {
            SchedulingProblem change = Joined();
            yield return change with
            {
                Horizon = change.Horizon with { Start = start, TimeZone = zone, HistoryDays = 0, FixedDaysAfter = 0 },
                History = [],
                FixedAfter = [],
                Employees = [change.Employees[0], change.Employees[1] with { EmployedFrom = null, EmployedUntil = null }],
                Leave = [new Leave { Employee = "A", From = start, Until = start.PlusDays(1), Part = LeavePart.Afternoon }],
            };
        }

        yield return Joined() with { Rules = [new LeaveAndAvailabilityRule { CountsAvailability = false, CountsEmployment = false }] };
        yield return Joined() with { Rules = [new LeaveAndAvailabilityRule { CountsLeave = false, Enforcement = Enforcement.Soft(2) }] };
    }

    [Fact]
    public void A_night_into_a_day_of_leave_is_charged_with_the_minutes_after_midnight() =>
        Assert.Equal(360, Penalty(LeaveOf(TinyProblem.Of(1, 2, Rule), LeavePart.FullDay, 1, 1), "N"));

    [Fact]
    public void A_night_into_leave_after_the_horizon_is_charged_too() =>
        Assert.Equal(360, Penalty(LeaveOf(TinyProblem.Of(1, 1, Rule), LeavePart.FullDay, 1, 1), "N"));

    [Theory]
    [InlineData(LeavePart.Morning, 300)]
    [InlineData(LeavePart.Afternoon, 180)]
    [InlineData(LeavePart.FullDay, 480)]
    public void Half_days_are_cut_at_noon(LeavePart part, long excess) =>
        Assert.Equal(excess, Penalty(LeaveOf(TinyProblem.Of(1, 1, Rule), part, 0, 0), "E"));

    [Fact]
    public void A_duty_that_ends_when_leave_begins_is_allowed() =>
        Assert.Equal(0, Penalty(LeaveOf(TinyProblem.Of(1, 2, Rule), LeavePart.FullDay, 1, 1), "L"));

    [Fact]
    public void A_minute_on_leave_and_outside_availability_counts_once()
    {
        // Early 07:00–15:00, available from 14:00 on, leave until noon: 420 minutes, not 420 + 300.
        SchedulingProblem problem = LeaveOf(TinyProblem.Of(1, 1, Rule), LeavePart.Morning, 0, 0);
        Assert.Equal(420, Penalty(Available(problem, new WeeklyWindow { From = new LocalTime(14, 0), To = new LocalTime(22, 0) }), "E"));
    }

    [Fact]
    public void A_duty_exactly_inside_a_window_over_midnight_is_allowed()
    {
        var window = new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = new LocalTime(22, 0), To = new LocalTime(6, 0) };
        Assert.Equal(0, Penalty(Available(TinyProblem.Of(1, 1, Rule), window), "N"));
        Assert.Equal(1, Penalty(Available(TinyProblem.Of(1, 1, Rule), window with { To = new LocalTime(5, 59) }), "N"));
        Assert.Equal(480, Penalty(Available(TinyProblem.Of(1, 1, Rule), window with { Day = IsoDayOfWeek.Tuesday }), "N"));
    }

    [Fact]
    public void The_gap_of_a_split_shift_may_lie_in_leave()
    {
        SchedulingProblem problem = Available(TinyProblem.Of(1, 1, Rule) with { ShiftTypes = [Split] },
            new WeeklyWindow { From = new LocalTime(9, 0), To = new LocalTime(11, 30) },
            new WeeklyWindow { From = new LocalTime(14, 30), To = new LocalTime(18, 0) });
        Assert.Equal(0, Penalty(problem, "P"));
    }

    [Fact]
    public void The_last_day_of_employment_is_allowed_with_its_night_and_the_next_day_is_not()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, Rule);
        SchedulingProblem Until(LocalDate last) => problem with { Employees = [problem.Employees[0] with { EmployedUntil = last }] };
        Assert.Equal(0, Penalty(Until(Monday), "N"));
        Assert.Equal(480, Penalty(Until(Monday.PlusDays(-1)), "N"));
    }

    [Fact]
    public void The_night_over_the_autumn_change_is_counted_with_its_extra_hour()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, Rule);
        LocalDate saturday = new(2026, 10, 24);
        problem = problem with
        {
            Horizon = problem.Horizon with { Start = saturday, TimeZone = "Europe/Berlin" },
            Leave = [new Leave { Employee = "A", From = saturday.PlusDays(1), Until = saturday.PlusDays(1) }],
        };
        Assert.Equal(420, Penalty(problem, "N"));
    }

    [Fact]
    public void A_window_that_ends_in_the_repeated_hour_is_open_until_the_second_time()
    {
        // 22:00–06:00 lasts 9 hours; available until the second 02:30, 5.5 hours.
        SchedulingProblem problem = Available(TinyProblem.Of(1, 1, Rule), new WeeklyWindow { From = new LocalTime(21, 0), To = new LocalTime(2, 30) });
        Assert.Equal(210, Penalty(problem with { Horizon = problem.Horizon with { Start = new LocalDate(2026, 10, 24), TimeZone = "Europe/Berlin" } }, "N"));
    }

    /// <summary>Everything at once: leave, availability over midnight, employment dates, a night of history into the horizon and a fixed duty after it.</summary>
    private static SchedulingProblem Joined()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2, new LeaveAndAvailabilityRule());
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E"), TinyProblem.Duty("B", Monday.PlusDays(2), "L")],
            ShiftTypes = [TinyProblem.Early, TinyProblem.Late, TinyProblem.Night, TinyProblem.Standby, Split, TinyProblem.Shift("O", "night", new LocalTime(0, 30), new LocalTime(9, 0))],
            Employees =
            [
                TinyProblem.Person("A") with
                {
                    Availability =
                    [
                        new WeeklyWindow { From = new LocalTime(21, 0), To = new LocalTime(2, 30) },
                        new WeeklyWindow { From = new LocalTime(2, 0), To = new LocalTime(10, 0) },
                        new WeeklyWindow { Day = IsoDayOfWeek.Sunday, From = new LocalTime(0, 0), To = new LocalTime(0, 0) },
                    ],
                    EmployedUntil = Monday.PlusDays(200),
                },
                TinyProblem.Person("B") with
                {
                    Availability = [new WeeklyWindow { Day = IsoDayOfWeek.Saturday, From = new LocalTime(2, 30), To = new LocalTime(2, 30) }],
                    EmployedFrom = Monday.PlusDays(1),
                    EmployedUntil = Monday.PlusDays(1),
                },
            ],
            Leave = [LeaveOn("A", LeavePart.FullDay, 0, 0), LeaveOn("A", LeavePart.Afternoon, -1, 0), LeaveOn("B", LeavePart.Morning, 1, 3)],
        };
    }

    private static SchedulingProblem LeaveOf(SchedulingProblem problem, LeavePart part, int from, int until) =>
        problem with { Leave = [LeaveOn("A", part, from, until)] };

    private static Leave LeaveOn(string employee, LeavePart part, int from, int until) =>
        new() { Employee = employee, From = Monday.PlusDays(from), Until = Monday.PlusDays(until), Part = part };

    private static SchedulingProblem Available(SchedulingProblem problem, params WeeklyWindow[] windows) =>
        problem with { Employees = [problem.Employees[0] with { Availability = windows }] };

    private static long Penalty(SchedulingProblem problem, string shiftType) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", problem.Horizon.Start, shiftType)] }).Penalties[0];
}
