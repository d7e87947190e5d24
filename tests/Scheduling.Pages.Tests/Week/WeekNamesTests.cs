using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests.Week;

public sealed class WeekNamesTests
{
    [Fact]
    public void Overtime_and_an_activity_are_told_in_short_and_in_full()
    {
        SchedulingProblem problem = PageContext.Problem;
        var names = new WeekNames(problem with
        {
            Activities = [new Activity { Id = "course", Name = "课程", Minutes = 30, Windows = [new ActivityWindow { Date = PageContext.Monday, From = new LocalTime(9, 0), To = new LocalTime(11, 0) }] }],
        });
        ShiftType shift = problem.ShiftTypes.First(s => s.Id == "E");
        var plain = new Assignment { Employee = problem.Employees[0].Id, Date = PageContext.Monday, ShiftType = "E" };
        Assignment held = plain with { OvertimeMinutes = 60, Activity = new PlacedActivity { Activity = "course", AfterMinutes = 120 } };

        Assert.Equal("E+60*", names.Short(held).Code);
        Assert.Equal("E", names.Short(plain).Code);
        string start = PageDates.Clock(shift.Parts[0].Start);
        string end = PageDates.Clock(shift.Parts[^1].End.PlusMinutes(60));
        string at = PageDates.Clock(shift.Parts[0].Start.PlusMinutes(120));
        Assert.StartsWith($"{names.Shift("E")} {start}", names.Full(held, Wording.English), StringComparison.Ordinal);
        Assert.EndsWith($"{end}, 60 min of overtime, 课程 {at}", names.Full(held, Wording.English), StringComparison.Ordinal);
        Assert.EndsWith($"，加班 60 分钟，课程 {at}", names.Full(held, Wording.Chinese), StringComparison.Ordinal);
    }
}
