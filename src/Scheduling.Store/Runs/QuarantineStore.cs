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
    private static readonly LocalizedText Shut = new("团队已暂停自动求解，此次求解不再继续。", "The team is quarantined; this run goes no further.");

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

    /// <summary>
    /// Takes the team of a run that failed into quarantine and tells it. Its other automatic runs end here, those still being solved and those lost workers left: nobody
    /// may claim them again, and being set free asks for what is still owed. The caller holds the team's lock.
    /// </summary>
    internal static async Task EnterAsync(SchedulingContext context, StoreSession store, RunRow failed, LocalizedText reason, CancellationToken cancellation)
    {
        (string team, LocalDate week) = (failed.TeamId!, failed.WeekStart!.Value);
        Instant now = store.Clock.GetCurrentInstant();
        string told = StoreJson.Write(reason);
        await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(set => set.SetProperty(t => t.QuarantinedAt, now).SetProperty(t => t.QuarantineReason, told), cancellation);
        string left = StoreJson.Write(Shut);
        await context.Runs.Where(r => r.TeamId == team && r.Id != failed.Id && r.Kind == RunKind.Automatic && r.State == RunState.Solving).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.State, RunState.Stopped).SetProperty(r => r.Message, left).SetProperty(r => r.EndedAt, now).SetProperty(r => r.LeaseUntil, (Instant?)null), cancellation);
        store.Audit(context, team, "worker", "team.quarantined", $"{week:uuuu-MM-dd}", reason.En);
        await TeamEvents.AddAsync(context, store, team, EventKinds.TeamQuarantined, new QuarantineEvent(team, week, reason), cancellation);
    }
}
