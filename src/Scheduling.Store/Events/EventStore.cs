using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Events;

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
}
