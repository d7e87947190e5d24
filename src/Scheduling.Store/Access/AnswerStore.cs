using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Keeps answers under idempotency keys, so that a request sent twice acts once.</summary>
public sealed class AnswerStore(StoreSession store)
{
    /// <summary>How long an answer is replayed.</summary>
    public static Duration Kept { get; } = Duration.FromDays(1);

    private const long PurgedAfterSeconds = 600;

    private long _purged;

    /// <summary>Status of a request that was carried out while its answer was lost.</summary>
    public const int LostStatus = -1;

    /// <summary>
    /// After this long a request that has not been answered is taken for lost: the process that answered it ended. Its key is free again, unless it was carried out.
    /// </summary>
    public static Duration Lost { get; } = Duration.FromMinutes(10);

    /// <summary>Takes a key for a request. Null: it is the first, go on; else the row of the earlier one (status 0: still being answered).</summary>
    public async Task<AnswerRow?> BeginAsync(string client, string key, string requestHash, CancellationToken cancellation = default)
    {
        Instant now = store.Clock.GetCurrentInstant();
        await PurgeAsync(now, cancellation);
        var row = new AnswerRow { Client = client, Key = key, RequestHash = requestHash, CreatedAt = now };
        return await store.WriteAsync(async context =>
        {
            if (await context.Database.ExecuteSqlAsync(
                $"insert into answer (client, key, request_hash, created_at, status, acted) values ({client}, {key}, {requestHash}, {now.ToDateTimeUtc()}, 0, false) on conflict (client, key) do nothing", cancellation) == 1)
            {
                return null;
            }

            AnswerRow known = await context.Answers.SingleAsync(a => a.Client == client && a.Key == key, cancellation);
            bool lost = known.Status == 0 && known.CreatedAt < now - Lost;
            if (known.CreatedAt < now - Kept || (lost && !known.Acted))
            {
                // As if it had not been there; of two who find it so the second finds the first.
                context.Remove(known);
                await context.SaveChangesAsync(cancellation);
                context.Add(row);
                return null;
            }

            known.Status = lost ? LostStatus : known.Status;
            return known;
        }, cancellation);
    }

    /// <summary>Takes away what is replayed no more; once in a while, for it reads all of them.</summary>
    private async Task PurgeAsync(Instant now, CancellationToken cancellation)
    {
        long last = Volatile.Read(ref _purged);
        long seconds = now.ToUnixTimeSeconds();
        if (seconds < last + PurgedAfterSeconds || Interlocked.CompareExchange(ref _purged, seconds, last) != last)
        {
            return;
        }

        await store.WriteAsync(context => context.Answers.Where(a => a.CreatedAt < now - Kept).ExecuteDeleteAsync(cancellation), cancellation);
    }

    /// <summary>Keeps the answer.</summary>
    public Task CompleteAsync(string client, string key, int status, string? contentType, string? location, string? etag, string body, CancellationToken cancellation = default) =>
        store.WriteAsync(context => context.Answers.Where(a => a.Client == client && a.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Status, status).SetProperty(a => a.ContentType, contentType).SetProperty(a => a.Location, location).SetProperty(a => a.ETag, etag).SetProperty(a => a.Body, body), cancellation), cancellation);

    /// <summary>Sets a key free, when the request failed in a way that is worth another try; one that was carried out all the same is not to be carried out again.</summary>
    public Task ForgetAsync(string client, string key, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        await context.Answers.Where(a => a.Client == client && a.Key == key && !a.Acted).ExecuteDeleteAsync(cancellation);
        await context.Answers.Where(a => a.Client == client && a.Key == key).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, LostStatus), cancellation);
    }, cancellation);
}
