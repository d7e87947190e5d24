using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

/// <summary>The two public bank histories; skipped where SCHEDULING_BENCHMARKS does not name the folder that holds calls/.</summary>
public sealed class BankCallsTests
{
    [Fact]
    public void The_forecast_of_the_american_bank_clearly_beats_seasonal_naive()
    {
        var result = ForecastBacktest.Run(American(), 12);
        Assert.True(result.Error < 0.90 * result.NaiveError, $"{result.Error:P2} against {result.NaiveError:P2}");
    }

    [Fact]
    public void The_forecast_of_the_israeli_bank_clearly_beats_seasonal_naive()
    {
        var result = ForecastBacktest.Run(CallHistory.FromIntervals(6, Rows("bank_1999_6min.csv").Select(row =>
            new IntervalVolume(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(row[0]).Value, Number(row[1])))), 12);
        Assert.True(result.Error < 0.80 * result.NaiveError, $"{result.Error:P2} against {result.NaiveError:P2}");
    }

    [Fact]
    public void The_last_week_of_the_american_bank_needs_about_3600_agent_hours()
    {
        var history = American().WithIntervalMinutes(30);
        var volumes = history.Dates.TakeLast(5).SelectMany(date => Enumerable.Range(14, 29).Select(i => new IntervalVolume(date.At(new LocalTime(i / 2, i % 2 * 30)), history.CallsAt(date, i)!.Value)));
        var plan = StaffingPlan.For(volumes, 30, new() { HandlingSeconds = 75 });
        Assert.InRange(plan.OnQueueAgentHours, 3600, 3620);
        Assert.Equal(82, plan.PeakOnQueueAgents);
    }

    private static CallHistory American() =>
        CallHistory.FromIntervals(5, Rows("bank_2003_5min.csv").Select(row =>
        {
            var day = int.Parse(row[0], CultureInfo.InvariantCulture) - 1;
            return new IntervalVolume(new LocalDate(2003, 3, 3).PlusDays(day / 5 * 7 + day % 5).At(LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(row[2]).Value), Number(row[3]));
        }));

    private static IEnumerable<string[]> Rows(string file)
    {
        var folder = Environment.GetEnvironmentVariable("SCHEDULING_BENCHMARKS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "SCHEDULING_BENCHMARKS is not set");
        return File.ReadLines(Path.Combine(folder, "calls", file)).Skip(1).Select(line => line.Split(','));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
