using System.Collections.Concurrent;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Access;

/// <summary>Accounts as they were at most a few seconds ago, so that not every request of a page asks the database.</summary>
public sealed class AccountDirectory(AccountStore accounts, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (AccountRow? Row, long At)> _known = new(StringComparer.Ordinal);

    /// <summary>The account, when it lives and still has the stamp a session began with.</summary>
    public async Task<AccountRow?> FindAsync(string id, Guid stamp, CancellationToken cancellation = default)
    {
        if (!_known.TryGetValue(id, out var entry) || clock.GetElapsedTime(entry.At) > Fresh)
        {
            entry = (await accounts.FindAsync(id, cancellation), clock.GetTimestamp());
            _known[id] = entry;
        }

        return entry.Row is { Revoked: false } row && row.Stamp == stamp ? row : null;
    }

    /// <summary>Saves an account; sessions of this process notice at once, those of others within seconds.</summary>
    public async Task SaveAsync(AccountRow account, string? passwordHash, string by, CancellationToken cancellation = default)
    {
        await accounts.SaveAsync(account, passwordHash, by, cancellation);
        _known.TryRemove(account.Id, out _);
    }
}
