using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Leave, wishes and pins.</summary>
internal static class RandomRequests
{
    public static Leave Leave(Dice dice, SchedulingProblem problem)
    {
        LocalDate from = problem.Horizon.Start.PlusDays(dice.Number(-3, problem.Horizon.Days));
        return new Leave
        {
            Employee = dice.Pick(problem.Employees).Id,
            From = from,
            Until = from.PlusDays(dice.Number(0, 3)),
            Part = dice.Pick([LeavePart.FullDay, LeavePart.FullDay, LeavePart.Morning, LeavePart.Afternoon]),
            CreditedMinutesPerDay = dice.Maybe(0.4, () => dice.Number(0, 16) * 30),
        };
    }

    public static Wish Wish(Dice dice, SchedulingProblem problem)
    {
        bool window = dice.Chance(0.35);
        string employee = dice.Pick(problem.Employees).Id;
        string partner = dice.Pick(problem.Employees).Id;
        return new Wish
        {
            Employee = employee,
            Partner = partner != employee && dice.Chance(0.3) ? partner : null,
            Date = DateIn(dice, problem),
            Kind = dice.Pick([WishKind.Prefer, WishKind.Avoid, WishKind.Cannot]),
            ShiftType = dice.MaybeText(0.3, () => dice.Pick(problem.ShiftTypes).Id),
            Band = dice.MaybeText(0.2, () => dice.Pick(problem.Bands).Id),
            From = window ? dice.Time(0, 23) : null,
            To = window ? dice.Time(0, 23) : null,
            Priority = dice.Number(1, 9),
        };
    }

    public static Pin Pin(Dice dice, SchedulingProblem problem)
    {
        LocalDate date = DateIn(dice, problem);
        ShiftType[] possible = [.. problem.ShiftTypes.Where(s => s.Days.Count == 0 || s.Days.Contains(date.DayOfWeek))];
        ShiftType? shift = possible.Length == 0 || dice.Chance(0.3) ? null : dice.Pick(possible);
        return new Pin
        {
            Employee = dice.Pick(problem.Employees).Id,
            Date = date,
            ShiftType = shift?.Id,
            Start = shift is null ? null : dice.Maybe(0.4, () => dice.Pick([.. shift.Starts()])),
            Post = shift is null || shift.Posts.Count == 0 ? null : dice.MaybeText(0.4, () => dice.Pick(shift.Posts)),
        };
    }

    private static LocalDate DateIn(Dice dice, SchedulingProblem problem) => problem.Horizon.Start.PlusDays(dice.Number(0, problem.Horizon.Days - 1));

    /// <summary>An off-queue activity with few places, so that lists of rosters stay short.</summary>
    public static Activity Activity(Dice dice, SchedulingProblem problem, int number)
    {
        string[] people = [.. problem.Employees.Select(e => e.Id)];
        string? host = dice.MaybeText(0.5, () => dice.Pick(people));
        int minutes = dice.Pick([30, 45, 60]);
        return new Activity
        {
            Id = "a" + number,
            Name = "a" + number,
            Kind = dice.Pick(Enum.GetValues<ActivityKind>()),
            Minutes = minutes,
            StepMinutes = dice.Pick([30, 60]),
            Windows = dice.Many(1, 2, () => Window(dice, problem.Horizon, minutes)),
            Attendees = [.. dice.Some(people, 0.5).Where(p => p != host)],
            Host = host,
            Together = dice.Chance(0.3),
            MinimumAttendees = host is null ? 1 : dice.Number(1, 2),
            MaximumAttendees = dice.Maybe(0.4, () => dice.Number(2, 3)),
            Requires = number > 1 && dice.Chance(0.5) ? ["a1"] : [],
        };
    }

    private static ActivityWindow Window(Dice dice, Horizon horizon, int minutes)
    {
        int from = dice.Number(0, 22 * 4) * 15;
        int to = Math.Min(1440, from + minutes + dice.Pick([0, 0, 30, 60]));
        return new ActivityWindow
        {
            Date = horizon.Start.PlusDays(dice.Number(0, horizon.Days - 1)),
            From = LocalTime.FromMinutesSinceMidnight(from),
            To = LocalTime.FromMinutesSinceMidnight(to % 1440),
        };
    }
}
