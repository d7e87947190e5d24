using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Demand;

/// <summary>An upload of volumes.</summary>
internal sealed record VolumeAnswer(Guid Id, string Post, string FileName, int IntervalMinutes, LocalDate FirstDate, LocalDate LastDate, Instant UploadedAt, string UploadedBy)
{
    public static VolumeAnswer Of(VolumeRow row) => new(row.Id, row.Post, row.FileName, row.IntervalMinutes, row.FirstDate, row.LastDate, row.UploadedAt, row.UploadedBy);
}

/// <summary>The demand of a week, and where it comes from.</summary>
internal sealed record DemandAnswer(int Number, Engine.Domain.Demand Demand, IReadOnlyList<DemandBasis> Basis, Instant? CreatedAt, string? CreatedBy);

/// <summary>The demand that was put in force, and the automatic runs it asked for.</summary>
internal sealed record DemandSavedAnswer(int Number, IReadOnlyList<Guid> Runs, DemandMoveAnswer Move, DemandBasis? Basis);

/// <summary>How far staffing moved from what the week was last solved for.</summary>
/// <param name="Percent">Agents wanted more or less, summed over the intervals, in percent.</param>
/// <param name="MostAgents">Agents in the interval that moves furthest.</param>
/// <param name="BelowThreshold">It stays below the team's threshold, so that the week is not solved again for it.</param>
internal sealed record DemandMoveAnswer(double Percent, int MostAgents, bool BelowThreshold)
{
    public static DemandMoveAnswer Of(DemandMove move) => new(move.Percent, move.MostAgents, move.IsBelow);
}

/// <summary>Intervals that are to be put in force; all others stay.</summary>
internal sealed record DemandPatchRequest
{
    /// <summary>The intervals, in series as in a demand. Where a series says no floors, the floors stay.</summary>
    public required IReadOnlyList<IntervalDemand> Intervals { get; init; }
}

/// <summary>A forecast to be put in force.</summary>
internal sealed record WeekForecastRequest
{
    /// <summary>Id of the post.</summary>
    public required string Post { get; init; }

    /// <summary>Service goals; the team's own when absent.</summary>
    public PostService? Service { get; init; }

    /// <summary>Older volumes are left out; all are used when absent.</summary>
    public LocalDate? FirstHistoryDate { get; init; }
}

/// <summary><c>/teams/{team}/volumes</c>, and demand of a week.</summary>
internal static class DemandEndpoints
{
    public static void MapDemand(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder volumes = team.MapGroup("/volumes").WithTags("Demand");
        volumes.MapGet("", UploadsAsync).For(Policies.ReadTeam, "Uploaded volumes, newest first").Produces<IReadOnlyList<VolumeAnswer>>();
        volumes.MapPost("", UploadAsync).For(Policies.ChangeDemand, "Upload recorded volumes of a post", "CSV: start,calls. firstDay dates a file that counts weekdays (day,weekday,start,calls).")
            .Accepts<string>("text/csv").WithMetadata(new OpenApi.BodyExample("start,calls\n2026-06-01T09:00,120\n2026-06-01T09:30,134\n")).Produces<VolumeAnswer>(StatusCodes.Status201Created).ByKey();
        RouteGroupBuilder week = team.MapGroup("/weeks/{week}").WithTags("Demand");
        week.MapGet("/demand", GetAsync).For(Policies.ReadTeam, "The demand of a week").Produces<DemandAnswer>();
        week.MapPut("/demand", PutAsync).For(Policies.ChangeDemand, "Put a demand in force for a week").ByVersion(false).Takes<Engine.Domain.Demand>(
            """{"intervals":[{"post":"phone","date":"2026-07-06","from":"09:00","required":[3,4,4,5]}]}""").Produces<DemandSavedAnswer>();
        week.MapPatch("/demand", PatchAsync).For(
                Policies.ChangeDemand, "Put some intervals of a demand in force", "All others stay. A change below the team's threshold is put in force too, but the week is not solved again for it.")
            .ByVersion(false).Takes<DemandPatchRequest>("""{"intervals":[{"post":"phone","date":"2026-07-06","from":"09:00","required":[4,5]}]}""").Produces<DemandSavedAnswer>();
        week.MapPost("/forecast", ForecastAsync).For(Policies.ChangeDemand, "Make the demand of a post from its volumes", "Forecast, staffing, shrinkage; other posts keep their demand.")
            .Takes<WeekForecastRequest>("""{"post":"phone"}""").Produces<DemandSavedAnswer>();
    }

