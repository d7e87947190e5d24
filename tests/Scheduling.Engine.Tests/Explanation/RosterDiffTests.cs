using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;

namespace Scheduling.Engine.Tests.Explanation;

public sealed class RosterDiffTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    [Fact]
    public void Shifts_gained_lost_and_moved_are_told_apart_by_person()
    {
        RosterDiff diff = RosterDiff.Of(
            Of(Duty("a", 0, "day"), Duty("a", 1, "day"), Duty("b", 0, "night")),
            Of(Duty("a", 1, "late"), Duty("a", 2, "day"), Duty("b", 0, "night")));

        Assert.Equal(
            [(RosterChangeKind.Removed, Monday), (RosterChangeKind.Moved, Monday.PlusDays(1)), (RosterChangeKind.Added, Monday.PlusDays(2))],
            diff.Changes.Select(c => (c.Kind, c.Date)));
        Assert.Equal([new EmployeeChanges("a", 1, 1, 1)], diff.People);
        Assert.Equal(3, diff.People[0].Total);
    }

    [Fact]
    public void Another_start_or_post_is_a_move_and_tells_both_shifts()
    {
        Assignment later = Duty("a", 0, "day") with { Start = new LocalTime(10, 0) };
        Assignment elsewhere = Duty("b", 0, "day") with { Post = "mail" };
        RosterDiff diff = RosterDiff.Of(Of(Duty("a", 0, "day"), Duty("b", 0, "day")), Of(later, elsewhere));
        Assert.All(diff.Changes, c => Assert.Equal(RosterChangeKind.Moved, c.Kind));
        Assert.Equal([later, elsewhere], diff.Changes.Select(c => c.After));
    }

    [Fact]
    public void Overtime_and_an_activity_more_are_moves_and_another_time_of_the_activity_is_none()
    {
        Assignment day = Duty("a", 0, "day");
        Assignment trained = day with { Activity = new PlacedActivity { Activity = "course", AfterMinutes = 60 } };
        Assert.Single(RosterDiff.Of(Of(day), Of(day with { OvertimeMinutes = 60 })).Changes);
        Assert.Single(RosterDiff.Of(Of(day), Of(trained)).Changes);
        Assert.Empty(RosterDiff.Of(Of(trained), Of(trained with { Activity = trained.Activity! with { AfterMinutes = 90 } })).Changes);
    }

    [Fact]
    public void Breaks_moved_alone_are_no_change()
    {
        Assignment rested = Duty("a", 0, "day") with { Breaks = [new PlacedBreak { AfterMinutes = 240, Minutes = 60 }] };
        Assert.Empty(RosterDiff.Of(Of(Duty("a", 0, "day")), Of(rested)).Changes);
    }

    [Fact]
    public void A_start_spelled_out_is_no_change_from_the_nominal_one()
    {
        var day = new ShiftType { Id = "day", Band = "day", Parts = [new ShiftPart { Start = new LocalTime(9, 0), End = new LocalTime(17, 0) }] };
        Assignment spelled = Duty("a", 0, "day") with { Start = new LocalTime(9, 0) };
        Assert.Empty(RosterDiff.Of(Of(Duty("a", 0, "day")), Of(spelled), [day]).Changes);
        Assert.Single(RosterDiff.Of(Of(Duty("a", 0, "day")), Of(spelled with { Start = new LocalTime(9, 30) }), [day]).Changes);
    }

    [Fact]
    public void People_come_in_the_order_of_the_rosters_and_days_in_order()
    {
        RosterDiff diff = RosterDiff.Of(Of(Duty("z", 3, "day")), Of(Duty("z", 1, "day"), Duty("a", 0, "day")));
        Assert.Equal(["z", "z", "a"], diff.Changes.Select(c => c.Employee));
        Assert.Equal([Monday.PlusDays(1), Monday.PlusDays(3), Monday], diff.Changes.Select(c => c.Date));
    }

    [Fact]
    public void Equal_rosters_have_no_difference() =>
        Assert.Empty(RosterDiff.Of(Of(Duty("a", 0, "day")), Of(Duty("a", 0, "day"))).People);

    private static Roster Of(params Assignment[] assignments) => new() { Assignments = assignments };

    private static Assignment Duty(string employee, int day, string shiftType) => new() { Employee = employee, Date = Monday.PlusDays(day), ShiftType = shiftType, Post = "phone" };
}
