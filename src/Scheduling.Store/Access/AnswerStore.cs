using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>
/// A request that came with an idempotency key. The first command of it that is committed notes so in its own transaction (<see cref="StoreSession.Carry"/>): of two requests with one
/// key the second to come there fails, whatever it did goes back, and nothing is left of a process that died before.
/// </summary>
/// <param name="Client">Who sent it.</param>
/// <param name="Key">Its key, the client's own.</param>
/// <param name="Hash">SHA-256 of all that makes it what it is.</param>
public sealed record KeyedRequest(string Client, string Key, string Hash)
{
    /// <summary>Whether a command of it was committed.</summary>
    public bool Acted { get; internal set; }
}

/// <summary>Keeps answers under idempotency keys, so that a request sent twice acts once.</summary>
public sealed class AnswerStore(StoreSession store)
{
    /// <summary>How long an answer is replayed.</summary>
    public static Duration Kept { get; } = Duration.FromDays(1);

    /// <summary>Status of a request that was carried out while its answer was lost.</summary>
    public const int LostStatus = -1;

    /// <summary>After this long the answer of a request that was carried out is taken for lost: the process that was to give it ended.</summary>
    public static Duration Lost { get; } = Duration.FromMinutes(1);

    private const long PurgedAfterSeconds = 600;

    private static readonly HotQuery<Func<SchedulingContext, string, string, CancellationToken, Task<AnswerRow?>>> Known = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string client, string key, CancellationToken cancellation) => context.Answers.AsNoTracking().SingleOrDefault(a => a.Client == client && a.Key == key)));

    private long _purged;

    /// <summary>What is known of a key. Null: no request with it was carried out or answered; status 0: carried out, and still being answered.</summary>
    public async Task<AnswerRow?> FindAsync(string client, string key, CancellationToken cancellation = default)
    {
        Instant now = store.Clock.GetCurrentInstant();
        await PurgeAsync(now, cancellation);
        AnswerRow? known = await store.ReadAsync(context => Known.For(context)(context, client, key, cancellation), cancellation);
        if (known?.CreatedAt < now - Kept)
        {
            await store.ReadAsync(context => context.Answers.Where(a => a.Client == client && a.Key == key && a.CreatedAt == known.CreatedAt).ExecuteDeleteAsync(cancellation), cancellation);
            return null;
        }

        if (known?.Status == 0 && known.CreatedAt < now - Lost)
        {
            known.Status = LostStatus;
        }

        return known;
    }

    /// <summary>Keeps the answer.</summary>
    public Task CompleteAsync(
        KeyedRequest request, int status, string? contentType, string? location, string? etag, string body, CancellationToken cancellation = default) => store.ReadAsync(
            context => context.Database.ExecuteSqlAsync(
                $"""
                insert into answer (client, key, request_hash, created_at, status, acted, content_type, location, e_tag, body)
                values ({request.Client}, {request.Key}, {request.Hash}, {store.Clock.GetCurrentInstant().ToDateTimeUtc()}, {status}, {request.Acted}, {contentType}, {location}, {etag}, {body})
                on conflict (client, key) do update set status = excluded.status, content_type = excluded.content_type, location = excluded.location, e_tag = excluded.e_tag, body = excluded.body
                where answer.status = 0 and answer.request_hash = excluded.request_hash
                """,
                cancellation),
            cancellation);

    /// <summary>Notes that a request was carried out and has no answer.</summary>
    public Task LoseAsync(KeyedRequest request, CancellationToken cancellation = default) => store.ReadAsync(
        context => context.Answers.Where(a => a.Client == request.Client && a.Key == request.Key).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, LostStatus), cancellation), cancellation);

    /// <summary>Takes away what is replayed no more; once in a while, for it reads all of them.</summary>
    private async Task PurgeAsync(Instant now, CancellationToken cancellation)
    {
        long last = Volatile.Read(ref _purged);
        long seconds = now.ToUnixTimeSeconds();
        if (seconds >= last + PurgedAfterSeconds && Interlocked.CompareExchange(ref _purged, seconds, last) == last)
        {
            await store.ReadAsync(context => context.Answers.Where(a => a.CreatedAt < now - Kept).ExecuteDeleteAsync(cancellation), cancellation);
        }
    }
}
