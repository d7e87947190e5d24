using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>
/// Which days are workdays, for rules that compile. An ordinary week has five: the days outside <see cref="Horizon.Weekend"/> when that has two, else Monday to
/// Friday. Public holidays and rest days of the calendar are no workdays, make-up workdays are.
/// </summary>
public sealed class WorkCalendar
{
    private readonly bool[] _ordinary = new bool[8];
    private readonly Dictionary<LocalDate, CalendarDayKind> _special;

    /// <summary>Reads the calendar of a problem.</summary>
    public WorkCalendar(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        HashSet<IsoDayOfWeek> free = [.. problem.Horizon.Weekend];
        if (free.Count != 2)
        {
            free = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];
        }

        for (int day = 1; day <= 7; day++)
        {
            _ordinary[day] = !free.Contains((IsoDayOfWeek)day);
        }

        _special = problem.Calendar.ToDictionary(d => d.Date, d => d.Kind);
    }

    /// <summary>Whether a date is a workday.</summary>
    public bool IsWorkday(LocalDate date) =>
        _special.TryGetValue(date, out CalendarDayKind kind) ? kind == CalendarDayKind.MakeUpWorkday : _ordinary[(int)date.DayOfWeek];

    /// <summary>Whether a date is a public holiday.</summary>
    public bool IsPublicHoliday(LocalDate date) => _special.TryGetValue(date, out CalendarDayKind kind) && kind == CalendarDayKind.PublicHoliday;

    /// <summary>Workdays from a date to another, both included: whole weeks have five, the rest and the calendar's days are looked at one by one.</summary>
    public int Workdays(LocalDate first, LocalDate last)
    {
        int days = Period.DaysBetween(first, last) + 1;
        int count = days / 7 * 5;
        for (int rest = 0; rest < days % 7; rest++)
        {
            count += _ordinary[(int)last.PlusDays(-rest).DayOfWeek] ? 1 : 0;
        }

        foreach ((LocalDate date, CalendarDayKind kind) in _special)
        {
            if (date >= first && date <= last)
            {
                count += (kind == CalendarDayKind.MakeUpWorkday ? 1 : 0) - (_ordinary[(int)date.DayOfWeek] ? 1 : 0);
            }
        }

        return count;
    }
}
