using NodaTime;
using static Scheduling.Engine.Staffing.RobustStatistics;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Day totals on the logarithmic scale: level + damped trend + weekday + day of month. The parts are fitted in turn, each as a
/// robust, exponentially fading average of what the others leave over.
/// </summary>
internal sealed class DayLevelModel
{
    private const int Sweeps = 3;
    private const double LocalHalfLifeDays = 10;
    private const int LocalReachDays = 56;
    private const double LogFloor = 0.02;
    private const int DaysForMonthPattern = 120;
    private const double MonthShrinkage = 8;

    private readonly double[] typeEffects = new double[HistoryTable.Types];
    private readonly bool[] open = new bool[HistoryTable.Types];
    private readonly double[] monthEffects = new double[32];
    private readonly int lastDayNumber;
    private double level;
    private double trendPerDay;

    private DayLevelModel(int lastDayNumber) => this.lastDayNumber = lastDayNumber;

    internal static DayLevelModel Fit(HistoryTable table, ForecastSettings settings, int weekdayHalfLifeDays)
    {
        var model = new DayLevelModel(table.DayNumbers[^1]);
        model.FindOpenTypes(table, settings.LongWeekdayHalfLifeDays);
        var days = Enumerable.Range(0, table.Count).Where(day => table.Totals[day] > 0).ToArray();
        var logs = table.Totals.Select(total => total > 0 ? Math.Log(total) : double.NaN).ToArray();
        if (days.Length == 0)
        {
            return model;
        }

        var local = new double[table.Count];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            model.FitLocalLevels(table, days, logs, local);
            model.FitTypes(table, days, logs, local, weekdayHalfLifeDays);
            model.FitMonth(table, days, logs, local);
        }

        model.FitLevelAndTrend(table, days, logs, settings.LevelHalfLifeDays);
        return model;
    }

    /// <summary>Whether days of a type usually have any contacts.</summary>
    internal bool IsOpen(int type) => open[type];

    internal double LogTotal(LocalDate date, int type) =>
        level + trendPerDay * Math.Max(0, HistoryTable.DayNumber(date) - lastDayNumber) + typeEffects[type] + monthEffects[date.Day];

    private void FindOpenTypes(HistoryTable table, int halfLifeDays)
    {
        var (busy, all) = (new double[HistoryTable.Types], new double[HistoryTable.Types]);
        for (var day = 0; day < table.Count; day++)
        {
            if (!double.IsNaN(table.Totals[day]))
            {
                var weight = Memory(lastDayNumber - table.DayNumbers[day], halfLifeDays);
                all[table.DayTypes[day]] += weight;
                busy[table.DayTypes[day]] += table.Totals[day] > 0 ? weight : 0;
            }
        }

        for (var type = 0; type < HistoryTable.Types; type++)
        {
            open[type] = busy[type] > 0 && busy[type] * 2 >= all[type];
        }
    }

    private void FitLocalLevels(HistoryTable table, int[] days, double[] logs, double[] local)
    {
        var from = 0;
        foreach (var day in days)
        {
            var sample = new List<(double, double)>();
            while (table.DayNumbers[day] - table.DayNumbers[days[from]] > LocalReachDays)
            {
                from++;
            }

            for (var other = from; other < days.Length && table.DayNumbers[days[other]] - table.DayNumbers[day] <= LocalReachDays; other++)
            {
                sample.Add((Seasonless(table, logs, days[other]), Memory(Math.Abs(table.DayNumbers[days[other]] - table.DayNumbers[day]), LocalHalfLifeDays)));
            }

            local[day] = Median(sample);
        }
    }

    private void FitTypes(HistoryTable table, int[] days, double[] logs, double[] local, int halfLifeDays)
    {
        foreach (var group in days.GroupBy(day => table.DayTypes[day]))
        {
            typeEffects[group.Key] = Location(
                [.. group.Select(day => (logs[day] - local[day] - monthEffects[table.Dates[day].Day], Memory(lastDayNumber - table.DayNumbers[day], halfLifeDays)))],
                LogFloor);
        }
    }

    // Pay days and bills. Neighbouring days of the month lend weight, and few observations are pulled to "no effect".
    private void FitMonth(HistoryTable table, int[] days, double[] logs, double[] local)
    {
        const double wildResidual = 0.35;
        if (days.Length < DaysForMonthPattern)
        {
            return;
        }

        var fitted = new double[32];
        for (var target = 1; target <= 31; target++)
        {
            var (weights, sum) = (0.0, 0.0);
            foreach (var day in days)
            {
                var distance = Math.Abs(table.Dates[day].Day - target);
                distance = Math.Min(distance, 31 - distance);
                var residual = logs[day] - local[day] - typeEffects[table.DayTypes[day]];
                if (distance <= 2 && Math.Abs(residual) <= wildResidual)
                {
                    var weight = distance switch { 0 => 1, 1 => 0.5, _ => 0.15 };
                    weights += weight;
                    sum += weight * residual;
                }
            }

            fitted[target] = sum / (weights + MonthShrinkage);
        }

        fitted.CopyTo(monthEffects, 0);
    }

    private void FitLevelAndTrend(HistoryTable table, int[] days, double[] logs, int halfLifeDays)
    {
        var weights = days.Select(day => Memory(lastDayNumber - table.DayNumbers[day], halfLifeDays)).ToArray();
        level = Location([.. days.Select((day, i) => (Seasonless(table, logs, day), weights[i]))], LogFloor);
        trendPerDay = RobustTrend.PerDay(
            [.. days.Select(day => (table.DayNumbers[day] - lastDayNumber, Seasonless(table, logs, day)))]);

        // The fading average describes the past at its mean age; the trend carries it on to the last day.
        var meanAge = days.Select((day, i) => (lastDayNumber - table.DayNumbers[day]) * weights[i]).Sum() / weights.Sum();
        level += trendPerDay * meanAge;
    }

    private double Seasonless(HistoryTable table, double[] logs, int day) =>
        logs[day] - typeEffects[table.DayTypes[day]] - monthEffects[table.Dates[day].Day];
}
