using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Planning;

/// <summary>When a department is open, minute by minute of the week; always when no hours are given.</summary>
internal sealed class OpenTimes
{
    private const int DayMinutes = 1440;
    private const int WeekMinutes = 7 * DayMinutes;

    private readonly bool[] _open = new bool[WeekMinutes];

    public OpenTimes(IReadOnlyList<OpeningPeriod> periods)
    {
        if (periods.Count == 0)
        {
            Array.Fill(_open, true);
        }

        foreach (OpeningPeriod period in periods)
        {
            int from = Minute(period.From);
            int length = (Minute(period.To) - from + DayMinutes) % DayMinutes;
            for (int i = 0; i < (length == 0 ? DayMinutes : length); i++)
            {
                _open[(Index(period.Day, from) + i) % WeekMinutes] = true;
            }
        }
    }

    /// <summary>Whether any minute of a stretch is open.</summary>
    public bool IsAnyOpen(LocalDateTime start, int minutes)
    {
        int first = Index(start.DayOfWeek, Minute(start.TimeOfDay));
        for (int i = 0; i < minutes; i++)
        {
            if (_open[(first + i) % WeekMinutes])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A history in which nothing was recorded in closed hours.</summary>
    public CallHistory Of(CallHistory history) => CallHistory.FromDays(history.IntervalMinutes, history.Dates.ToDictionary(
        date => date,
        date => (IReadOnlyList<double?>)[.. Enumerable.Range(0, history.IntervalsPerDay).Select(i =>
            IsAnyOpen(date.AtMidnight().PlusMinutes(i * history.IntervalMinutes), history.IntervalMinutes) ? history.CallsAt(date, i) : 0)]));

    private static int Index(IsoDayOfWeek day, int minute) => ((int)day - 1) * DayMinutes + minute;

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;
}
