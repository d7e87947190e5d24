using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>History (what was worked may be odd: at another time, on another post, with a longer break), fixed duties after the horizon, a published roster and the calendar.</summary>
internal static class RandomDuties
{
    public static SchedulingProblem AddTo(Dice dice, SchedulingProblem problem)
    {
        Horizon horizon = problem.Horizon;
        int known = horizon.HistoryDays + horizon.Days + horizon.FixedDaysAfter;
        return problem with
        {
            History = Duties(dice, problem, horizon.KnownFrom(), horizon.HistoryDays),
            FixedAfter = Duties(dice, problem, horizon.End().PlusDays(1), horizon.FixedDaysAfter),
            Published = dice.Chance(0.5) ? Duties(dice, problem, horizon.Start, horizon.Days) : null,
            Calendar = [.. dice.Some(Enumerable.Range(0, known).Select(horizon.KnownFrom().PlusDays), 0.12).Select(date => new CalendarDay
            {
                Date = date, Name = "day", Kind = dice.Pick([CalendarDayKind.PublicHoliday, CalendarDayKind.PublicHoliday, CalendarDayKind.RestDay, CalendarDayKind.MakeUpWorkday]),
            })],
        };
    }

    private static List<Assignment> Duties(Dice dice, SchedulingProblem problem, LocalDate first, int days)
    {
        double share = dice.Pick([0.4, 0.6, 0.9]);
        return [.. from employee in problem.Employees
                   from day in Enumerable.Range(0, days)
                   where dice.Chance(share)
                   select Duty(dice, problem, employee.Id, first.PlusDays(day))];
    }

    private static Assignment Duty(Dice dice, SchedulingProblem problem, string employee, LocalDate date)
    {
        ShiftType shift = dice.Pick(problem.ShiftTypes);
        bool odd = dice.Chance(0.08);
        return new Assignment
        {
            Employee = employee,
            Date = date,
            ShiftType = shift.Id,
            Start = odd && dice.Chance(0.5) ? dice.Time(0, 23, 5) : shift.StartWindow is null ? dice.Maybe(0.3, () => shift.Parts[0].Start) : dice.Pick([.. shift.Starts()]),
            Post = odd && dice.Chance(0.3) ? dice.Pick(problem.Posts).Id : shift.Posts.Count == 0 ? null : dice.Pick(shift.Posts),
            OvertimeMinutes = shift.Overtime is { } tail ? dice.Pick([.. tail.Lengths()]) : odd ? dice.Pick([0, 45]) : 0,
            Activity = problem.Activities.Count > 0 && dice.Chance(0.15)
                ? new PlacedActivity { Activity = dice.Pick(problem.Activities).Id, AfterMinutes = dice.Number(0, 16) * 15 } : null,
            Breaks = dice.Chance(0.5) ? [] : [.. shift.Breaks.Select(w => Placed(dice, w)).Select(b => odd ? b with { AfterMinutes = b.AfterMinutes + dice.Number(0, 40), Minutes = b.Minutes + dice.Pick([0, 0, 20]) } : b)],
        };
    }

    private static PlacedBreak Placed(Dice dice, BreakWindow window) => new()
    {
        AfterMinutes = window.EarliestMinutes + (dice.Number(0, (window.LatestMinutes - window.EarliestMinutes) / window.StepMinutes) * window.StepMinutes),
        Minutes = window.Minutes,
        Activity = window.Activity,
    };
}
