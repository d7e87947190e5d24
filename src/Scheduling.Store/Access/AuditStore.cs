using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Reads the audit log, and notes reads that must be noted. Commands note themselves.</summary>
public sealed class AuditStore(StoreSession store)
{
    /// <summary>Newest entries of a team, or of all; <c>""</c> for those of the installation.</summary>
    public Task<IReadOnlyList<AuditRow>> RecentAsync(string? team, int most = 200, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<AuditRow>>(async context => await context.Audit.Where(a => team == null || a.Chain == team)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Number).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>Notes that somebody read what is confidential.</summary>
    public Task NoteAsync(string? team, string by, string action, string subject, CancellationToken cancellation = default) => store.WriteAsync(context =>
    {
        store.Audit(context, team, by, action, subject);
        return Task.CompletedTask;
    }, cancellation);

    /// <summary>Hands over every entry, chain by chain and in order.</summary>
    /// <param name="team">One team only; <c>""</c> for the installation; all when null.</param>
    /// <param name="take">Is given each entry.</param>
    public Task ExportAsync(string? team, Func<AuditRow, Task> take, CancellationToken cancellation = default) => store.ReadAsync(async context =>
    {
        await foreach (AuditRow row in Rows(context, team).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await take(row);
        }

        return true;
    }, cancellation);

    /// <summary>
    /// Proves the chains of all teams and of the installation: every hash, every number, their ends; and that each accepted change has one entry and no entry of a change
    /// is without one. All is read in one snapshot, so that it may be done while the program runs.
    /// </summary>
    public Task<AuditReport> VerifyAsync(CancellationToken cancellation = default) => store.SnapshotAsync(async context =>
    {
        var check = new AuditCheck();
        await foreach (AuditRow row in Rows(context, null).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            check.Take(row);
        }

        check.Compare(await context.AuditChains.ToListAsync(cancellation));
        check.Count(await context.Changes.OrderBy(c => c.TeamId).ThenBy(c => c.Number).Select(c => new AcceptedChange(c.TeamId, c.Number, c.Kind, c.Subject)).ToListAsync(cancellation));
        return check.Report;
    }, cancellation);

    private static IQueryable<AuditRow> Rows(SchedulingContext context, string? team) =>
        context.Audit.Where(a => team == null || a.Chain == team).OrderBy(a => a.Chain).ThenBy(a => a.Number);
}
