using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Week;

/// <summary>A history, the hours in which it counts, the forecast of the days after it and what such a forecast was worth in the past.</summary>
internal sealed record ForecastPlan
{
    public required CallsFile Calls { get; init; }

    public required WeeklyHours Hours { get; init; }

    /// <summary>Whether the hours were named by the planner, not taken from what the history recorded.</summary>
    public required bool HoursAreGiven { get; init; }

    public required LocalDate Start { get; init; }

    public required LocalDate FirstDay { get; init; }

    /// <summary>The last day that the forecast was made from.</summary>
    public required LocalDate LastKnown { get; init; }

    /// <summary>Every interval of every day; closed ones with zero calls.</summary>
    public required IReadOnlyList<ForecastInterval> Intervals { get; init; }

    public required int IntervalMinutes { get; init; }

    /// <summary>Null when the history is too short for one or has no calls.</summary>
    public required BacktestResult? Backtest { get; init; }

    /// <summary>Reads the history and forecasts from its days before the start.</summary>
    /// <exception cref="BadInputException">A file is wrong, or there is nothing to forecast from.</exception>
    public static ForecastPlan Make(string callsPath, string? hoursPath, LocalDate firstDay, LocalDate? start, int days, int intervalMinutes)
    {
        WeeklyHours? given = hoursPath is null ? null : ProblemFile.ReadHours(hoursPath);
        CallsFile calls = CallsFile.Read(callsPath, firstDay);
        CallHistory history = calls.InIntervalsOf(intervalMinutes);
        WeeklyHours hours = given ?? WeeklyHours.FromHistory(history);
        LocalDate first = start ?? calls.LastDate.PlusDays(1 + (((int)hours.WeekStart - (int)calls.LastDate.DayOfWeek - 1 + 7) % 7));
        // What happened from the start on is not known when the week is planned.
        CallHistory known = hours.Open(history.Between(history.Dates.First(), first.PlusDays(-1)));
        if (known.DayCount == 0 || Period.DaysBetween(calls.LastDate, first) > 366)
        {
            throw new BadInputException("start-far-from-history", "--start",
                $"起始日（--start）为 {first:uuuu-MM-dd}，话务历史从 {calls.FirstDate:uuuu-MM-dd} 到 {calls.LastDate:uuuu-MM-dd}；起始日应在历史开始之后、结束后一年之内。",
                $"The start (--start) is {first:uuuu-MM-dd} and the history runs from {calls.FirstDate:uuuu-MM-dd} to {calls.LastDate:uuuu-MM-dd}; it must lie after the first day and within a year after the last.");
        }

        var settings = new ForecastSettings { IntervalMinutes = intervalMinutes };
        IReadOnlyList<ForecastInterval> intervals = [.. CallForecaster.Forecast(known, first, days, settings).Intervals
            .Select(i => hours.IsAnyOpen(i.Start, intervalMinutes) ? i : new ForecastInterval(i.Start, 0, 0, 0))];
        return new ForecastPlan
        {
            Calls = calls,
            Hours = hours,
            HoursAreGiven = given is not null,
            Start = first,
            FirstDay = firstDay,
            LastKnown = known.Dates.Last(),
            Intervals = intervals,
            IntervalMinutes = intervalMinutes,
            Backtest = BacktestOf(known, settings),
        };
    }

    /// <summary>Says where the numbers come from and what was taken for granted.</summary>
    public void Tell(CommandOutput output)
    {
        output.Line(
            $"话务历史：{Calls.FirstDate:uuuu-MM-dd} 至 {LastKnown:uuuu-MM-dd}，{Calls.History.DayCount} 天，每 {Calls.History.IntervalMinutes} 分钟一条记录。",
            $"History: {Calls.FirstDate:uuuu-MM-dd} to {LastKnown:uuuu-MM-dd}, {Calls.History.DayCount} days, counted every {Calls.History.IntervalMinutes} min.");
        if (Calls.CountsWeekdays)
        {
            output.Line(
                $"假定：第 1 天为 {FirstDay:uuuu-MM-dd}（--first-day），之后为连续的工作日，周末关闭。",
                $"Assumed: day 1 is {FirstDay:uuuu-MM-dd} (--first-day), the days after it are consecutive weekdays, and weekends are closed.");
        }

        HistoryGaps.Tell(Calls.History.Between(Calls.FirstDate, LastKnown), output);
        if (!HoursAreGiven)
        {
            LocalizedText hours = HoursText.Of(Hours.Periods);
            output.Line(
                $"假定：没有 --hours，以历史中有记录的时段为营业时间（{hours.Zh}），不随夏令时变化。",
                $"Assumed: without --hours the recorded intervals are the opening hours ({hours.En}), without daylight saving.");
        }

        output.Text(Backtest is { } test
            ? output.In(
                FormattableString.Invariant($"预测误差（回测 {test.Weeks.Length} 周）：{test.Error:P1}；照搬上周为 {test.NaiveError:P1}。"),
                FormattableString.Invariant($"Forecast error over {test.Weeks.Length} backtested weeks: {test.Error:P1}; repeating the week before: {test.NaiveError:P1}."))
            : !HasCalls(Calls.History, Calls.History.Dates)
            ? output.In("历史中没有任何通话，无法回测。", "The history has no calls, so there is nothing to backtest.")
            : WeeksToTest(Calls.FirstDate, LastKnown) < 1
            ? output.In("历史太短（不足三周），无法回测。", "The history is too short for a backtest (less than three weeks).")
            : output.In("历史的最后几周没有任何通话，无法回测。", "The last weeks of the history have no calls, so there is nothing to backtest."));
    }

    private static BacktestResult? BacktestOf(CallHistory known, ForecastSettings settings)
    {
        LocalDate last = known.Dates.Last();
        int weeks = WeeksToTest(known.Dates.First(), last);
        return weeks < 1 || !HasCalls(known, known.Dates.Where(date => date > last.PlusDays(-7 * weeks))) ? null : ForecastBacktest.Run(known, weeks, settings);
    }

    private static int WeeksToTest(LocalDate first, LocalDate last) => Math.Min(8, (Period.DaysBetween(first, last) - 13) / 7);

    private static bool HasCalls(CallHistory history, IEnumerable<LocalDate> dates) =>
        dates.Any(date => Enumerable.Range(0, history.IntervalsPerDay).Any(i => history.CallsAt(date, i) > 0));
}
