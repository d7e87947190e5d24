using NodaTime;
using Scheduling.Api.Demo;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests.Demo;

public sealed class DemoProblemTests
{
    [Theory]
    [InlineData(2026, 11, 30)]
    [InlineData(2027, 3, 1)]
    public void The_demo_is_a_valid_problem_in_any_week(int year, int month, int day)
    {
        SchedulingProblem problem = DemoProblem.For(new LocalDate(year, month, day));
        Assert.Empty(ProblemValidator.Validate(problem));
        Assert.Equal(new LocalDate(year, month, day), problem.Horizon.Start);
        Assert.Empty(problem.Calendar);
        Assert.All(problem.Leave, l => Assert.InRange(Period.DaysBetween(problem.Horizon.Start, l.From), -7, 6));
    }

    [Fact]
    public void Holidays_of_the_real_calendar_fall_where_they_are()
    {
        SchedulingProblem problem = DemoProblem.For(new LocalDate(2026, 9, 28));
        Assert.Contains(problem.Calendar, d => d.Date == new LocalDate(2026, 10, 1) && d.Kind == CalendarDayKind.PublicHoliday);
        Assert.All(problem.Calendar, d => Assert.InRange(d.Date, problem.Horizon.KnownFrom(), problem.Horizon.End()));
    }

    [Fact]
    public void Calls_end_the_day_before_the_week()
    {
        var week = new LocalDate(2026, 11, 30);
        Assert.Equal(week.PlusDays(-1), DemoProblem.Calls(week).Dates.Last());
    }
}
