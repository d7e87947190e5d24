using NodaTime;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Turns an expected count into a prediction interval. The variance of a count f is taken as f + (s·f)²: Poisson arrivals around a level
/// that is itself uncertain by the share s. Past errors divided by that standard deviation give the quantiles, whatever their shape.
/// </summary>
internal sealed class PredictionBand
{
    private const double LevelUncertaintyWithoutHistory = 0.15;
    private readonly double levelUncertainty;
    private readonly double low;
    private readonly double high;

    private PredictionBand(double levelUncertainty, double low, double high)
    {
        this.levelUncertainty = levelUncertainty;
        this.low = low;
        this.high = high;
    }

    internal static PredictionBand Of(List<(double Forecast, double Actual, int Day)> pairs, ForecastSettings settings)
    {
        const double normalTenPercent = 1.2816;
        var open = pairs.Where(static pair => pair.Forecast > 0.5).ToList();
        if (open.Count == 0)
        {
            return new PredictionBand(LevelUncertaintyWithoutHistory, -normalTenPercent, normalTenPercent);
        }

        List<(double, double)> dayErrors =
        [
            .. open.GroupBy(static pair => pair.Day)
                .Select(static day => (Math.Abs(Math.Log((day.Sum(static pair => pair.Actual) + 1) / (day.Sum(static pair => pair.Forecast) + 1))), 1.0)),
        ];
        var uncertainty = RobustStatistics.Median(dayErrors) * RobustStatistics.MedianDeviationScale;
        var scaled = open.Select(pair => (pair.Actual - pair.Forecast) / Deviation(pair.Forecast, uncertainty)).Order().ToList();
        return new PredictionBand(
            uncertainty,
            Math.Min(0, RobustStatistics.Quantile(scaled, settings.LowerPercent / 100.0)),
            Math.Max(0, RobustStatistics.Quantile(scaled, settings.UpperPercent / 100.0)));
    }

    internal ForecastInterval Around(LocalDateTime start, double calls)
    {
        var deviation = Deviation(calls, levelUncertainty);
        return new ForecastInterval(start, calls, Math.Max(0, calls + low * deviation), calls + high * deviation);
    }

    private static double Deviation(double calls, double levelUncertainty) =>
        Math.Sqrt(calls + levelUncertainty * calls * levelUncertainty * calls);
}
