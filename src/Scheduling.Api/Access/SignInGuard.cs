using System.Threading.RateLimiting;

namespace Scheduling.Api.Access;

/// <summary>Slows guessing down: ten wrong passwords of a name from an address in a minute, and the next are not even looked at.</summary>
internal sealed class SignInGuard : IDisposable
{
    public const int MostFailures = 10;

    private readonly PartitionedRateLimiter<(string Name, string Address)> _failures = PartitionedRateLimiter.Create<(string Name, string Address), (string, string)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostFailures, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Whether a try is looked at.</summary>
    public bool IsOpen(string name, string address)
    {
        using RateLimitLease lease = _failures.AttemptAcquire((name, address), 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts a wrong password.</summary>
    public void Failed(string name, string address)
    {
        using RateLimitLease lease = _failures.AttemptAcquire((name, address));
    }

    public void Dispose() => _failures.Dispose();
}
