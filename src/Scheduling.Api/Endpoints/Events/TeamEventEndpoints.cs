using System.Globalization;
using System.Text.Json;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Events;

/// <summary>An event as the stream tells it; webhooks tell the same.</summary>
internal sealed record TeamEventAnswer(string Type, Instant Timestamp, long Number, JsonElement Data);

/// <summary><c>/teams/{team}/events</c>: what happens to a team as server-sent events. A caller is told what its role may read elsewhere.</summary>
internal static class TeamEventEndpoints
{
    private const int MostAtOnce = 500;
    private const string Silence = ": still here\n\n";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    public static void MapTeamEvents(this IEndpointRouteBuilder team) =>
        team.MapGet("/events", WriteAsync).For(
                Policies.Anyone, "What happens to a team, as server-sent events",
                "The id of an event is its number; Last-Event-ID, or after in the query, resumes without a gap. Without either the stream begins with what happens next. A role is told what it may read elsewhere.")
            .WithTags("Events").Produces<TeamEventAnswer>(StatusCodes.Status200OK, "text/event-stream");

    /// <summary>Whether a caller is told of a kind of event. An agent is told of published rosters.</summary>
    public static bool May(Caller caller, string kind) => kind switch
    {
        EventKinds.RosterPublished => caller.May(Policies.ReadRoster),
        EventKinds.LeaveDecided => caller.May(Policies.ReadLeave) && caller.Role != Store.Access.Role.Agent,
        _ => caller.May(Policies.ReadDraft),
    };

    private static async Task WriteAsync(HttpContext http, string team, EventStore events, TeamReader teams, TimeProvider clock, long? after = null)
    {
        await teams.GetAsync(team, http.RequestAborted);
        Caller caller = Caller.Of(http);
        long last = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen
            : after ?? await events.NewestAsync(team, http.RequestAborted);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.WriteAsync(Silence, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        long spoke = clock.GetTimestamp();
        // A stream has no end of its own: without a look at this one it would hold up the end of the program.
        var lifetime = http.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var pace = new PeriodicTimer(Pace, clock);
        do
        {
            IReadOnlyList<EventRow> rows = await events.EventsAsync(team, last, MostAtOnce, http.RequestAborted);
            foreach (EventRow row in rows)
            {
                last = row.Number;
                if (May(caller, row.Kind))
                {
                    await http.Response.WriteAsync(Text(row), http.RequestAborted);
                }
            }

            if (rows.Count > 0 || clock.GetElapsedTime(spoke) > LongestSilence)
            {
                await http.Response.WriteAsync(rows.Count > 0 ? "" : Silence, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                spoke = clock.GetTimestamp();
            }
        }
        while (await pace.WaitForNextTickAsync(http.RequestAborted) && !lifetime.ApplicationStopping.IsCancellationRequested);
    }

    private static string Text(EventRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        string json = Store.StoreJson.Write(new TeamEventAnswer(row.Kind, row.At, row.Number, data.RootElement));
        return $"id: {row.Number.ToString(CultureInfo.InvariantCulture)}\nevent: {row.Kind}\ndata: {json}\n\n";
    }
}
