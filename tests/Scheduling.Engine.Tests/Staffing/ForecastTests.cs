using CsCheck;
using NodaTime;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

public sealed class ForecastTests
{
    private static readonly LocalDate Monday = new(2026, 1, 5);

    // 30-minute intervals, open 08:00 to 20:00 on weekdays; Mondays are a half busier.
    private static double Truth(LocalDate date, int interval) =>
        date.DayOfWeek >= IsoDayOfWeek.Saturday || interval is < 16 or >= 40 ? 0 : (40 + 20 * Math.Sin((interval - 16) / 24.0 * Math.PI)) * (date.DayOfWeek == IsoDayOfWeek.Monday ? 1.5 : 1);

    private static CallHistory History(int days, Func<LocalDate, int, double?> calls, int minutes = 30) =>
        CallHistory.FromDays(minutes, Enumerable.Range(0, days).Select(Monday.PlusDays).ToDictionary(
            date => date,
            date => (IReadOnlyList<double?>)[.. Enumerable.Range(0, 1440 / minutes).Select(i => calls(date, i))]));

    private static void AssertNear(VolumeForecast forecast, Func<LocalDate, int, double> truth, double share) =>
        Assert.True(
            forecast.Intervals.Sum(interval => Math.Abs(interval.Calls - truth(interval.Start.Date, interval.Start.Hour * 2 + interval.Start.Minute / 30)))
            <= share * forecast.Intervals.Sum(interval => truth(interval.Start.Date, interval.Start.Hour * 2 + interval.Start.Minute / 30)));

    [Fact]
    public void A_regular_history_is_continued_exactly() =>
        AssertNear(CallForecaster.Forecast(History(56, (date, i) => Truth(date, i)), Monday.PlusDays(56), 7), Truth, 0.001);

    [Fact]
    public void Days_without_calls_spikes_gaps_and_half_days_do_little_harm()
    {
        var history = History(84, (date, i) => Period.DaysBetween(Monday, date) switch
        {
            20 => 0,
            44 => Truth(date, i) * 6,
            50 or 51 => null,
            64 => i < 30 ? Truth(date, i) : null,
            75 => 0.02 * Truth(date, i),
            _ => Truth(date, i),
        });
        AssertNear(CallForecaster.Forecast(history, Monday.PlusDays(84), 7), Truth, 0.03);
    }

    [Fact]
    public void Steady_growth_is_carried_on()
    {
        double Growing(LocalDate date, int i) => Truth(date, i) * Math.Exp(0.003 * Period.DaysBetween(Monday, date));
        AssertNear(CallForecaster.Forecast(History(98, (date, i) => Growing(date, i)), Monday.PlusDays(98), 7), Growing, 0.02);
    }

    [Fact]
    public void A_holiday_is_forecast_from_past_holidays_and_leaves_its_weekday_alone()
    {
        LocalDate[] holidays = [Monday.PlusDays(14), Monday.PlusDays(37), Monday.PlusDays(58)];
        double WithHolidays(LocalDate date, int i) => holidays.Contains(date) ? (i is >= 20 and < 30 ? 10 : 0) : Truth(date, i);
        var forecast = CallForecaster.Forecast(History(56, (date, i) => WithHolidays(date, i)), Monday.PlusDays(56), 7, new() { Holidays = [.. holidays] });
        AssertNear(forecast, WithHolidays, 0.01);
    }

    [Fact]
    public void Closed_hours_are_forecast_as_zero()
    {
        var hours = new OpeningHours(Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => new OpenSpan(9 * 60, 18 * 60)));
        var forecast = CallForecaster.Forecast(History(56, (date, i) => Truth(date, i)), Monday.PlusDays(56), 7, new() { OpeningHours = hours });
        Assert.All(forecast.Intervals, interval => Assert.Equal(interval.Start.DayOfWeek <= IsoDayOfWeek.Friday && interval.Start.Hour is >= 9 and < 18, interval.Calls > 0));
    }

    [Fact]
    public void A_single_recorded_day_is_enough_for_a_forecast()
    {
        var forecast = CallForecaster.Forecast(History(1, (date, i) => Truth(date, i)), Monday.PlusDays(7), 1);
        AssertNear(forecast, Truth, 0.001);
        Assert.All(forecast.Intervals.Where(interval => interval.Calls > 0), interval => Assert.True(interval.LowCalls < interval.Calls && interval.Calls < interval.HighCalls));
    }

    [Fact]
    public void Shorter_intervals_add_up_to_longer_ones()
    {
        Gen.Int[0, 3].Select(i => new[] { 5, 6, 10, 15 }[i]).Sample(minutes =>
        {
            var history = History(7, (_, i) => i, minutes).WithIntervalMinutes(30);
            var parts = 30 / minutes;
            Assert.Equal(48, history.IntervalsPerDay);
            Assert.All(Enumerable.Range(0, 48), i => Assert.Equal(Enumerable.Range(i * parts, parts).Sum(), history.CallsAt(Monday, i)!.Value));
        });
    }

    [Fact]
    public void A_half_hour_with_an_unknown_part_is_unknown_unless_that_time_is_never_recorded()
    {
        var history = History(2, (date, i) => i >= 252 + 1 || (date == Monday && i == 100) ? null : 1, 5).WithIntervalMinutes(30);
        Assert.Null(history.CallsAt(Monday, 16));
        Assert.Equal(6, history.CallsAt(Monday.PlusDays(1), 16));
        Assert.Equal(1, history.CallsAt(Monday, 42));
        Assert.Null(history.CallsAt(Monday, 43));
    }

    [Fact]
    public void The_backtest_beats_seasonal_naive_on_noisy_data_and_the_band_holds_most_outcomes()
    {
        uint seed = 7;
        double Noise()
        {
            seed = seed * 1664525 + 1013904223;
            return (seed >> 8) / (double)(1 << 24) - 0.5;
        }

        var result = ForecastBacktest.Run(History(140, (date, i) => Math.Max(0, Math.Round(Truth(date, i) + 2 * Math.Sqrt(3 * Truth(date, i)) * Noise()))), 8);
        Assert.Equal(8, result.Weeks.Length);
        Assert.True(result.Error < 0.85 * result.NaiveError);
        Assert.InRange(result.BandCoverage, 0.65, 0.95);
    }

    [Fact]
    public void A_backtest_longer_than_the_history_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ForecastBacktest.Run(History(20, (date, i) => Truth(date, i)), 8));
        Assert.StartsWith("Call history runs from 2026-01-05 to 2026-01-24; a backtest of 8 weeks must have 2 more weeks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_counts_and_crooked_intervals_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => History(1, (_, _) => -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CallHistory.FromIntervals(7, []));
        Assert.Throws<ArgumentException>(() => CallHistory.FromIntervals(30, [new(Monday.At(new LocalTime(9, 10)), 1)]));
        Assert.Throws<ArgumentException>(() => CallForecaster.Forecast(CallHistory.FromIntervals(30, []), Monday, 7));
    }
}
