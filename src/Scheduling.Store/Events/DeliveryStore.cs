using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

// The raw SQL below is put together from the dialect's constants; every value is a parameter.
#pragma warning disable EF1002, EF1003

namespace Scheduling.Store.Events;

/// <summary>A delivery in the log, with its newest try.</summary>
public sealed record DeliveryView(DeliveryRow Delivery, string Kind, DeliveryAttemptRow? Last);

/// <summary>A delivery a sender has claimed.</summary>
public sealed record ClaimedDelivery(DeliveryRow Delivery, WebhookRow Webhook, EventRow Event);

/// <summary>What came of a try.</summary>
/// <param name="Status">What the receiver answered; null when it did not.</param>
/// <param name="Error">Why there was no answer.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record DeliveryTry(int? Status, string? Error, int Milliseconds)
{
    private const int Gone = 410;

    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The receiver wants nothing more.</summary>
    public bool IsGone => Status == Gone;
}

/// <summary>A sender's side of deliveries, and their log. Leases and tokens are those of runs: a sender that lost its lease writes nothing.</summary>
public sealed class DeliveryStore(StoreSession store)
{
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14),
        Duration.FromHours(20), Duration.FromHours(24),
    ];

    /// <summary>Pauses between tries, about 75 hours together; after the last try a delivery is given up.</summary>
    public static IReadOnlyList<Duration> RetryPauses => Pauses;

    /// <summary>Claims the next delivery that is due, in the order of events; null when there is none.</summary>
    public Task<ClaimedDelivery?> ClaimAsync(Duration lease, CancellationToken cancellation = default) => store.WriteAsync<ClaimedDelivery?>(async context =>
    {
        StoreDialect sql = context.Dialect;
        Guid? next = await context.Database.SqlQueryRaw<Guid?>(
            $"select d.id as \"Value\" from delivery d where d.state = 'Waiting' and (d.due_at is null or d.due_at <= {sql.Now}) and (d.lease_until is null or d.lease_until < {sql.Now}) "
            + $"order by d.created_at, d.id limit 1 {sql.SkipLocked}").FirstOrDefaultAsync(cancellation);
        if (next is not { } id)
        {
            return null;
        }

        int rows = await context.Database.ExecuteSqlRawAsync(
            $"update delivery set lease_token = lease_token + 1, attempts = attempts + 1, lease_until = {sql.NowPlus("{0}")} where id = {{1}} and state = 'Waiting' "
            + $"and (lease_until is null or lease_until < {sql.Now})", [lease.TotalSeconds, id], cancellation);
        if (rows == 0)
        {
            return null;
        }

        DeliveryRow delivery = await context.Deliveries.AsNoTracking().SingleAsync(d => d.Id == id, cancellation);
        return new ClaimedDelivery(
            delivery,
            await context.Webhooks.AsNoTracking().SingleAsync(w => w.Id == delivery.WebhookId, cancellation),
            await context.Events.AsNoTracking().SingleAsync(e => e.TeamId == delivery.TeamId && e.Number == delivery.EventNumber, cancellation));
    }, cancellation);

    /// <summary>
    /// Writes a try down: delivered, to be tried again after a pause, or given up after the last one. A receiver that answers 410 Gone is told nothing more. False when
    /// the lease was lost.
    /// </summary>
    public Task<bool> EndAsync(ClaimedDelivery claimed, DeliveryTry came, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        Instant now = store.Clock.GetCurrentInstant();
        DeliveryRow delivery = claimed.Delivery;
        bool last = came.IsGone || delivery.Attempts > Pauses.Length;
        DeliveryState state = came.Succeeded ? DeliveryState.Delivered : last ? DeliveryState.GivenUp : DeliveryState.Waiting;
        Instant? deliveredAt = came.Succeeded ? now : null;
        int rows = await context.Deliveries.Where(d => d.Id == delivery.Id && d.LeaseToken == delivery.LeaseToken && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.LeaseUntil, (Instant?)null).SetProperty(d => d.DeliveredAt, deliveredAt), cancellation);
        if (rows == 0)
        {
            return false;
        }

        context.DeliveryAttempts.Add(new DeliveryAttemptRow
        {
            DeliveryId = delivery.Id,
            Number = delivery.LeaseToken,
            At = now,
            Status = came.Status,
            Error = came.Error,
            Milliseconds = came.Milliseconds,
        });
        if (state == DeliveryState.Waiting)
        {
            await context.Database.ExecuteSqlRawAsync(
                $"update delivery set due_at = {context.Dialect.NowPlus("{0}")} where id = {{1}}", [Pauses[delivery.Attempts - 1].TotalSeconds, delivery.Id], cancellation);
        }

        if (came.IsGone)
        {
            await DisableAsync(context, claimed.Webhook, now, cancellation);
        }

        return true;
    }, cancellation);

    /// <summary>Newest deliveries of a webhook.</summary>
    public Task<IReadOnlyList<DeliveryView>> RecentAsync(string team, Guid webhook, int most = 200, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<DeliveryView>>(async context =>
        {
            await WebhookStore.RowAsync(context, team, webhook, cancellation);
            return await context.Deliveries.Where(d => d.WebhookId == webhook).OrderByDescending(d => d.EventNumber).Take(most)
                .Select(d => new DeliveryView(
                    d,
                    context.Events.Where(e => e.TeamId == d.TeamId && e.Number == d.EventNumber).Select(e => e.Kind).Single(),
                    context.DeliveryAttempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Number).FirstOrDefault()))
                .ToListAsync(cancellation);
        }, cancellation);

    /// <summary>Sends a delivery again, from the first try; one that waits is sent at once.</summary>
    public Task ReplayAsync(string team, Guid webhook, Guid delivery, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        WebhookRow row = await WebhookStore.RowAsync(context, team, webhook, cancellation);
        if (row.DisabledAt is not null)
        {
            throw StoreException.Conflict("webhook-disabled", "该回调已停用；请先启用它。", "The webhook is disabled; enable it first.");
        }

        int rows = await context.Deliveries.Where(d => d.Id == delivery && d.WebhookId == webhook).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.Attempts, 0).SetProperty(d => d.DueAt, (Instant?)null)
                .SetProperty(d => d.LeaseUntil, (Instant?)null).SetProperty(d => d.LeaseToken, d => d.LeaseToken + 1), cancellation);
        if (rows == 0)
        {
            throw StoreException.NotFound("delivery", "投递", $"{delivery}");
        }

        store.Audit(context, team, by, "delivery.replayed", $"{delivery}");
    }, cancellation);

    private async Task DisableAsync(SchedulingContext context, WebhookRow webhook, Instant now, CancellationToken cancellation)
    {
        await context.Webhooks.Where(w => w.Id == webhook.Id).ExecuteUpdateAsync(set => set.SetProperty(w => w.DisabledAt, now).SetProperty(w => w.DisabledReason, "410 Gone"), cancellation);
        await context.Deliveries.Where(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.GivenUp), cancellation);
        store.Audit(context, webhook.TeamId, "sender", "webhook.disabled", $"{webhook.Id}", "410 Gone");
    }
}