    private static async Task<IResult> UploadsAsync(HttpContext http, string team, DemandStore demands, TeamReader teams)
    {
        await teams.GetAsync(team, http.RequestAborted);
        return Results.Ok((await demands.UploadsAsync(team, http.RequestAborted)).Select(VolumeAnswer.Of));
    }

    private static async Task<IResult> UploadAsync(HttpContext http, string team, string post, DemandStore demands, string? firstDay = null, string fileName = "calls.csv")
    {
        var options = new CallReadOptions { FileName = fileName[..Math.Min(100, fileName.Length)], FirstDay = firstDay is null ? null : Days.Read(firstDay, "firstDay") };
        CallHistory history = CallHistoryReader.Read(await http.Request.BytesAsync(), options).OrRefuse();
        VolumeRow row = await demands.AddVolumesAsync(team, post, options.FileName, history, Caller.Of(http).Id, http.RequestAborted);
        return Results.Created($"/api/v1/teams/{team}/volumes", VolumeAnswer.Of(row));
    }

    private static async Task<IResult> GetAsync(HttpContext http, string team, Day week, DemandStore demands, TeamReader teams)
    {
        TeamRow row = await teams.GetAsync(team, http.RequestAborted);
        WeekStarts.Check(StoreJson.Read<TeamSetup>(row.Setup), week.Date);
        WeekDemand demand = await demands.GetAsync(team, week.Date, http.RequestAborted);
        IfMatch.Tell(http.Response, demand.Number);
        return Results.Ok(new DemandAnswer(demand.Number, demand.Demand, demand.Basis, demand.CreatedAt, demand.CreatedBy));
    }

    private static async Task<IResult> PutAsync(HttpContext http, string team, Day week, DemandStore demands)
    {
        var demand = await http.Request.ReadAsync<Engine.Domain.Demand>();
        return Saved(http, await demands.SaveAsync(team, week.Date, demand, [], Caller.Of(http).Id, IfMatch.Given(http.Request), http.RequestAborted));
    }

    private static async Task<IResult> PatchAsync(HttpContext http, string team, Day week, DemandStore demands)
    {
        var patch = await http.Request.ReadAsync<DemandPatchRequest>();
        return Saved(http, await demands.PatchAsync(team, week.Date, patch.Intervals, Caller.Of(http).Id, IfMatch.Given(http.Request), http.RequestAborted));
    }

    private static IResult Saved(HttpContext http, DemandOutcome outcome)
    {
        IfMatch.Tell(http.Response, outcome.Number);
        return Results.Ok(new DemandSavedAnswer(outcome.Number, outcome.Runs, DemandMoveAnswer.Of(outcome.Move), null));
    }

    private static async Task<IResult> ForecastAsync(HttpContext http, string team, Day week, WeekForecast forecast)
    {
        var request = await http.Request.ReadAsync<WeekForecastRequest>();
        WeekForecastOutcome outcome = await forecast.SaveAsync(team, week.Date, request.Post, request.Service, request.FirstHistoryDate, Caller.Of(http).Id, http.RequestAborted);
        IfMatch.Tell(http.Response, outcome.Number);
        return Results.Ok(new DemandSavedAnswer(outcome.Number, outcome.Runs, DemandMoveAnswer.Of(outcome.Move), outcome.Basis));
    }
}
