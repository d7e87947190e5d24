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
        Assert.Equal(0, duty.OnQueue(midnight + Duration.FromHours(8), midnight + Duration.FromHours(9)));
        Assert.Equal(50, duty.OnQueue(midnight + Duration.FromHours(9), midnight + Duration.FromHours(10)));
        Assert.Equal(170, duty.OnQueue(midnight, midnight + Duration.FromHours(24)));
    }

    [Fact]
    public void A_break_beyond_the_end_of_a_shift_takes_nothing_off_the_queue()
    {
        ShiftType shift = TinyProblem.Shift("D", "early", new LocalTime(8, 0), new LocalTime(9, 0)) with
        {
            Breaks = [new BreakWindow { EarliestMinutes = 90, LatestMinutes = 90, Minutes = 15 }],
        };
        (Duty duty, Instant midnight) = DutyOf(shift);
        Assert.Equal(0, duty.OnQueue(midnight + Duration.FromHours(9), midnight + Duration.FromHours(10)));
    }

    private static (Duty Duty, Instant Midnight) DutyOf(ShiftType shift)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1) with { ShiftTypes = [shift] };
        var view = new RosterView(problem, new Roster { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "D")] });
        return (view.DutyOn(problem.Employees[0], TinyProblem.Monday)!, view.StartOf(TinyProblem.Monday));
    }
}
