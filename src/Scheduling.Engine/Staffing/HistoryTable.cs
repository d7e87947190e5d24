using NodaTime;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// A history made ready for fitting: rows at the forecast interval, a type for every day (0 to 6 Monday to Sunday, 7 holiday), and
/// day totals in which missing intervals are filled up by the usual share of the recorded ones.
/// </summary>
internal sealed class HistoryTable
{
    internal const int Holiday = 7;
    internal const int Types = 8;
    private const double LeastRecordedShare = 0.5;

    private HistoryTable(LocalDate[] dates, int[] dayNumbers, double[][] cells, int[] types, double[] totals)
    {
        Dates = dates;
        DayNumbers = dayNumbers;
        Cells = cells;
        DayTypes = types;
        Totals = totals;
    }

    internal LocalDate[] Dates { get; }

    /// <summary>Days since 1970-01-01, so that ages are subtractions.</summary>
    internal int[] DayNumbers { get; }

    /// <summary>Counts; NaN missing, 0 outside opening hours.</summary>
    internal double[][] Cells { get; }

    internal int[] DayTypes { get; }

    /// <summary>Totals of whole days; NaN when less than half of the usual volume was recorded.</summary>
    internal double[] Totals { get; }

    internal int Count => Dates.Length;

    internal static int DayNumber(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    internal static int TypeOf(LocalDate date, ForecastSettings settings) =>
        settings.Holidays.Contains(date) ? Holiday : (int)date.DayOfWeek - 1;

    internal static HistoryTable Of(CallHistory history, ForecastSettings settings)
    {
        var dates = history.Dates.ToArray();
        var cells = dates.Select(date => Masked(history.Row(date)!, date, history.IntervalMinutes, settings.OpeningHours)).ToArray();
        var types = dates.Select(date => TypeOf(date, settings)).ToArray();
        return new HistoryTable(dates, [.. dates.Select(DayNumber)], cells, types, FillTotals(cells, types));
    }

    /// <summary>The first <paramref name="count"/> days.</summary>
    internal HistoryTable First(int count) => new(Dates[..count], DayNumbers[..count], Cells[..count], DayTypes[..count], Totals[..count]);

    private static double[] Masked(double[] row, LocalDate date, int intervalMinutes, OpeningHours? hours) =>
        hours is null ? row : [.. row.Select((calls, i) => hours.IsOpen(date, i * intervalMinutes, intervalMinutes) ? calls : 0)];

    private static double[] FillTotals(double[][] cells, int[] types)
    {
        var totals = new double[cells.Length];
        for (var type = 0; type < Types; type++)
        {
            var rows = Enumerable.Range(0, cells.Length).Where(day => types[day] == type).ToArray();
            if (rows.Length == 0)
            {
                continue;
            }

            var usual = Enumerable.Range(0, cells[0].Length).Select(i => MedianOf(rows.Select(day => cells[day][i]))).ToArray();
            var usualTotal = usual.Sum();
            foreach (var day in rows)
            {
                var recorded = cells[day].Where(static calls => !double.IsNaN(calls)).Sum();
                var recordedUsual = usual.Where((_, i) => !double.IsNaN(cells[day][i])).Sum();
                var share = usualTotal > 0 ? recordedUsual / usualTotal : cells[day].Any(double.IsNaN) ? 0 : 1;
                totals[day] = share >= LeastRecordedShare ? recorded / share : double.NaN;
            }
        }

        return totals;
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        var known = values.Where(static calls => !double.IsNaN(calls)).Order().ToList();
        return known.Count == 0 ? 0 : RobustStatistics.Quantile(known, 0.5);
    }
}
