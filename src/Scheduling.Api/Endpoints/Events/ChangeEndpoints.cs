using NodaTime;
using NodaTime.Text;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Events;

/// <summary>A change of a team that was accepted.</summary>
/// <param name="Number">Its number; the next request goes on after it.</param>
/// <param name="InputVersion">The team's input version after it.</param>
/// <param name="Counts">Whether rosters are made from what it changed.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="By">Who made it.</param>
/// <param name="Kind">What was changed, such as <c>leave.approved</c>.</param>
/// <param name="Subject">What it was done to, such as the id of the leave.</param>
/// <param name="From">First day it touches; every day when absent.</param>
/// <param name="Until">Last day it touches; no end when absent.</param>
/// <param name="Weeks">Weeks it asked to be solved again.</param>
internal sealed record ChangeEntry(long Number, long InputVersion, bool Counts, Instant At, string By, string Kind, string Subject, LocalDate? From, LocalDate? Until, IReadOnlyList<LocalDate> Weeks)
{
    public static ChangeEntry Of(ChangeRow row) => new(
        row.Number, row.InputVersion, row.Counts, row.At, row.By, row.Kind, row.Subject, row.From, row.Until,
        [.. row.Weeks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(week => LocalDatePattern.Iso.Parse(week).Value)]);
}

/// <summary>Changes in order.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Next">What to ask for after next time.</param>
/// <param name="More">Whether there are more already.</param>
internal sealed record ChangesAnswer(IReadOnlyList<ChangeEntry> Changes, long Next, bool More);

/// <summary><c>/teams/{team}/changes</c>.</summary>
internal static class ChangeEndpoints
{
    private const int MostChanges = 1000;

    public static void MapChanges(this IEndpointRouteBuilder team) =>
        team.MapGet("/changes", ListAsync).For(
                Policies.ReadTeam, "Every accepted change of a team, in order", "after: the number to go on after, 0 for all; limit: 1 to 1000. Numbers have no gaps: nothing is missed.")
            .WithTags("Events").Produces<ChangesAnswer>();

    private static async Task<IResult> ListAsync(HttpContext http, string team, EventStore events, TeamReader teams, long after = 0, int limit = 200)
    {
        new InputCheck().Range("/limit", limit, 1, MostChanges).Range("/after", after, 0, long.MaxValue).Conclude();
        await teams.GetAsync(team, http.RequestAborted);
        IReadOnlyList<ChangeRow> rows = await events.ChangesAsync(team, after, limit + 1, http.RequestAborted);
        List<ChangeEntry> changes = [.. rows.Take(limit).Select(ChangeEntry.Of)];
        return Results.Ok(new ChangesAnswer(changes, changes.Count == 0 ? after : changes[^1].Number, rows.Count > limit));
    }
}
