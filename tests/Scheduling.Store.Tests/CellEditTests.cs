using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rosters;

namespace Scheduling.Store.Tests;

public sealed class CellEditTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    private static readonly SchedulingProblem Problem = new()
    {
        Horizon = new Horizon { Start = Monday, Days = 1 },
        Posts = [new Post { Id = "call" }, new Post { Id = "chat" }],
        Bands = [new Band { Id = "early" }],
        Contracts = [new Contract { Id = "full" }],
        ShiftTypes = [Shift("E", 7), Shift("M", 9)],
        Employees = [new Employee { Id = "a", Contract = "full" }],
        Activities = [new Activity { Id = "course", Minutes = 60, Attendees = ["a"], Windows = [new ActivityWindow { Date = Monday, From = new LocalTime(9, 0), To = new LocalTime(11, 0) }] }],
    };

    private static readonly Assignment Held = new()
    {
        Employee = "a",
        Date = Monday,
        ShiftType = "E",
        Post = "call",
        OvertimeMinutes = 60,
        Activity = new PlacedActivity { Activity = "course", AfterMinutes = 120 },
    };

    [Fact]
    public void An_edit_that_keeps_the_shift_keeps_its_overtime_and_activity()
    {
        Assert.Equal(Held with { Post = "chat", Start = new LocalTime(7, 0) }, Edited(Edit("E") with { Post = "chat", Start = new LocalTime(7, 0) }));
        Assert.Equal(Held with { OvertimeMinutes = 0 }, Edited(Edit("E") with { OvertimeMinutes = 0 }));
    }

    [Fact]
    public void An_edit_to_another_shift_takes_neither_along() =>
        Assert.Equal((0, null), (Edited(Edit("M"))!.OvertimeMinutes, Edited(Edit("M"))!.Activity));

    [Fact]
    public void An_activity_that_no_longer_fits_is_left_out()
    {
        Assignment edited = Edited(Edit("E") with { Breaks = [new PlacedBreak { AfterMinutes = 150, Minutes = 30 }] })!;
        Assert.Null(edited.Activity);
        Assert.Equal(60, edited.OvertimeMinutes);
    }

    [Fact]
    public void Off_is_off() => Assert.Null(Edited(Edit(null)));

    private static CellEdit Edit(string? shiftType) => new() { Employee = "a", Date = Monday, ShiftType = shiftType };

    private static Assignment? Edited(CellEdit edit) => EditJudgement.Apply(Problem, new Roster { Assignments = [Held] }, [edit]).Assignments.SingleOrDefault();

    private static ShiftType Shift(string id, int hour) => new()
    {
        Id = id,
        Band = "early",
        Posts = ["call", "chat"],
        Parts = [new ShiftPart { Start = new LocalTime(hour, 0), End = new LocalTime(hour + 8, 0) }],
        Breaks = [new BreakWindow { EarliestMinutes = 150, LatestMinutes = 240, Minutes = 30, StepMinutes = 30 }],
        Overtime = new OvertimeTail { MaximumMinutes = 60, StepMinutes = 30 },
    };
}
