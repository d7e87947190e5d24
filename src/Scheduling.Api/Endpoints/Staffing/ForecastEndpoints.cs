using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Endpoints.Staffing;

/// <summary>A history and what to forecast from it.</summary>
internal sealed record ForecastRequest
{
    /// <summary>Length of an interval of the history in minutes. Default 30.</summary>
    public int HistoryIntervalMinutes { get; init; } = 30;

    /// <summary>What was recorded; intervals that are not listed were not, which is not zero.</summary>
    public required IReadOnlyList<VolumeInput> History { get; init; }

    /// <summary>First day to forecast; the day after the history when absent.</summary>
    public LocalDate? FirstDate { get; init; }

    /// <summary>Days to forecast, 1 to 366. Default 7.</summary>
    public int Days { get; init; } = 7;

    /// <summary>Length of a forecast interval, a multiple of the history's. The history's when absent.</summary>
    public int? IntervalMinutes { get; init; }

    /// <summary>Days that follow no weekday, past and future.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>Lower end of the band in percent, 1 to 49. Default 10.</summary>
    public int LowerPercent { get; init; } = 10;

    /// <summary>Upper end of the band in percent, 51 to 99. Default 90.</summary>
    public int UpperPercent { get; init; } = 90;
}

/// <summary>Forecast contacts per interval, each with a band.</summary>
internal sealed record ForecastAnswer(int IntervalMinutes, LocalDate FirstDate, int Days, int HistoryDays, IReadOnlyList<ForecastIntervalAnswer> Intervals);

/// <summary>Forecast contacts of an interval.</summary>
internal sealed record ForecastIntervalAnswer(LocalDateTime Start, double Contacts, double Low, double High);

/// <summary><c>/forecasts</c>.</summary>
internal static class ForecastEndpoints
{
    private const string Example = """
        {"historyIntervalMinutes":30,"days":7,"history":[{"start":"2026-06-29T09:00:00","contacts":120},{"start":"2026-06-29T09:30:00","contacts":140}]}
        """;

    public static void MapForecasts(this IEndpointRouteBuilder api) => api.MapPost("/forecasts", PostAsync)
        .For(
            Policies.UseEngine, "Volumes per interval with a band, from history",
            "Takes JSON, or the history as text/csv (start,calls) with firstDate, days and intervalMinutes in the query; firstDay dates a file that counts weekdays.")
        .WithTags("Staffing").Accepts<ForecastRequest>("application/json", "text/csv").WithMetadata(new OpenApi.BodyExample(Example)).Produces<ForecastAnswer>();

    private static async Task<IResult> PostAsync(HttpContext http, string? firstDate = null, int days = 7, int? intervalMinutes = null, string? firstDay = null)
    {
        if (http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true)
        {
            CallHistory calls = CallHistoryReader.Read(
                await http.Request.BytesAsync(), new CallReadOptions { FirstDay = firstDay is null ? null : Days.Read(firstDay, "firstDay") }).OrRefuse();
            return Answer(calls, new ForecastRequest { History = [], FirstDate = firstDate is null ? null : Days.Read(firstDate, "firstDate"), Days = days, IntervalMinutes = intervalMinutes });
        }

        var request = await http.Request.ReadAsync<ForecastRequest>();
        var check = new InputCheck();
        check.When(request.HistoryIntervalMinutes is < 1 or > 1440 || 1440 % request.HistoryIntervalMinutes != 0, "interval-length", "/historyIntervalMinutes", "时段长度应能整除一天。", "The interval must divide the day.");
        for (int i = 0; i < request.History.Count; i++)
        {
            VolumeInput volume = request.History[i];
            check.Range($"/history/{i}/contacts", volume.Contacts, 0, 1e6);
            check.When(
                volume.Start.Second != 0 || (volume.Start.Hour * 60 + volume.Start.Minute) % Math.Max(1, request.HistoryIntervalMinutes) != 0,
                "interval-start", $"/history/{i}/start", "时段的开始时间不在时段网格上。", "The start does not lie on the grid of the intervals.");
        }

        check.Conclude();
        return Answer(CallHistory.FromIntervals(request.HistoryIntervalMinutes, request.History.Select(v => new IntervalVolume(v.Start, v.Contacts))), request);
    }

    private static IResult Answer(CallHistory history, ForecastRequest request)
    {
        int interval = request.IntervalMinutes ?? history.IntervalMinutes;
        new InputCheck()
            .When(history.DayCount == 0, "no-volumes", "/history", "没有任何历史数据。", "There is no history.")
            .Range("/days", request.Days, 1, 366)
            .Range("/lowerPercent", request.LowerPercent, 1, 49)
            .Range("/upperPercent", request.UpperPercent, 51, 99)
            .When(interval is < 1 or > 1440 || 1440 % interval != 0 || interval % history.IntervalMinutes != 0, "interval-length", "/intervalMinutes",
                $"预测时段为 {interval} 分钟；应能整除一天，且是历史时段 {history.IntervalMinutes} 分钟的倍数。", $"The forecast interval is {interval} min; it must divide the day and be a multiple of the history's {history.IntervalMinutes} min.")
            .Conclude();
        LocalDate last = history.Dates.Last();
        LocalDate first = request.FirstDate ?? last.PlusDays(1);
        new InputCheck().When(
            first <= history.Dates.First() || Period.DaysBetween(last, first) > 366, "start-far-from-history", "/firstDate",
            $"预测首日为 {first:uuuu-MM-dd}，历史为 {history.Dates.First():uuuu-MM-dd} 至 {last:uuuu-MM-dd}；首日应在历史开始之后、结束后一年之内。",
            $"The first day is {first:uuuu-MM-dd} and the history runs from {history.Dates.First():uuuu-MM-dd} to {last:uuuu-MM-dd}; it must lie after its start and within a year of its end.").Conclude();
        VolumeForecast forecast = CallForecaster.Forecast(history, first, request.Days, new ForecastSettings
        {
            IntervalMinutes = interval,
            Holidays = [.. request.Holidays],
            LowerPercent = request.LowerPercent,
            UpperPercent = request.UpperPercent,
        });
        return Results.Ok(new ForecastAnswer(interval, first, request.Days, history.DayCount, [.. forecast.Intervals.Select(i => new ForecastIntervalAnswer(
            i.Start, Math.Round(i.Calls, 3), Math.Round(i.LowCalls, 3), Math.Round(i.HighCalls, 3)))]));
    }
}
