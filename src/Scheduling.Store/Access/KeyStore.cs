using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>Commands on API keys. Only their hash is stored.</summary>
public sealed class KeyStore(StoreSession store)
{
    private static readonly HotQuery<Func<SchedulingContext, string, Instant, CancellationToken, Task<KeyRow?>>> Living = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string hash, Instant now, CancellationToken cancellation) => context.Keys.AsNoTracking().SingleOrDefault(k => k.Hash == hash && !k.Revoked && k.ExpiresAt > now)));

    /// <summary>All keys, newest first.</summary>
    public Task<IReadOnlyList<KeyRow>> ListAsync(CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<KeyRow>>(async context => await context.Keys.OrderByDescending(k => k.CreatedAt).ToListAsync(cancellation), cancellation);

    /// <summary>The living key with a hash, or null.</summary>
    public Task<KeyRow?> FindAsync(string hash, CancellationToken cancellation = default)
    {
        Instant now = store.Clock.GetCurrentInstant();
        return store.ReadAsync(context => Living.For(context)(context, hash, now, cancellation), cancellation);
    }

    /// <summary>Keeps a new key.</summary>
    public Task AddAsync(KeyRow key, string by, CancellationToken cancellation = default) => store.WriteAsync(context =>
    {
        key.CreatedAt = store.Clock.GetCurrentInstant();
        context.Keys.Add(key);
        store.Audit(context, null, by, "key.added", key.Name, $"{key.Role} {key.Teams}");
        return Task.CompletedTask;
    }, cancellation);

    /// <summary>Ends a key at once.</summary>
    public Task RevokeAsync(Guid id, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        KeyRow key = await context.Keys.SingleOrDefaultAsync(k => k.Id == id, cancellation) ?? throw StoreException.NotFound("key", "密钥", $"{id}");
        key.Revoked = true;
        store.Audit(context, null, by, "key.revoked", key.Name);
    }, cancellation);
}
