using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Rules;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Teams;

/// <summary>The parts of a team's set-up that are changed by themselves; the version is that of the whole set-up.</summary>
internal static class SectionEndpoints
{
    public static void MapSections(this IEndpointRouteBuilder team)
    {
        Map(team, "contracts", "contracts", setup => setup.Contracts, (setup, items) => setup with { Contracts = items });
        Map(team, "shift-types", "shift types", setup => setup.ShiftTypes, (setup, items) => setup with { ShiftTypes = items });
        Map<Rule>(team, "rules", "rules", setup => setup.Rules, (setup, items) => setup with { Rules = items });
        Map(team, "service-goals", "service goals", setup => setup.Service, (setup, items) =>
        {
            TeamEndpoints.CheckService(items, "");
            return setup with { Service = items };
        });
    }

    private static void Map<T>(IEndpointRouteBuilder team, string path, string words, Func<TeamSetup, IReadOnlyList<T>> read, Func<TeamSetup, IReadOnlyList<T>, TeamSetup> change)
    {
        team.MapGet($"/{path}", async (HttpContext http, string team, TeamReader teams) => await AnswerAsync(http, team, teams, read))
            .For(Policies.ReadTeam, $"The {words} of a team").WithTags("Teams").Produces<IReadOnlyList<T>>();
        team.MapPut($"/{path}", async (HttpContext http, string team, TeamStore store, TeamReader teams) =>
            {
                long version = IfMatch.Required(http.Request);
                IReadOnlyList<T> items = await http.Request.ReadAsync<IReadOnlyList<T>>();
                TeamRow row = await teams.GetAsync(team, http.RequestAborted);
                await store.SaveSetupAsync(team, row.Name, change(StoreJson.Read<TeamSetup>(row.Setup), items), version, Caller.Of(http).Id, http.RequestAborted);
                return await AnswerAsync(http, team, teams, read);
            })
            .For(Policies.ChangeTeam, $"Replace the {words} of a team", "If-Match: the ETag of what was read.").WithTags("Teams").ByVersion().Takes<IReadOnlyList<T>>().Produces<IReadOnlyList<T>>();
    }

    private static async Task<IResult> AnswerAsync<T>(HttpContext http, string team, TeamReader teams, Func<TeamSetup, IReadOnlyList<T>> read)
    {
        TeamRow row = await teams.GetAsync(team, http.RequestAborted);
        IfMatch.Tell(http.Response, row.Version);
        return Results.Ok(read(StoreJson.Read<TeamSetup>(row.Setup)));
    }
}
