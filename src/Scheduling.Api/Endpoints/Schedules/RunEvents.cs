using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>A state a run has come into.</summary>
internal sealed record StateEvent(string State, string? Status, bool StopRequested, int Attempts, LocalizedText? Message, int? RosterNumber);

/// <summary>A better roster or a better bound.</summary>
internal sealed record ProgressEvent(int Sequence, long ElapsedMilliseconds, IReadOnlyList<LevelAnswer> Levels);

/// <summary>
/// Tells a run's progress as server-sent events, read from the database four times a second: the same whichever worker solves.
/// </summary>
internal static class RunEvents
{
    private const string Silence = ": still here\n\n";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    public static async Task WriteAsync(HttpContext http, Guid id, RunStore runs, TimeProvider clock)
    {
        await RunScope.OfAsync(http, runs, id);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        int sequence = int.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out int last) ? last : 0;
        StateEvent? told = null;
        string? score = null;
        long spoke = clock.GetTimestamp();
        // A stream has no end of its own: without a look at this one it would hold up the end of the program.
        var lifetime = http.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var pace = new PeriodicTimer(Pace, clock);
        do
        {
            // The moment first: whatever progress came before the end is then read after it.
            RunMoment? moment = await runs.MomentAsync(id, http.RequestAborted);
            bool spoken = false;
            foreach (RunPoint point in await runs.ProgressAsync(id, sequence, http.RequestAborted))
            {
                sequence = point.Sequence;
                spoken = true;
                await SendAsync(http, "progress", new ProgressEvent(point.Sequence, point.ElapsedMilliseconds, [.. point.Levels.Select(LevelAnswer.Of)]), sequence);
            }

            if (moment?.Score is not null && moment.Score != score)
            {
                score = moment.Score;
                spoken = true;
                await SendAsync(http, "roster", ScoreSummary.Of(StoreJson.Read<RosterScore>(score)));
            }

            StateEvent? now = moment is null ? null : Of(moment);
            if (now is not null && now != told)
            {
                told = now;
                spoken = true;
                await SendAsync(http, "state", now);
            }

            if (moment is null || RunWords.HasEnded(moment.State))
            {
                await SendAsync(http, "end", now ?? new StateEvent(RunWords.Of(RunState.Failed), null, false, 0, null, null));
                return;
            }

            if (spoken)
            {
                spoke = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(spoke) > LongestSilence)
            {
                spoke = clock.GetTimestamp();
                await http.Response.WriteAsync(Silence, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        while (await pace.WaitForNextTickAsync(http.RequestAborted) && !lifetime.ApplicationStopping.IsCancellationRequested);
    }

    private static StateEvent Of(RunMoment moment) => new(
        RunWords.Of(moment.State), moment.Score is null ? null : RunWords.Of(StoreJson.Read<RosterScore>(moment.Score).Status), moment.StopRequested, moment.Attempts,
        moment.Message is null ? null : StoreJson.Read<LocalizedText>(moment.Message), moment.RosterNumber);

    private static async Task SendAsync<T>(HttpContext http, string kind, T data, int? sequence = null)
    {
        string id = sequence is null ? "" : $"id: {sequence}\n";
        await http.Response.WriteAsync($"{id}event: {kind}\ndata: {StoreJson.Write(data)}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
