using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Events;

/// <summary>Commands on webhooks of teams.</summary>
public sealed class WebhookStore(StoreSession store)
{
    /// <summary>Stands for every kind of event.</summary>
    public const string AllKinds = "*";

    /// <summary>Whether a webhook is told of a kind of event.</summary>
    public static bool Wants(WebhookRow webhook, string kind) => webhook.Kinds == AllKinds || webhook.Kinds.Split(' ').Contains(kind);

    /// <summary>The webhooks of a team, oldest first. Fails when there is no such team.</summary>
    public Task<IReadOnlyList<WebhookRow>> ListAsync(string team, CancellationToken cancellation = default) => store.ReadAsync<IReadOnlyList<WebhookRow>>(async context =>
    {
        await TeamReader.RowAsync(context, team, cancellation);
        return await context.Webhooks.Where(w => w.TeamId == team).OrderBy(w => w.Id).ToListAsync(cancellation);
    }, cancellation);

    /// <summary>Adds a webhook; it is told what happens from now on.</summary>
    public Task<WebhookRow> AddAsync(string team, string url, IReadOnlyList<string> kinds, string secret, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        await TeamChange.LockAsync(context, team, cancellation);
        Instant now = store.Clock.GetCurrentInstant();
        var webhook = new WebhookRow
        {
            Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
            TeamId = team,
            Url = url,
            Kinds = kinds.Count == 0 ? AllKinds : string.Join(' ', kinds),
            Secret = secret,
            CreatedAt = now,
            CreatedBy = by,
        };
        context.Webhooks.Add(webhook);
        store.Audit(context, team, by, "webhook.added", $"{webhook.Id}", url);
        return webhook;
    }, cancellation);

    /// <summary>Takes a webhook away with its delivery log.</summary>
    public Task RemoveAsync(string team, Guid id, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        WebhookRow webhook = await RowAsync(context, team, id, cancellation);
        context.Webhooks.Remove(webhook);
        store.Audit(context, team, by, "webhook.removed", $"{id}", webhook.Url);
    }, cancellation);

    /// <summary>Lets a webhook be told again; what was given up meanwhile can be replayed.</summary>
    public Task<WebhookRow> EnableAsync(string team, Guid id, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        WebhookRow webhook = await RowAsync(context, team, id, cancellation);
        if (webhook.DisabledAt is not null)
        {
            (webhook.DisabledAt, webhook.DisabledReason) = (null, null);
            store.Audit(context, team, by, "webhook.enabled", $"{id}", webhook.Url);
        }

        return webhook;
    }, cancellation);

    internal static async Task<WebhookRow> RowAsync(SchedulingContext context, string team, Guid id, CancellationToken cancellation) =>
        await context.Webhooks.SingleOrDefaultAsync(w => w.TeamId == team && w.Id == id, cancellation) ?? throw StoreException.NotFound("webhook", "回调", $"{id}");
}
