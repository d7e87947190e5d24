using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Reads the audit log, and notes reads that must be noted. Commands note themselves.</summary>
public sealed class AuditStore(StoreSession store)
{
    /// <summary>Newest entries of a team, or of all.</summary>
    public Task<IReadOnlyList<AuditRow>> RecentAsync(string? team, int most = 200, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<AuditRow>>(async context => await context.Audit.Where(a => team == null || a.TeamId == team).OrderByDescending(a => a.Id).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>Notes that somebody read what is confidential.</summary>
    public Task NoteAsync(string? team, string by, string action, string subject, CancellationToken cancellation = default) => store.WriteAsync(context =>
    {
        store.Audit(context, team, by, action, subject);
        return Task.CompletedTask;
    }, cancellation);
}
