using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Evaluation;

public sealed class CompletedActivitiesTests
{
    [Fact]
    public void The_next_horizon_remembers_the_activities_of_duties_it_no_longer_keeps()
    {
        LocalDate monday = TinyProblem.Monday;
        SchedulingProblem problem = TinyProblem.Of(1, 3) with
        {
            Activities = [.. new[] { "first", "second" }.Select(id => new Activity { Id = id, Minutes = 30, Attendees = ["A"], Windows = [new ActivityWindow { Date = monday, From = new LocalTime(9, 0), To = new LocalTime(10, 0) }] })],
        };
        Roster roster = new() { Assignments = [Taking("first", 0), Taking("second", 2)] };

        SchedulingProblem next = NextHorizon.After(problem, roster, historyDays: 1);

        Assert.Equal(["first"], next.Employees[0].Completed);
        Assert.Equal("second", Assert.Single(next.History).Activity!.Activity);

        Assignment Taking(string activity, int day) => TinyProblem.Duty("A", monday.PlusDays(day), "E") with { Activity = new PlacedActivity { Activity = activity, AfterMinutes = 120 } };
    }
}
