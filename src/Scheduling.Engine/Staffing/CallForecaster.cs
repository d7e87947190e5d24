using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Forecasts contacts per interval from history: a robust level with damped trend, weekday and day-of-month effects give the volume of
/// a day, a robust profile spreads it over the day. Prediction intervals come from the forecaster's own errors on the last weeks of the
/// history. The method and its measured errors: docs/decisions/0004-forecasting.md.
/// </summary>
public static class CallForecaster
{
    private const int MaximumDays = 366;
    private const int ResidualWeeks = 8;
    private const int LeastResiduals = 50;

    /// <summary>Forecasts <paramref name="days"/> consecutive days.</summary>
    /// <param name="history">What was recorded, best before <paramref name="firstDate"/>. Later days, if any, are used as well.</param>
    /// <param name="firstDate">First day to forecast.</param>
    /// <param name="days">Number of days, 1 to 366.</param>
    /// <param name="settings">Settings; the measured defaults when absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or the forecast interval is no multiple of the history's.</exception>
    /// <exception cref="ArgumentException">The history is empty.</exception>
    public static VolumeForecast Forecast(CallHistory history, LocalDate firstDate, int days, ForecastSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (days is < 1 or > MaximumDays)
        {
            throw OutOfRange(nameof(days), days, $"Number of forecast days is {days}; it must be 1 to {MaximumDays}.");
        }

        settings ??= new ForecastSettings();
        settings.Check(history);
        var table = HistoryTable.Of(history.WithIntervalMinutes(settings.IntervalMinutes), settings);
        var dates = Enumerable.Range(0, days).Select(firstDate.PlusDays).ToArray();
        var expected = Expected(table, dates, settings);
        var band = PredictionBand.Of(Residuals(table, settings), settings);
        var intervals =
            from day in Enumerable.Range(0, days)
            from i in Enumerable.Range(0, expected[day].Length)
            select band.Around(dates[day].AtMidnight().PlusMinutes(i * settings.IntervalMinutes), expected[day][i]);
        return new VolumeForecast(settings.IntervalMinutes, [.. intervals]);
    }

    /// <summary>Expected counts of each day asked for.</summary>
    internal static double[][] Expected(HistoryTable table, LocalDate[] dates, ForecastSettings settings)
    {
        var fast = DayLevelModel.Fit(table, settings, settings.ShortWeekdayHalfLifeDays);
        var slow = DayLevelModel.Fit(table, settings, settings.LongWeekdayHalfLifeDays);
        var profiles = DayProfiles.Fit(table, settings.ProfileHalfLifeDays);
        var holidaysSeen = table.DayTypes.Count(static type => type == HistoryTable.Holiday);
        return
        [
            .. dates.Select(date =>
            {
                var type = HistoryTable.TypeOf(date, settings);
                type = type == HistoryTable.Holiday && holidaysSeen < 2 ? (int)date.DayOfWeek - 1 : type;
                if (!slow.IsOpen(type) || profiles[type] is not { } profile)
                {
                    return new double[table.Cells[0].Length];
                }

                var total = Math.Exp((fast.LogTotal(date, type) + slow.LogTotal(date, type)) / 2);
                return Opened(date, profile, total, settings);
            }),
        ];
    }

    // Pairs of forecast and recorded counts: each of the last weeks, forecast from the days before it.
    private static List<(double Forecast, double Actual, int Day)> Residuals(HistoryTable table, ForecastSettings settings)
    {
        var pairs = new List<(double, double, int)>();
        for (var week = 1; week <= ResidualWeeks; week++)
        {
            var lastKnown = table.DayNumbers[^1] - 7 * week;
            var known = Array.FindLastIndex(table.DayNumbers, day => day <= lastKnown) + 1;
            if (known == 0 || lastKnown - table.DayNumbers[0] < 13)
            {
                break;
            }

            var target = Enumerable.Range(known, table.Count - known).Where(day => table.DayNumbers[day] <= lastKnown + 7).ToArray();
            var forecast = Expected(table.First(known), [.. target.Select(day => table.Dates[day])], settings);
            for (var k = 0; k < target.Length; k++)
            {
                var actual = table.Cells[target[k]];
                pairs.AddRange(Enumerable.Range(0, actual.Length).Where(i => !double.IsNaN(actual[i])).Select(i => (forecast[k][i], actual[i], table.DayNumbers[target[k]])));
            }
        }

        return pairs.Count >= LeastResiduals ? pairs : [];
    }

    private static double[] Opened(LocalDate date, double[] profile, double total, ForecastSettings settings) =>
        [.. profile.Select((share, i) => settings.OpeningHours?.IsOpen(date, i * settings.IntervalMinutes, settings.IntervalMinutes) ?? true ? share * total : 0)];
}
