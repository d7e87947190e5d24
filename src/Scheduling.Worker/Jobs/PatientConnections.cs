using Hangfire.PostgreSql;
using Npgsql;
using Scheduling.Store;

namespace Scheduling.Worker.Jobs;

/// <summary>
/// Hangfire's connections, opened again and again for a while where the database is away. To Hangfire each failure is a reason to wait longer before its next look, by the square of their
/// number in seconds: after an outage of 20 s its workers would sleep on for up to 16 s, after a long one for minutes.
/// </summary>
internal sealed class PatientConnections(IConnectionFactory connections, TimeProvider clock, CancellationToken stopping) : IConnectionFactory
{
    /// <summary>Longest wait: a request that enqueues a run must not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>An open connection.</summary>
    /// <exception cref="NpgsqlException">There was none to be had for that long, or the process ends.</exception>
    public NpgsqlConnection GetOrCreateConnection()
    {
        long began = clock.GetTimestamp();
        while (true)
        {
            NpgsqlConnection connection = connections.GetOrCreateConnection();
            try
            {
                connection.Open();
                return connection;
            }
            catch (Exception fault) when (StoreOutage.Is(fault) && clock.GetElapsedTime(began) < Patience && !stopping.IsCancellationRequested)
            {
                connection.Dispose();
                stopping.WaitHandle.WaitOne(Pause);
            }
        }
    }
}
