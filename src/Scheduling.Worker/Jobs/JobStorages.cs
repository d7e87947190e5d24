using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Scheduling.Store;

namespace Scheduling.Worker.Jobs;

/// <summary>Where Hangfire keeps its jobs: beside the store on PostgreSQL, else in memory, because a sweep at the start finds every run again.</summary>
internal static class JobStorages
{
    public const string Schema = "hangfire";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After this long without a sign of life a job is another worker's. It slides while the job runs. Runs do not wait for it: their own
    /// lease is shorter, and the sweeper goes by that.
    /// </summary>
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A lock this old may be taken from its owner. One whose connection was cut stays in the table, and until then no worker gets past it: with the default of 10 minutes all of them stand
    /// still for so long. Nothing of ours rests on these locks.
    /// </summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    public static JobStorage For(StoreOptions store, TimeProvider clock, CancellationToken stopping)
    {
        if (!store.IsPostgres)
        {
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) });
        }

        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = true,
            QueuePollInterval = Poll,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Invisibility,
            DistributedLockTimeout = LockTimeout,
        };
        // Connections of its own: what the store sets on its data source must not reach Hangfire.
        return new PostgreSqlStorage(new PatientConnections(new NpgsqlConnectionFactory(store.Postgres, options), clock, stopping), options);
    }
}
