using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Catalogue;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Teams;

/// <summary>What stands of a week in a list. Outdated: a change that touches the week came after it was judged.</summary>
internal sealed record WeekHeadAnswer(LocalDate Week, int Number, string State, ScoreSummary Score, bool Outdated);

/// <summary>A team in a list.</summary>
internal sealed record TeamListAnswer(string Id, string Name, int Employees, int RequestedLeave, IReadOnlyList<WeekHeadAnswer> Weeks);

/// <summary>A team with its set-up.</summary>
internal sealed record TeamAnswer(string Id, string Name, long Version, long InputVersion, Instant CreatedAt, QuarantineAnswer? Quarantine, TeamSetup Setup)
{
    public static TeamAnswer Of(TeamRow row) => new(row.Id, row.Name, row.Version, row.InputVersion, row.CreatedAt, QuarantineAnswer.Of(row), StoreJson.Read<TeamSetup>(row.Setup));
}

/// <summary>Why nothing of a team is solved automatically: a solve took its process down again and again.</summary>
internal sealed record QuarantineAnswer(Instant Since, LocalizedText Reason)
{
    public static QuarantineAnswer? Of(TeamRow row) => row is { QuarantinedAt: { } since, QuarantineReason: { } reason } ? new QuarantineAnswer(since, StoreJson.Read<LocalizedText>(reason)) : null;
}

/// <summary>A team as it shall be.</summary>
internal sealed record TeamRequest
{
    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>What it keeps from week to week.</summary>
    public required TeamSetup Setup { get; init; }
}

/// <summary><c>/teams</c> and <c>/teams/{team}</c>.</summary>
internal static class TeamEndpoints
{
    public static void MapTeams(this IEndpointRouteBuilder api, IEndpointRouteBuilder team)
    {
        RouteGroupBuilder teams = api.MapGroup("/teams").WithTags("Teams");
        teams.MapGet("", ListAsync).For(Policies.Anyone, "Your teams with what stands of their weeks").Produces<IReadOnlyList<TeamListAnswer>>();
        teams.MapPost("", CreateAsync).For(Policies.CreateTeam, "Make a team from the problem of a week", "id: lower-case letters, digits and hyphens. Its history becomes the published roster of the week before.")
            .Takes<SchedulingProblem>(System.Text.Encoding.UTF8.GetString(DemoData.All[0].Body)).Produces<TeamAnswer>(StatusCodes.Status201Created);
        team.MapGet("", GetAsync).For(Policies.ReadTeam, "A team with its set-up").WithTags("Teams").Produces<TeamAnswer>();
        team.MapDelete("/quarantine", LiftAsync).For(
            Policies.ChangeTeam, "Set a team free", "Nothing of a team in quarantine is solved automatically. What its weeks are owed is solved at once.").WithTags("Teams").Produces<TeamAnswer>();
        team.MapPut("", PutAsync).For(Policies.ChangeTeam, "Change name and set-up of a team", "If-Match: the ETag of what was read.").WithTags("Teams").ByVersion().Takes<TeamRequest>().Produces<TeamAnswer>();
    }

    private static async Task<IResult> LiftAsync(HttpContext http, string team, QuarantineStore quarantine)
    {
        TeamRow row = await quarantine.LiftAsync(team, Caller.Of(http).Id, http.RequestAborted);
        IfMatch.Tell(http.Response, row.Version);
        return Results.Ok(TeamAnswer.Of(row));
    }

    private static async Task<IResult> ListAsync(HttpContext http, TeamReader teams)
    {
        Caller caller = Caller.Of(http);
        bool drafts = caller.May(Policies.ReadDraft);
        return Results.Ok((await teams.ListAsync(caller.TeamFilter, http.RequestAborted)).Select(t => new TeamListAnswer(
            t.Id, t.Name, t.Employees, caller.May(Policies.DecideLeave) || caller.May(Policies.ReadTeam) ? t.RequestedLeave : 0,
            [.. t.Weeks.Where(w => drafts || w.State == RosterState.Published)
                .Select(w => new WeekHeadAnswer(w.WeekStart, w.Number, w.State.ToString().ToUpperInvariant(), ScoreSummary.Of(StoreJson.Read<RosterScore>(w.Score)), w.Outdated))])));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, string id, TeamStore store, TeamReader teams)
    {
        Caller caller = Caller.Of(http);
        if (!caller.Reaches(id))
        {
            throw new RequestRefusedException(StatusCodes.Status403Forbidden, "team-out-of-reach", $"您无权管理团队“{id}”，不能创建它。", $"You do not reach team '{id}', so you cannot make it.");
        }

        await store.CreateAsync(id, await http.Request.ReadProblemAsync(), caller.Id, http.RequestAborted);
        TeamRow row = await teams.GetAsync(id, http.RequestAborted);
        IfMatch.Tell(http.Response, row.Version);
        return Results.Created($"/api/v1/teams/{id}", TeamAnswer.Of(row));
    }

    private static async Task<IResult> GetAsync(HttpContext http, string team, TeamReader teams)
    {
        TeamRow row = await teams.GetAsync(team, http.RequestAborted);
        IfMatch.Tell(http.Response, row.Version);
        return Results.Ok(TeamAnswer.Of(row));
    }

    private static async Task<IResult> PutAsync(HttpContext http, string team, TeamStore store, TeamReader teams)
    {
        long version = IfMatch.Required(http.Request);
        var request = await http.Request.ReadAsync<TeamRequest>();
        CheckService(request.Setup.Service, "/setup/service");
        await store.SaveSetupAsync(team, request.Name, request.Setup, version, Caller.Of(http).Id, http.RequestAborted);
        return await GetAsync(http, team, teams);
    }

    /// <summary>Refuses service goals that cannot be staffed by.</summary>
    public static void CheckService(IReadOnlyList<PostService> service, string pointer)
    {
        var check = new InputCheck();
        for (int i = 0; i < service.Count; i++)
        {
            ServiceCheck.Of(service[i], $"{pointer}/{i}", check);
        }

        check.Conclude();
    }
}
