using static Scheduling.Engine.Staffing.RobustStatistics;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Shares of a day's volume by interval, one profile per day type: fading winsorised means of past shares, drawn a little towards the
/// mean profile of the day types whose shape is similar.
/// </summary>
internal static class DayProfiles
{
    private const double ShareFloor = 1e-4;
    private const double PoolWeightDays = 2;
    private const double SimilarWithin = 0.3;

    /// <summary>For each day type its shares (sum 1), or null when no day of the type has volume.</summary>
    internal static double[]?[] Fit(HistoryTable table, int halfLifeDays)
    {
        var own = new double[HistoryTable.Types][];
        var weights = new double[HistoryTable.Types];
        for (var type = 0; type < HistoryTable.Types; type++)
        {
            var days = Enumerable.Range(0, table.Count).Where(day => table.DayTypes[day] == type && table.Totals[day] > 0).ToArray();
            if (days.Length > 0)
            {
                own[type] = Profile(table, days, halfLifeDays);
                weights[type] = days.Sum(day => Weight(table, day, halfLifeDays));
            }
        }

        var drawn = new double[]?[HistoryTable.Types];
        for (var type = 0; type < HistoryTable.Types; type++)
        {
            drawn[type] = own[type] is null ? null : DrawnToPool(own, weights, type);
        }

        return drawn;
    }

    private static double[] Profile(HistoryTable table, int[] days, int halfLifeDays)
    {
        var shares = new double[table.Cells[0].Length];
        for (var i = 0; i < shares.Length; i++)
        {
            List<(double Value, double Weight)> sample =
                [.. days.Where(day => !double.IsNaN(table.Cells[day][i])).Select(day => (table.Cells[day][i] / table.Totals[day], Weight(table, day, halfLifeDays)))];
            shares[i] = sample.Count == 0 ? 0 : WinsorisedMean(sample, ShareFloor);
        }

        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static double[] DrawnToPool(double[][] own, double[] weights, int type)
    {
        var similar = Enumerable.Range(0, own.Length).Where(other => own[other] is not null && Distance(own[other], own[type]) <= SimilarWithin).ToArray();
        var poolWeight = similar.Sum(other => weights[other]);
        return
        [
            .. own[type].Select((share, i) =>
                (weights[type] * share + PoolWeightDays * similar.Sum(other => weights[other] * own[other][i]) / poolWeight) / (weights[type] + PoolWeightDays)),
        ];
    }

    private static double Distance(double[] one, double[] other) => one.Zip(other, static (x, y) => Math.Abs(x - y)).Sum();

    private static double Weight(HistoryTable table, int day, int halfLifeDays) => Math.Max(Memory(table.DayNumbers[^1] - table.DayNumbers[day], halfLifeDays), 1e-12);
}
