using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>What kind of day a date is to those who work on it.</summary>
public enum DayNature
{
    /// <summary>A workday.</summary>
    Workday,

    /// <summary>A day of rest: of the weekend, or by decree.</summary>
    RestDay,

    /// <summary>A public holiday.</summary>
    PublicHoliday,
}

/// <summary>Workdays as the evaluator counts them: one date after the other.</summary>
public static class WorkdayView
{
    /// <summary>
    /// What a date is. Without an entry in the calendar the two days of the weekend are days of rest; where the weekend has another length, Saturday and Sunday are.
    /// </summary>
    public static DayNature NatureOf(this RosterView roster, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(roster);
        switch (roster.CalendarKind(date))
        {
            case CalendarDayKind.PublicHoliday:
                return DayNature.PublicHoliday;
            case CalendarDayKind.RestDay:
                return DayNature.RestDay;
            case CalendarDayKind.MakeUpWorkday:
                return DayNature.Workday;
            default:
                bool rests = roster.Horizon.Weekend.Distinct().Count() == 2
                    ? roster.Horizon.Weekend.Contains(date.DayOfWeek)
                    : date.DayOfWeek >= IsoDayOfWeek.Saturday;
                return rests ? DayNature.RestDay : DayNature.Workday;
        }
    }

    /// <summary>Workdays from a date to another, both included.</summary>
    public static int WorkdaysBetween(this RosterView roster, LocalDate first, LocalDate last)
    {
        int count = 0;
        for (LocalDate date = first; date <= last; date = date.PlusDays(1))
        {
            count += roster.NatureOf(date) == DayNature.Workday ? 1 : 0;
        }

        return count;
    }
}
