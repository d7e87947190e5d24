namespace Scheduling.Engine.Staffing;

/// <summary>
/// Slope of the recent level: the Theil–Sen estimate (median of pairwise slopes, H. Theil 1950, P. K. Sen 1968) over weekly medians,
/// counted only as far as it stands clear of noise, so that a level that merely wanders is not extrapolated.
/// </summary>
internal static class RobustTrend
{
    private const int Weeks = 10;
    private const int LeastWeeks = 6;
    private const double ClearOfNoise = 8;

    /// <param name="points">Day (0 the last, negative before) and seasonally adjusted value.</param>
    internal static double PerDay((int Day, double Value)[] points)
    {
        var weekly = points
            .Where(static point => point.Day > -7 * Weeks)
            .GroupBy(static point => point.Day / 7)
            .Select(static week => (Day: week.Average(static point => point.Day), Value: RobustStatistics.Median([.. week.Select(static point => (point.Value, 1.0))])))
            .ToArray();
        if (weekly.Length < LeastWeeks)
        {
            return 0;
        }

        var slopes = new List<(double, double)>();
        for (var i = 0; i < weekly.Length; i++)
        {
            for (var j = i + 1; j < weekly.Length; j++)
            {
                slopes.Add(((weekly[j].Value - weekly[i].Value) / (weekly[j].Day - weekly[i].Day), 1.0));
            }
        }

        var slope = RobustStatistics.Median(slopes);
        List<(double Value, double Weight)> residuals = [.. weekly.Select(week => (week.Value - slope * week.Day, 1.0))];
        var spread = RobustStatistics.Spread(residuals, RobustStatistics.Median(residuals), 0.005);
        var meanDay = weekly.Average(static week => week.Day);
        var error = spread / Math.Sqrt(weekly.Sum(week => (week.Day - meanDay) * (week.Day - meanDay)));
        var signal = slope * slope;
        var noise = ClearOfNoise * ClearOfNoise * error * error;
        return signal > noise ? slope * (1 - noise / signal) : 0;
    }
}
