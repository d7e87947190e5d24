using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Store.Teams;

/// <summary>
/// A change of what rosters are made from: counts it on the team (which lets one change of a team go at a time) and asks for
/// a new solve of the weeks it touches that have a roster and are not over.
/// </summary>
internal static class TeamChange
{
    /// <summary>Waits a moment before an automatic run, so that many changes at once make one run.</summary>
    public static Duration Debounce { get; } = Duration.FromSeconds(1);

    /// <summary>Counts a change and locks the team until the transaction ends; the team as it then is.</summary>
    public static async Task<TeamRow> CountAsync(SchedulingContext context, string team, CancellationToken cancellation)
    {
        await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion + 1), cancellation);
        return await TeamReader.RowAsync(context, team, cancellation);
    }

    /// <summary>Lets one command of a team go at a time, without counting a change. Fails when there is no such team.</summary>
    public static async Task LockAsync(SchedulingContext context, string team, CancellationToken cancellation)
    {
        if (await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion), cancellation) == 0)
        {
            throw StoreException.NotFound("team", "团队", team);
        }
    }

    /// <summary>Asks for automatic runs of the weeks that touch some days (all of them by default); the ids of the runs, also of one that was waiting already.</summary>
    public static async Task<IReadOnlyList<Guid>> ResolveAsync(
        SchedulingContext context, StoreSession store, TeamRow team, LocalDate? from, LocalDate? until, LocalizedText cause, string by, CancellationToken cancellation)
    {
        var setup = StoreJson.Read<TeamSetup>(team.Setup);
        LocalDate today = store.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[setup.TimeZone]).Date;
        LocalDate earliest = (from > today ? from.Value : today).PlusDays(-6);
        List<LocalDate> weeks = await context.Rosters
            .Where(r => r.TeamId == team.Id && r.WeekStart >= earliest && (until == null || r.WeekStart <= until) && (r.State == RosterState.Draft || r.State == RosterState.Published))
            .Select(r => r.WeekStart).Distinct().OrderBy(w => w).ToListAsync(cancellation);
        List<Guid> runs = [];
        foreach (LocalDate week in weeks)
        {
            RunRow? waiting = await context.Runs.SingleOrDefaultAsync(r => r.TeamId == team.Id && r.WeekStart == week && r.State == RunState.Queued && r.Kind == RunKind.Automatic, cancellation);
            if (waiting is null)
            {
                waiting = new RunRow
                {
                    Id = Guid.CreateVersion7(store.Clock.GetCurrentInstant().ToDateTimeOffset()),
                    Kind = RunKind.Automatic,
                    Owner = by,
                    TeamId = team.Id,
                    WeekStart = week,
                    Options = StoreJson.Write(RunOptions.Automatic),
                    State = RunState.Queued,
                    DueAt = store.Clock.GetCurrentInstant() + Debounce,
                    CreatedBy = by,
                    CreatedAt = store.Clock.GetCurrentInstant(),
                };
                context.Runs.Add(waiting);
            }

            // The newest cause is told; what it holds of earlier ones is in the audit log.
            waiting.Cause = StoreJson.Write(cause);
            runs.Add(waiting.Id);
        }

        return runs;
    }
}
