using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Keeps answers under idempotency keys, so that a request sent twice acts once.</summary>
public sealed class AnswerStore(StoreSession store)
{
    /// <summary>How long an answer is replayed.</summary>
    public static Duration Kept { get; } = Duration.FromDays(1);

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
        try
        {
            return await store.WriteAsync(async context =>
            {
                await context.Answers.Where(a => a.CreatedAt < now - Kept || (a.Status == 0 && !a.Acted && a.CreatedAt < now - Lost)).ExecuteDeleteAsync(cancellation);
                await context.Answers.Where(a => a.Client == client && a.Key == key && a.Status == 0 && a.CreatedAt < now - Lost)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, LostStatus), cancellation);
                if (await context.Answers.AsNoTracking().SingleOrDefaultAsync(a => a.Client == client && a.Key == key, cancellation) is { } known)
                {
                    return known;
                }

                context.Answers.Add(new AnswerRow { Client = client, Key = key, RequestHash = requestHash, CreatedAt = now });
                return null;
            }, cancellation);
        }
        catch (StoreException fault) when (fault.Failure == StoreFailure.Stale)
        {
            return await store.ReadAsync(context => context.Answers.SingleAsync(a => a.Client == client && a.Key == key, cancellation), cancellation);
        }
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
