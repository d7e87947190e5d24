using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Events;

/// <summary>How a team stands, in numbers: whatever happens to it or to its weeks changes one of them.</summary>
/// <param name="Team">Its id.</param>
/// <param name="Changes">Changes accepted.</param>
/// <param name="Events">Events told.</param>
/// <param name="Quarantined">Whether it is in quarantine.</param>
/// <param name="Rosters">Revisions of all weeks.</param>
/// <param name="Living">Drafts, published ones and proposals among them.</param>
/// <param name="Runs">Runs of all weeks.</param>
/// <param name="Open">Runs that wait or are solved.</param>
public sealed record TeamMark(string Team, long Changes, long Events, bool Quarantined, int Rosters, int Living, int Runs, int Open);

/// <summary>Reads the change log and the events of teams.</summary>
public sealed class EventStore(StoreSession store)
{
    /// <summary>Changes of a team after a number, in order.</summary>
    public Task<IReadOnlyList<ChangeRow>> ChangesAsync(string team, long after, int most, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<ChangeRow>>(
            async context => await context.Changes.Where(c => c.TeamId == team && c.Number > after).OrderBy(c => c.Number).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>Events of a team after a number, in order.</summary>
    public Task<IReadOnlyList<EventRow>> EventsAsync(string team, long after, int most, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<EventRow>>(
            async context => await context.Events.Where(e => e.TeamId == team && e.Number > after).OrderBy(e => e.Number).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>The number of a team's newest event; 0 before the first.</summary>
    public Task<long> NewestAsync(string team, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Teams.Where(t => t.Id == team).Select(t => t.EventCount).SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>How teams stand, in one query.</summary>
    public Task<IReadOnlyList<TeamMark>> MarksAsync(IReadOnlyCollection<string> teams, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<TeamMark>>(async context => await context.Teams.Where(t => teams.Contains(t.Id)).Select(t => new TeamMark(
            t.Id, t.ChangeCount, t.EventCount, t.QuarantinedAt != null,
            context.Rosters.Count(r => r.TeamId == t.Id),
            context.Rosters.Count(r => r.TeamId == t.Id && (r.State == RosterState.Draft || r.State == RosterState.Published || r.State == RosterState.Proposal)),
            context.Runs.Count(r => r.TeamId == t.Id),
            context.Runs.Count(r => r.TeamId == t.Id && (r.State == RunState.Queued || r.State == RunState.Solving)))).ToListAsync(cancellation), cancellation);
}
