using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>
/// Chains audit rows, each team's and the installation's by themselves: the hash of a row is SHA-256 over the hash before it (64 zeros before the first), the chain, its
/// number, its instant in microseconds since 1970, who, what, to what, the detail, and the number of its change (empty without one), each
/// written as its length in bytes of UTF-8, a colon and itself. Whoever changes, adds or takes
/// away a row in the middle breaks every hash after it; whoever takes rows from the end is told by the chain's end, or by an export somebody kept.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands for the hash before the first row.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>An instant as both databases keep it: whole microseconds.</summary>
    public static Instant Stored(Instant instant) => Instant.FromUnixTimeTicks(Microseconds(instant) * 10);

    /// <summary>The hash of a row after the one with a hash.</summary>
    public static string HashOf(string before, AuditRow row)
    {
        var text = new StringBuilder();
        foreach (string part in (ReadOnlySpan<string>)
            [before, row.Chain, row.Number.ToString(CultureInfo.InvariantCulture), Microseconds(row.At).ToString(CultureInfo.InvariantCulture), row.By, row.Action, row.Subject, row.Detail,
                row.Change?.ToString(CultureInfo.InvariantCulture) ?? ""])
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(part)}:{part}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Adds what a transaction noted to the ends of the chains. The end of a chain is locked until the transaction ends, after all other locks.</summary>
    internal static async Task AppendAsync(SchedulingContext context, CancellationToken cancellation)
    {
        if (context.Noted.Count > 0)
        {
            await context.SaveChangesAsync(cancellation);
        }

        foreach (IGrouping<string, AuditRow> rows in context.Noted.GroupBy(row => row.Chain).OrderBy(chain => chain.Key, StringComparer.Ordinal))
        {
            AuditChainRow end = await EndAsync(context, rows.Key, cancellation);
            foreach (AuditRow row in rows)
            {
                row.Number = ++end.Number;
                row.Hash = end.Hash = HashOf(end.Hash, row);
                context.Audit.Add(row);
            }
        }

        context.Noted.Clear();
    }

    /// <summary>The end of a chain, locked; of a new one its beginning.</summary>
    private static async Task<AuditChainRow> EndAsync(SchedulingContext context, string chain, CancellationToken cancellation)
    {
        // Put together from a constant of the dialect.
#pragma warning disable EF1002
        List<AuditChainRow> known = await context.AuditChains.FromSqlRaw($"select * from audit_chain where chain = {{0}} {context.Dialect.LockRow}", chain).ToListAsync(cancellation);
#pragma warning restore EF1002
        return known.SingleOrDefault() ?? (await context.AuditChains.FromSql(
            $"insert into audit_chain (chain, number, hash) values ({chain}, 0, {Beginning}) on conflict (chain) do update set number = audit_chain.number returning chain, number, hash")
            .ToListAsync(cancellation)).Single();
    }

    private static long Microseconds(Instant instant) => (long)Math.Floor((instant - NodaConstants.UnixEpoch).TotalTicks / 10);
}
