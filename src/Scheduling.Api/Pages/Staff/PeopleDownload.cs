using System.Globalization;
using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Staff;

/// <summary>The people of a team as a file.</summary>
internal static class PeopleDownload
{
    public static void MapPeopleDownload(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/teams/{team}/people/file", GetAsync).RequireAuthorization(Policies.ReadTeam).AddEndpointFilter<TeamScope>().ExcludeFromDescription();

    private static async Task<IResult> GetAsync(string team, TeamReader teams, string? language = null, CancellationToken cancellation = default)
    {
        await teams.GetAsync(team, cancellation);
        List<Employee> people = [.. (await teams.EmployeesAsync(team, cancellation)).Select(e => StoreJson.Read<Employee>(e.Body))];
        return Results.File(PeopleFile.Write(people, Wording.Of(language).Culture), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{team}-people.csv"));
    }
}
