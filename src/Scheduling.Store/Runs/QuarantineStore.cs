using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Runs;

/// <summary>
/// Teams whose automatic runs took their processes down again and again: nothing of them is solved automatically until a person sets them free. Changes are still
/// accepted, rosters stay, and a planner may solve.
/// </summary>
public sealed class QuarantineStore(StoreSession store)
{
    /// <summary>Sets a team free: what its weeks are owed is solved at once, from the first attempt. A team that is free stays so.</summary>
    public Task<TeamRow> LiftAsync(string team, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
        if (row.QuarantinedAt is null)
        {
            return row;
        }

        row.QuarantinedAt = null;
        row.QuarantineReason = null;
        store.Audit(context, team, by, "quarantine.lifted", team);
        await TeamChange.AskAgainAsync(context, store, team, by, cancellation);
        return row;
    }, cancellation);

    /// <summary>Takes a team into quarantine and tells it. The caller holds the team's lock.</summary>
    internal static async Task EnterAsync(SchedulingContext context, StoreSession store, string team, LocalDate week, LocalizedText reason, CancellationToken cancellation)
    {
        Instant now = store.Clock.GetCurrentInstant();
        string told = StoreJson.Write(reason);
        await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(set => set.SetProperty(t => t.QuarantinedAt, now).SetProperty(t => t.QuarantineReason, told), cancellation);
        store.Audit(context, team, "worker", "team.quarantined", $"{week:uuuu-MM-dd}", reason.En);
        await TeamEvents.AddAsync(context, store, team, EventKinds.TeamQuarantined, new QuarantineEvent(team, week, reason), cancellation);
    }
}
