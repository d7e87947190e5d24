using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Evaluation;

public sealed class DutyTests
{
    [Fact]
    public void A_break_in_a_part_that_is_no_work_takes_nothing_off_the_queue()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(12, 0)) with
        {
            Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(9, 0), Kind = PartKind.Activity }, new ShiftPart { Start = new LocalTime(9, 0), End = new LocalTime(12, 0) }],
            Breaks = [new BreakWindow { EarliestMinutes = 50, LatestMinutes = 50, Minutes = 20 }],
        };
        (Duty duty, Instant midnight) = DutyOf(shift);
        Assert.Equal(0, duty.OnQueue(midnight + Duration.FromHours(8), midnight + Duration.FromHours(9), null));
        Assert.Equal(50, duty.OnQueue(midnight + Duration.FromHours(9), midnight + Duration.FromHours(10), null));
        Assert.Equal(170, duty.OnQueue(midnight, midnight + Duration.FromHours(24), null));
    }

    [Fact]
    public void A_break_beyond_the_end_of_a_shift_takes_nothing_off_the_queue()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(9, 0)) with
        {
            Breaks = [new BreakWindow { EarliestMinutes = 90, LatestMinutes = 90, Minutes = 15 }],
        };
        (Duty duty, Instant midnight) = DutyOf(shift);
        Assert.Equal(0, duty.OnQueue(midnight + Duration.FromHours(9), midnight + Duration.FromHours(10), null));
    }

    [Fact]
    public void A_shift_that_changes_posts_is_on_the_queue_of_one_after_the_other()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(12, 0)) with
        {
            Posts = ["phone"],
            Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(10, 0) }, new ShiftPart { Start = new LocalTime(10, 0), End = new LocalTime(12, 0), Post = "chat" }],
        };
        (Duty duty, Instant midnight) = DutyOf(shift, d => d with { Post = "phone" });
        Instant end = midnight + Duration.FromHours(24);
        Assert.Equal(["phone", "chat"], duty.Posts);
        Assert.Equal((120, 120, 0), (duty.OnQueue(midnight, end, "phone"), duty.OnQueue(midnight, end, "chat"), duty.OnQueue(midnight + Duration.FromHours(10), end, "phone")));
    }

    [Fact]
    public void Overtime_prolongs_a_shift_and_is_paid_and_a_whole_extra_shift_is_overtime()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(12, 0)) with { Overtime = new OvertimeTail { MaximumMinutes = 120 } };
        (Duty duty, Instant midnight) = DutyOf(shift, d => d with { OvertimeMinutes = 60 });
        Assert.Equal((midnight + Duration.FromHours(13), 300, 60), (duty.End, duty.PaidMinutes, duty.OvertimeMinutes));
        (duty, _) = DutyOf(shift with { IsOvertime = true, PaidMinutes = 200 }, d => d with { OvertimeMinutes = 60 });
        Assert.Equal((260, 260), (duty.PaidMinutes, duty.OvertimeMinutes));
    }

    [Fact]
    public void An_activity_takes_its_time_off_the_queue_and_moves_a_break_that_is_not_placed()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(12, 0)) with
        {
            Breaks = [new BreakWindow { EarliestMinutes = 60, LatestMinutes = 120, Minutes = 15 }],
        };
        (Duty duty, Instant midnight) = DutyOf(shift, d => d with { Activity = new PlacedActivity { Activity = "talk", AfterMinutes = 60 } });
        Assert.Equal([PartKind.Work, PartKind.Activity, PartKind.Work], duty.Parts.Select(p => p.Kind));
        Assert.Equal(midnight + Duration.FromMinutes(570), Assert.Single(duty.Breaks).Start);
        Assert.Equal((195, 225), (duty.OnQueue(midnight, midnight + Duration.FromHours(24), null), duty.PaidMinutes));
    }

    private static (Duty Duty, Instant Midnight) DutyOf(ShiftType shift, Func<Assignment, Assignment>? change = null)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1) with
        {
            ShiftTypes = [shift],
            Activities = [new Activity { Id = "talk", Minutes = 30, Windows = [new ActivityWindow { Date = TinyProblem.Monday, From = new LocalTime(8, 0), To = new LocalTime(12, 0) }] }],
        };
        Assignment assignment = TinyProblem.Duty("A", TinyProblem.Monday, "D");
        var view = new RosterView(problem, new Roster { Assignments = [change?.Invoke(assignment) ?? assignment] });
        return (view.DutyOn(problem.Employees[0], TinyProblem.Monday)!, view.StartOf(TinyProblem.Monday));
    }
}
