using System.Collections.Immutable;
using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Recorded contacts per fixed interval. Days may be absent, intervals may be missing (unknown, which is not zero), and closed hours
/// may be recorded as zero or not at all. Immutable.
/// </summary>
public sealed class CallHistory
{
    private readonly ImmutableSortedDictionary<LocalDate, double[]> days;

    private CallHistory(int intervalMinutes, ImmutableSortedDictionary<LocalDate, double[]> days)
    {
        IntervalMinutes = intervalMinutes;
        this.days = days;
    }

    /// <summary>Length of an interval in minutes; it divides the day.</summary>
    public int IntervalMinutes { get; }

    /// <summary>Intervals of a whole day: 1440 ÷ <see cref="IntervalMinutes"/>.</summary>
    public int IntervalsPerDay => 1440 / IntervalMinutes;

    /// <summary>Days with at least one recorded interval, ascending.</summary>
    public IEnumerable<LocalDate> Dates => days.Keys;

    /// <summary>Number of days with at least one recorded interval.</summary>
    public int DayCount => days.Count;

    /// <summary>Builds a history from whole days.</summary>
    /// <param name="intervalMinutes">Length of an interval; it must divide 1440 (5, 6, 10, 15, 30, 60 …).</param>
    /// <param name="countsByDate">For each day 1440 ÷ interval counts from midnight on; null where nothing was recorded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval does not divide the day, or a count is negative or not finite.</exception>
    /// <exception cref="ArgumentException">A day has the wrong number of intervals.</exception>
    public static CallHistory FromDays(int intervalMinutes, IReadOnlyDictionary<LocalDate, IReadOnlyList<double?>> countsByDate)
    {
        ArgumentNullException.ThrowIfNull(countsByDate);
        CheckDivides(intervalMinutes, nameof(intervalMinutes));
        var perDay = 1440 / intervalMinutes;
        var rows = new Dictionary<LocalDate, double[]>();
        foreach (var (date, counts) in countsByDate)
        {
            if (counts.Count != perDay)
            {
                throw new ArgumentException($"Day {date:uuuu-MM-dd} of the history has {counts.Count} intervals; at {intervalMinutes} min it must have {perDay}. Use null for what was not recorded.", nameof(countsByDate));
            }

            rows[date] = [.. counts.Select((count, i) => Checked(count ?? double.NaN, count.HasValue, date, i * intervalMinutes))];
        }

        return Of(intervalMinutes, rows);
    }

    /// <summary>Builds a history from a list of intervals in any order. Intervals not listed are missing; listed twice they add up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval does not divide the day, or a count is negative or not finite.</exception>
    /// <exception cref="ArgumentException">An interval does not start on the grid of the interval length.</exception>
    public static CallHistory FromIntervals(int intervalMinutes, IEnumerable<IntervalVolume> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        CheckDivides(intervalMinutes, nameof(intervalMinutes));
        var rows = new Dictionary<LocalDate, double[]>();
        foreach (var (start, calls) in intervals)
        {
            var minute = start.Hour * 60 + start.Minute;
            if (minute % intervalMinutes != 0 || start.Second != 0 || start.NanosecondOfSecond != 0)
            {
                throw new ArgumentException($"Interval {start:uuuu-MM-dd HH:mm:ss} of the history does not start on a multiple of {intervalMinutes} min; correct the start or the interval length.", nameof(intervals));
            }

            if (!rows.TryGetValue(start.Date, out var row))
            {
                row = new double[1440 / intervalMinutes];
                Array.Fill(row, double.NaN);
                rows[start.Date] = row;
            }

            ref var cell = ref row[minute / intervalMinutes];
            cell = Checked(calls, true, start.Date, minute) + (double.IsNaN(cell) ? 0 : cell);
        }

        return Of(intervalMinutes, rows);
    }

    /// <summary>Contacts of an interval, null when it was not recorded.</summary>
    /// <param name="date">The day.</param>
    /// <param name="interval">Index of the interval from midnight, 0 to <see cref="IntervalsPerDay"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the day.</exception>
    public double? CallsAt(LocalDate date, int interval)
    {
        if (interval < 0 || interval >= IntervalsPerDay)
        {
            throw OutOfRange(nameof(interval), interval, $"Interval index is {interval}; it must be 0 to {IntervalsPerDay - 1} at {IntervalMinutes} min.");
        }

        return days.TryGetValue(date, out var row) && !double.IsNaN(row[interval]) ? row[interval] : null;
    }

    /// <summary>
    /// The same history in longer intervals. A longer interval is known when each of its parts is known, apart from times of day that
    /// were never recorded on any day: those count as closed, with zero contacts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The new length is no multiple of the old one, or does not divide the day.</exception>
    public CallHistory WithIntervalMinutes(int intervalMinutes)
    {
        CheckDivides(intervalMinutes, nameof(intervalMinutes));
        if (intervalMinutes % IntervalMinutes != 0)
        {
            throw OutOfRange(nameof(intervalMinutes), intervalMinutes, $"New interval length is {intervalMinutes} min; it must be a multiple of the history's {IntervalMinutes} min.");
        }

        if (intervalMinutes == IntervalMinutes)
        {
            return this;
        }

        var parts = intervalMinutes / IntervalMinutes;
        var everRecorded = Enumerable.Range(0, IntervalsPerDay).Select(i => days.Values.Any(row => !double.IsNaN(row[i]))).ToArray();
        double Sum(double[] row, int first)
        {
            var recorded = Enumerable.Range(first, parts).Where(i => everRecorded[i]).ToArray();
            return recorded.Length == 0 ? double.NaN : recorded.Sum(i => row[i]);
        }

        return Of(intervalMinutes, days.ToDictionary(day => day.Key, day => Enumerable.Range(0, 1440 / intervalMinutes).Select(i => Sum(day.Value, i * parts)).ToArray()));
    }

    /// <summary>The part of the history from one day to another, both included.</summary>
    public CallHistory Between(LocalDate first, LocalDate last) =>
        new(IntervalMinutes, days.Where(day => day.Key >= first && day.Key <= last).ToImmutableSortedDictionary());

    internal double[]? Row(LocalDate date) => days.GetValueOrDefault(date);

    private static CallHistory Of(int intervalMinutes, Dictionary<LocalDate, double[]> rows) =>
        new(intervalMinutes, rows.Where(row => row.Value.Any(calls => !double.IsNaN(calls))).ToImmutableSortedDictionary());

    private static double Checked(double calls, bool recorded, LocalDate date, int minute)
    {
        if (recorded && !(calls >= 0 && double.IsFinite(calls)))
        {
            throw OutOfRange("calls", calls, $"Calls of {date:uuuu-MM-dd} at minute {minute} is {Text(calls)}; it must be 0 or more, or null when nothing was recorded.");
        }

        return calls;
    }

    internal static void CheckDivides(int intervalMinutes, string name)
    {
        CheckInterval(intervalMinutes, name);
        if (1440 % intervalMinutes != 0)
        {
            throw OutOfRange(name, intervalMinutes, $"Interval length is {intervalMinutes} min; it must divide the day (5, 6, 10, 15, 30, 60 …).");
        }
    }
}
