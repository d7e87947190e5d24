using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Input;

/// <summary>When the department is open in a week, with what belongs to it: time zone, first day of the week, weekend.</summary>
internal sealed class WeeklyHours
{
    private const int WeekMinutes = 7 * 1440;
    private readonly bool[] _open = new bool[WeekMinutes];

    public WeeklyHours(IReadOnlyList<OpeningPeriod> periods, string timeZone, IsoDayOfWeek weekStart, IReadOnlyList<IsoDayOfWeek> weekend)
    {
        (Periods, TimeZone, WeekStart, Weekend) = (periods, timeZone, weekStart, weekend);
        foreach (OpeningPeriod period in periods)
        {
            int from = Minute(period.From);
            int length = (Minute(period.To) - from + 1440) % 1440;
            for (int i = 0; i < (length == 0 ? 1440 : length); i++)
            {
                _open[(((int)period.Day - 1) * 1440 + from + i) % WeekMinutes] = true;
            }
        }
    }

    public IReadOnlyList<OpeningPeriod> Periods { get; }

    /// <summary>IANA id of the time zone.</summary>
    public string TimeZone { get; }

    public IsoDayOfWeek WeekStart { get; }

    public IReadOnlyList<IsoDayOfWeek> Weekend { get; }

    /// <summary>
    /// The hours in which calls were recorded: for each weekday from its first to its last recorded interval, whatever the counts. There is
    /// no time zone in a history, so the one without daylight saving is taken.
    /// </summary>
    public static WeeklyHours FromHistory(CallHistory history)
    {
        List<OpeningPeriod> periods = [];
        foreach (IGrouping<IsoDayOfWeek, LocalDate> day in history.Dates.GroupBy(date => date.DayOfWeek).OrderBy(day => day.Key))
        {
            int[] recorded = [.. Enumerable.Range(0, history.IntervalsPerDay).Where(i => day.Any(date => history.CallsAt(date, i) is not null))];
            periods.Add(new OpeningPeriod
            {
                Day = day.Key,
                From = LocalTime.FromMinutesSinceMidnight(recorded[0] * history.IntervalMinutes),
                To = LocalTime.FromMinutesSinceMidnight((recorded[^1] + 1) * history.IntervalMinutes % 1440),
            });
        }

        return new WeeklyHours(periods, "Etc/UTC", IsoDayOfWeek.Monday, [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]);
    }

    /// <summary>Whether any minute of a stretch is open.</summary>
    public bool IsAnyOpen(LocalDateTime start, int minutes) => Enumerable.Range(Index(start.DayOfWeek, Minute(start.TimeOfDay)), minutes).Any(i => _open[i % WeekMinutes]);

    /// <summary>Whether every minute of a stretch that begins on a weekday is open. The minute may lie beyond the day.</summary>
    public bool IsAllOpen(IsoDayOfWeek day, int startMinute, int minutes) => Enumerable.Range(Index(day, startMinute), minutes).All(i => _open[i % WeekMinutes]);

    /// <summary>The history at the plan's intervals with nothing recorded in closed hours.</summary>
    public CallHistory Open(CallHistory history) => CallHistory.FromDays(history.IntervalMinutes, history.Dates.ToDictionary(
        date => date,
        date => (IReadOnlyList<double?>)[.. Enumerable.Range(0, history.IntervalsPerDay).Select(i =>
            IsAnyOpen(date.AtMidnight().PlusMinutes(i * history.IntervalMinutes), history.IntervalMinutes) ? history.CallsAt(date, i) : 0)]));

    private static int Index(IsoDayOfWeek day, int minute) => ((int)day - 1) * 1440 + minute;

    private static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;
}
