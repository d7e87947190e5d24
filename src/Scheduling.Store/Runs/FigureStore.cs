using Microsoft.EntityFrameworkCore;

// The raw SQL below is put together from the dialect's constants; it has no values.
#pragma warning disable EF1002, EF1003

namespace Scheduling.Store.Runs;

/// <summary>How one queue stands.</summary>
/// <param name="Queue">One of <see cref="QueueNames"/>.</param>
/// <param name="Waiting">Runs that are due and wait for a worker.</param>
/// <param name="AgeSeconds">How long the oldest of them has been due.</param>
public sealed record QueueFigures(string Queue, long Waiting, double AgeSeconds);

/// <summary>How the installation stands; seconds are by the database's clock.</summary>
/// <param name="Queues">Each queue in which something waits.</param>
/// <param name="Solving">Runs a worker has.</param>
/// <param name="LeaseAgeSeconds">How long the run that has been with a worker longest was claimed; 0 when none is.</param>
/// <param name="LeaseOverdueSeconds">How long the lease that ran out first has been over without another worker taking its run; 0 when none has.</param>
/// <param name="Refused">Results that were refused since the beginning, for they came too late or were made from older data.</param>
/// <param name="Quarantined">Teams of which nothing is solved automatically.</param>
/// <param name="Owed">Weeks that are owed an answer.</param>
/// <param name="Deliveries">Deliveries of events that are due.</param>
/// <param name="DeliveryAgeSeconds">How long the oldest of them has been due.</param>
public sealed record StoreFigures(
    IReadOnlyList<QueueFigures> Queues, long Solving, double LeaseAgeSeconds, double LeaseOverdueSeconds, long Refused, long Quarantined, long Owed, long Deliveries, double DeliveryAgeSeconds);

/// <summary>Reads the figures that operators watch.</summary>
public sealed class FigureStore(StoreSession store)
{
    /// <summary>The figures as they are now, of all teams.</summary>
    public Task<StoreFigures> ReadAsync(CancellationToken cancellation = default) => store.ReadAsync(async context =>
    {
        StoreDialect sql = context.Dialect;
        string now = sql.Now;
        List<QueueRow> queues = await context.Database.SqlQueryRaw<QueueRow>(
            $"select queue, count(*) as waiting, max({sql.Since("coalesce(due_at, created_at)")}) as age from run "
            + $"where state = 'Queued' and (due_at is null or due_at <= {now}) group by queue").ToListAsync(cancellation);
        Numbers numbers = await context.Database.SqlQueryRaw<Numbers>(
            "select (select count(*) from run where state = 'Solving') as solving, "
            + $"(select coalesce(max({sql.Since("started_at")}), 0.0) from run where state = 'Solving') as age, "
            + $"(select coalesce(max({sql.Since("lease_until")}), 0.0) from run where state = 'Solving' and lease_until < {now}) as overdue, "
            + "(select cast(coalesce(sum(refused), 0) as bigint) from run) as refused, "
            + "(select count(*) from team where quarantined_at is not null) as quarantined, "
            + "(select count(*) from solve_request where wanted > solved) as owed, "
            + $"(select count(*) from delivery where state = 'Waiting' and (due_at is null or due_at <= {now})) as deliveries, "
            + $"(select coalesce(max({sql.Since("coalesce(due_at, created_at)")}), 0.0) from delivery where state = 'Waiting' and (due_at is null or due_at <= {now})) as oldest")
            .SingleAsync(cancellation);
        return new StoreFigures(
            [.. queues.Select(q => new QueueFigures(q.Queue, q.Waiting, Math.Max(0, q.Age)))], numbers.Solving, Math.Max(0, numbers.Age),
            numbers.Overdue, numbers.Refused, numbers.Quarantined, numbers.Owed,
            numbers.Deliveries, Math.Max(0, numbers.Oldest));
    }, cancellation);

    // One word each: the naming of columns does not touch them.
    private sealed record QueueRow(string Queue, long Waiting, double Age);

    private sealed record Numbers(long Solving, double Age, double Overdue, long Refused, long Quarantined, long Owed, long Deliveries, double Oldest);
}
