using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.OffQueueActivities;
using Scheduling.Engine.Solving;

namespace Scheduling.Engine.Tests.Rules.OffQueueActivities;

public sealed class OffQueueActivitiesRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    private static readonly Activity Talk = new()
    {
        Id = "talk",
        Name = "a talk",
        Minutes = 30,
        Attendees = ["A", "B"],
        Windows = [new ActivityWindow { Date = Monday, From = new LocalTime(9, 0), To = new LocalTime(10, 0) }],
    };

    private static readonly Activity Basics = Talk with { Id = "basics", Windows = [Window(0, 9)] };
    private static readonly Activity Advanced = Talk with { Id = "advanced", Requires = ["basics"], Windows = [Window(0, 11), Window(1, 9)] };

    protected override Rule Rule => new OffQueueActivitiesRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        var soft = new OffQueueActivitiesRule { Enforcement = Enforcement.Soft(3) };
        var scoped = new OffQueueActivitiesRule { Enforcement = Enforcement.Soft(2), AppliesTo = new RuleScope { Employees = ["B"] } };
        Activity hosted = Talk with { Attendees = ["A", "B", "C"], Host = "D", MinimumAttendees = 2, MaximumAttendees = 2 };
        yield return With(3, 1, Rule, Talk);
        yield return With(3, 1, soft, Talk with { MaximumAttendees = 1 });
        yield return With(4, 1, soft, hosted);
        yield return With(4, 1, scoped, hosted with { MaximumAttendees = null, Attendees = ["A", "C"], Host = "B" }, Basics with { Attendees = [] });
        yield return With(4, 1, scoped, hosted with { MinimumAttendees = 1, Attendees = ["A", "C"] });
        yield return With(2, 1, soft, Talk with { Attendees = [], Host = "A" });
        yield return With(3, 1, soft, Talk with { Together = true, Attendees = ["C", "A", "B"], Windows = [Talk.Windows[0] with { To = new LocalTime(10, 30) }] });
        yield return With(2, 2, Rule, Talk with { Together = true, Windows = [Window(0, 9), Window(1, 9)] });
        yield return With(2, 2, soft, Basics, Advanced with { Host = "C", Attendees = ["B"] }) with { Employees = [TinyProblem.Person("A"), TinyProblem.Person("B"), TinyProblem.Person("C")] };
        yield return With(2, 2, soft, Basics with { Attendees = ["A"] }, Advanced) with { Employees = [TinyProblem.Person("A") with { Completed = ["advanced"] }, TinyProblem.Person("B") with { Completed = ["basics"] }] };

        // No duty of the first can hold it; the second has a window that is still to come.
        yield return With(2, 1, soft, Talk with { Attendees = ["A"], Windows = [Window(0, 3)] }, Talk with { Id = "later", Windows = [Window(0, 9), Window(1, 9)] });
        yield return Seam(soft, TinyProblem.Shift("D", "night", new LocalTime(1, 0), new LocalTime(2, 0)));
        yield return Seam(Rule);
        yield return Nights();
        foreach (LocalDate sunday in new[] { new LocalDate(2026, 3, 29), new LocalDate(2026, 10, 25) })
        {
            yield return ClockChange(sunday);
        }
    }

    /// <summary>History and fixed duties of every kind: taken part already, twice even, a group without host, a night that reaches into the horizon.</summary>
    private static SchedulingProblem Seam(Rule rule, params ShiftType[] shiftTypes)
    {
        Activity late = Talk with { Id = "late", Host = "B", Attendees = ["A", "C", "D"], MaximumAttendees = 1, Windows = [Window(0, 1)] };
        SchedulingProblem problem = With(4, 1, rule, Talk with { Windows = [Window(-2, 9), Window(0, 9)], Attendees = ["A", "B", "D"] }, late, Advanced with { Requires = ["talk"], Windows = [Window(0, 11)] });
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 2, FixedDaysAfter = 1 },
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night with { Days = [IsoDayOfWeek.Sunday] }, .. shiftTypes],
            History =
            [
                Taking("A", -2, "talk", 120), Taking("B", -2, "talk", 120), Taking("B", -1, "talk", 120),
                Taking("C", -1, "late", 180) with { ShiftType = "N" }, Taking("D", -1, "late", 180) with { ShiftType = "N" },
            ],
            FixedAfter = [Taking("D", 1, "advanced", 120), Taking("C", 1, "talk", 120)],
        };
    }

    private static SchedulingProblem Nights() =>
        With(2, 2, new OffQueueActivitiesRule(), Talk with { Windows = [Window(1, 1)], Together = true }, Basics with { Requires = ["talk"], Attendees = ["B"], Windows = [Window(1, 23)] }) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night] };

    private static SchedulingProblem ClockChange(LocalDate sunday)
    {
        SchedulingProblem problem = With(2, 2, new OffQueueActivitiesRule { Enforcement = Enforcement.Soft(1) }, Talk with
        {
            Host = "B",
            Attendees = ["A"],
            Windows = [new ActivityWindow { Date = sunday, From = new LocalTime(1, 30), To = new LocalTime(3, 30) }],
        });
        return problem with
        {
            Horizon = problem.Horizon with { Start = sunday.PlusDays(-1), TimeZone = "Europe/Berlin" },
            ShiftTypes = [TinyProblem.Night, TinyProblem.Shift("H", "early", new LocalTime(3, 0), new LocalTime(9, 0))],
        };
    }

    [Fact]
    public void Each_who_is_invited_takes_part_once_and_nobody_else()
    {
        SchedulingProblem problem = With(3, 1, Rule, Talk);
        Assert.Equal(0, Hard(problem, Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 150)));
        Assert.Equal(1, Hard(problem, Taking("A", 0, "talk", 120)));
        Assert.Equal(3, Hard(problem, Taking("C", 0, "talk", 120)));
    }

    [Fact]
    public void One_who_took_part_in_the_history_need_not_again_and_may_not()
    {
        SchedulingProblem problem = With(2, 1, Rule, Talk with { Attendees = ["A"] });
        problem = problem with { Horizon = problem.Horizon with { HistoryDays = 1 }, History = [Taking("A", -1, "talk", 120)] };
        Assert.Equal(0, Hard(problem));
        Assert.Equal(1, Hard(problem, Taking("A", 0, "talk", 120)));
    }

    [Fact]
    public void Leave_in_all_windows_is_a_breach_told_in_words()
    {
        SchedulingProblem problem = With(1, 1, Rule, Talk with { Attendees = ["A"] }) with { Leave = [new Leave { Employee = "A", From = Monday, Until = Monday }] };
        RuleViolation violation = Assert.Single(RosterEvaluator.Evaluate(problem, new Roster { Assignments = [] }).Violations);
        Assert.Equal("A does not take part in 'a talk' (30 min; its last window is on 07-06).", violation.Message.En);
    }

    [Theory]
    [InlineData("", "", "A is not invited to 'talk' but takes part on 07-06.")]
    [InlineData("Li", "a talk", "Li is not invited to 'a talk' but takes part on 07-06.")]
    public void Who_and_what_has_no_name_is_told_by_id(string person, string activity, string told)
    {
        SchedulingProblem problem = With(1, 1, Rule, Talk with { Name = activity, Attendees = [] });
        problem = problem with { Employees = [problem.Employees[0] with { Name = person }] };
        Assert.Equal(told, Assert.Single(RosterEvaluator.Evaluate(problem, new Roster { Assignments = [Taking("A", 0, "talk", 120)] }).Violations).Message.En);
    }

    [Fact]
    public void An_activity_with_a_window_still_to_come_may_wait() =>
        Assert.Equal(0, Hard(With(2, 1, Rule, Talk with { Windows = [Window(0, 9), Window(1, 9)] })));

    [Fact]
    public void A_stand_up_meets_in_groups_no_larger_than_allowed()
    {
        SchedulingProblem problem = With(3, 1, Rule, Talk with { Kind = ActivityKind.StandUp, Attendees = ["A", "B", "C"], MaximumAttendees = 2 });
        Assert.Equal(1, Hard(problem, Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 120), Taking("C", 0, "talk", 120)));
        Assert.Equal(0, Hard(problem, Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 120), Taking("C", 0, "talk", 150)));
    }

    [Fact]
    public void Coaching_is_of_one_with_the_coach_there()
    {
        SchedulingProblem problem = With(3, 1, Rule, Talk with { Kind = ActivityKind.Coaching, Attendees = ["A", "B"], Host = "C", MaximumAttendees = 1 });

        // The coach can be there once a day: the other is coached without.
        Assert.Equal(1, Hard(problem, Taking("A", 0, "talk", 120), Taking("C", 0, "talk", 120), Taking("B", 0, "talk", 150)));
        Assert.Equal(1, Hard(problem, Taking("A", 0, "talk", 120), Taking("C", 0, "talk", 120), Taking("B", 0, "talk", 120)));
        Assert.Equal(3, Hard(problem, Taking("C", 0, "talk", 120)));
    }

    [Fact]
    public void A_training_is_of_a_group_that_is_large_enough_and_after_what_it_requires()
    {
        SchedulingProblem problem = With(3, 2, Rule, Basics with { Kind = ActivityKind.Training }, Advanced with { Host = "C", MinimumAttendees = 2 });
        Assignment[] basics = [Taking("A", 0, "basics", 120), Taking("B", 0, "basics", 120)];
        Assert.Equal(0, Hard(problem, [.. basics, Taking("A", 1, "advanced", 120), Taking("B", 1, "advanced", 120), Taking("C", 1, "advanced", 120)]));
        Assert.Equal(2, Hard(problem, [.. basics, Taking("A", 1, "advanced", 120), Taking("C", 1, "advanced", 120)]));
    }

    [Fact]
    public void What_is_required_on_the_same_date_does_not_count()
    {
        SchedulingProblem problem = With(1, 1, Rule, Basics with { Attendees = [] }, Advanced with { Attendees = ["A"], Windows = [Window(0, 11)] });
        Assert.Equal(1, Hard(problem, Taking("A", 0, "advanced", 240)));
        Assert.Equal(0, Hard(problem with { Employees = [problem.Employees[0] with { Completed = ["basics"] }] }, Taking("A", 0, "advanced", 240)));
    }

    [Fact]
    public void A_meeting_of_all_counts_the_pairs_who_miss_each_other()
    {
        SchedulingProblem problem = With(3, 1, Rule, Talk with { Kind = ActivityKind.Meeting, Attendees = ["A", "B", "C"], Together = true });
        Assert.Equal(0, Hard(problem, Taking("A", 0, "talk", 150), Taking("B", 0, "talk", 150), Taking("C", 0, "talk", 150)));
        Assert.Equal(2, Hard(problem, Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 150), Taking("C", 0, "talk", 150)));
    }

    [Fact]
    public void Pairs_are_of_attendees_only_and_of_two_people()
    {
        // The host alone at another time: two without a host, one too few for the host, but no pair.
        Activity hosted = Talk with { Together = true, Host = "C", MinimumAttendees = 1 };
        Assert.Equal(3, Hard(With(3, 1, Rule, hosted), Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 120), Taking("C", 0, "talk", 150)));

        // A takes part three times, which is twice too many; two of them miss B.
        Activity daily = Talk with { Together = true, Windows = [Window(0, 9), Window(1, 9), Window(2, 9)] };
        Assert.Equal(4, Hard(With(2, 3, Rule, daily), Taking("A", 0, "talk", 120), Taking("A", 1, "talk", 120), Taking("A", 2, "talk", 120), Taking("B", 0, "talk", 120)));
    }

    [Fact]
    public void Call_backs_have_a_time_of_their_own_for_each()
    {
        SchedulingProblem problem = With(2, 1, Rule, Talk with { Kind = ActivityKind.CallBack });
        Assert.Equal(0, Hard(problem, Taking("A", 0, "talk", 120), Taking("B", 0, "talk", 150)));
    }

    [Fact]
    public void The_solver_takes_a_training_off_the_queue_where_the_queue_can_spare_it()
    {
        ShiftType shift = TinyProblem.Early with { Posts = ["phone"] };
        SchedulingProblem problem = With(2, 1, Rule, Talk with { Kind = ActivityKind.Training, Minutes = 60, StepMinutes = 60, Windows = [Talk.Windows[0] with { From = new LocalTime(7, 0), To = new LocalTime(15, 0) }] }) with
        {
            ShiftTypes = [shift],
            Posts = [new Post { Id = "phone" }],
            Demand = new Demand { Intervals = [new IntervalDemand { Post = "phone", Date = Monday, From = new LocalTime(7, 0), Required = [2, 2, 2, 1, 2, 1, 2, 2] }] },
        };
        problem = problem with { Horizon = problem.Horizon with { IntervalMinutes = 60 }, Rules = [Rule, new IntervalCoverageRule { Enforcement = Enforcement.Soft(1, Enforcement.CoverageLevel) }] };
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions { Threads = 1 });
        Assert.Equal([180, 300], result.Roster!.Assignments.Select(a => a.Activity!.AfterMinutes).Order());
        Assert.Equal([0L, 0L, 0L], RosterEvaluator.Evaluate(problem, result.Roster).Penalties);
    }

    private static ActivityWindow Window(int day, int hour) => new() { Date = Monday.PlusDays(day), From = new LocalTime(hour, 0), To = new LocalTime(hour, 30) };

    private static Assignment Taking(string employee, int day, string activity, int after) =>
        TinyProblem.Duty(employee, Monday.PlusDays(day), "E") with { Activity = new PlacedActivity { Activity = activity, AfterMinutes = after } };

    private static SchedulingProblem With(int people, int days, Rule rule, params Activity[] activities) =>
        TinyProblem.Of(people, days, rule) with { ShiftTypes = [TinyProblem.Early], Activities = activities };

    private static long Hard(SchedulingProblem problem, params Assignment[] assignments)
    {
        Scheduling.Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, new Roster { Assignments = assignments });
        Assert.Empty(evaluation.ShapeProblems);
        return evaluation.Penalties[0];
    }
}
