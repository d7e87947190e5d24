using System.Collections.Immutable;
using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>One week of a backtest. Errors are shares: Σ|forecast − actual| ÷ Σ actual over recorded intervals.</summary>
/// <param name="FirstDate">First day forecast; everything before it was known.</param>
/// <param name="ActualCalls">Recorded contacts of the week.</param>
/// <param name="Error">Weighted absolute percentage error of the forecast (0.08 is 8 %).</param>
/// <param name="NaiveError">The same for the seasonal naive forecast.</param>
public sealed record BacktestWeek(LocalDate FirstDate, double ActualCalls, double Error, double NaiveError);

/// <summary>What the forecast would have been worth in the past, beside the seasonal naive forecast.</summary>
/// <param name="IntervalMinutes">Length of the intervals compared.</param>
/// <param name="Weeks">The weeks, oldest first.</param>
/// <param name="Error">Weighted absolute percentage error over all weeks: Σ|forecast − actual| ÷ Σ actual.</param>
/// <param name="NaiveError">The same for "as in the same interval of the latest earlier week that was recorded".</param>
/// <param name="BandCoverage">Share of recorded open intervals inside the prediction interval (0.8 is intended with 10 % and 90 %).</param>
public sealed record BacktestResult(int IntervalMinutes, ImmutableArray<BacktestWeek> Weeks, double Error, double NaiveError, double BandCoverage);

/// <summary>Rolling-origin evaluation (L. J. Tashman, "Out-of-sample tests of forecasting accuracy", 2000): one week ahead, week after week.</summary>
public static class ForecastBacktest
{
    private const int NaiveReachWeeks = 4;

    /// <summary>
    /// Forecasts each of the last <paramref name="weeks"/> weeks from the days before it. Weeks are counted back from the last recorded day.
    /// </summary>
    /// <param name="history">The recorded past.</param>
    /// <param name="weeks">Number of weeks, 1 to 104. Default 8.</param>
    /// <param name="settings">Settings; the measured defaults when absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="ArgumentException">Less than two weeks of history would remain before the first week, or nothing was recorded in the weeks.</exception>
    public static BacktestResult Run(CallHistory history, int weeks = 8, ForecastSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (weeks is < 1 or > 104)
        {
            throw OutOfRange(nameof(weeks), weeks, $"Number of backtest weeks is {weeks}; it must be 1 to 104.");
        }

        settings ??= new ForecastSettings();
        settings.Check(history);
        var coarse = history.WithIntervalMinutes(settings.IntervalMinutes);
        var (first, last) = (coarse.Dates.First(), coarse.Dates.Last());
        if (last.PlusDays(-7 * weeks - 13) < first)
        {
            throw new ArgumentException($"Call history runs from {first:uuuu-MM-dd} to {last:uuuu-MM-dd}; a backtest of {weeks} weeks must have 2 more weeks before them. Ask for fewer weeks.", nameof(history));
        }

        var scores = Enumerable.Range(1, weeks).Select(week => Week(coarse, first, last.PlusDays(-7 * week), settings)).Reverse().ToArray();
        var actual = scores.Sum(static score => score.Actual);
        if (actual <= 0)
        {
            throw new ArgumentException($"Call history has 0 calls in its last {weeks} weeks; an error relative to them must have some. Ask for more weeks.", nameof(history));
        }

        return new BacktestResult(
            settings.IntervalMinutes,
            [.. scores.Select(static score => new BacktestWeek(score.First, score.Actual, Share(score.Miss, score.Actual), Share(score.NaiveMiss, score.Actual)))],
            scores.Sum(static score => score.Miss) / actual,
            scores.Sum(static score => score.NaiveMiss) / actual,
            scores.Sum(static score => score.Inside) / (double)Math.Max(1, scores.Sum(static score => score.Open)));
    }

    private static Score Week(CallHistory history, LocalDate first, LocalDate lastKnown, ForecastSettings settings)
    {
        var forecast = CallForecaster.Forecast(history.Between(first, lastKnown), lastKnown.PlusDays(1), 7, settings);
        var score = new Score { First = lastKnown.PlusDays(1) };
        foreach (var interval in forecast.Intervals)
        {
            var date = interval.Start.Date;
            var index = (interval.Start.Hour * 60 + interval.Start.Minute) / settings.IntervalMinutes;
            if (history.CallsAt(date, index) is not { } actual)
            {
                continue;
            }

            score.Actual += actual;
            score.Miss += Math.Abs(interval.Calls - actual);
            score.NaiveMiss += Math.Abs(Naive(history, date, index) - actual);
            if (interval.Calls > 0.5)
            {
                score.Open++;
                score.Inside += actual >= interval.LowCalls && actual <= interval.HighCalls ? 1 : 0;
            }
        }

        return score;
    }

    private static double Naive(CallHistory history, LocalDate date, int index) =>
        Enumerable.Range(1, NaiveReachWeeks).Select(week => history.CallsAt(date.PlusDays(-7 * week), index)).FirstOrDefault(static calls => calls is not null) ?? 0;

    private static double Share(double miss, double actual) => actual > 0 ? miss / actual : 0;

    private sealed class Score
    {
        internal LocalDate First { get; init; }

        internal double Actual { get; set; }

        internal double Miss { get; set; }

        internal double NaiveMiss { get; set; }

        internal int Open { get; set; }

        internal int Inside { get; set; }
    }
}
