using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Npgsql;
using Scheduling.Store.Access;
using Scheduling.Store.Events;
using Scheduling.Store.Providers;
using Scheduling.Store.Rosters;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Store.Walls;

namespace Scheduling.Store;

/// <summary>Where the data are: on PostgreSQL when there is a connection string, else in a SQLite file.</summary>
public sealed record StoreOptions
{
    /// <summary>Connection string of a PostgreSQL database.</summary>
    public string? Postgres { get; init; }

    /// <summary>Path of the SQLite file.</summary>
    public string? SqliteFile { get; init; }

    /// <summary>How long an automatic run waits after a change for more of them, so that many changes make one run. Default 1 s.</summary>
    public Duration Debounce { get; init; } = Duration.FromSeconds(1);

    /// <summary>Longest time an automatic run is put off by changes that keep coming. Default 30 s.</summary>
    public Duration LongestWait { get; init; } = Duration.FromSeconds(30);

    public bool IsPostgres => !string.IsNullOrWhiteSpace(Postgres);
}

/// <summary>Puts the store into a host.</summary>
public static class StoreSetup
{
    private const int MostPrepared = 200;

    public static IServiceCollection AddSchedulingStore(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        if (options.IsPostgres)
        {
            var reach = new ReachInterceptor();
            services.AddPooledDbContextFactory<PostgresContext>(o => o.UseNpgsql(Pooled(options.Postgres!)).UseSnakeCaseNamingConvention().AddInterceptors(reach, new OneConnection()));
            services.AddSingleton<IDbContextFactory<SchedulingContext>>(p => new AnyContextFactory<PostgresContext>(p.GetRequiredService<IDbContextFactory<PostgresContext>>()));
        }
        else
        {
            string file = options.SqliteFile ?? throw new InvalidOperationException("Neither a PostgreSQL connection string nor a SQLite file is given.");
            var builder = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 };
            services.AddPooledDbContextFactory<SqliteContext>(o => o.UseSqlite(builder.ToString()).UseSnakeCaseNamingConvention());
            services.AddSingleton<IDbContextFactory<SchedulingContext>>(p => new AnyContextFactory<SqliteContext>(p.GetRequiredService<IDbContextFactory<SqliteContext>>()));
        }

        return services
            .AddSingleton<StoreSession>().AddSingleton<TeamStore>().AddSingleton<TeamReader>().AddSingleton<LeaveStore>().AddSingleton<StaffStore>().AddSingleton<DemandStore>()
            .AddSingleton<RosterStore>().AddSingleton<RosterEditor>().AddSingleton<RunStore>().AddSingleton<RunLeases>().AddSingleton<QuarantineStore>().AddSingleton<FigureStore>()
            .AddSingleton<EventStore>().AddSingleton<WebhookStore>().AddSingleton<DeliveryStore>()
            .AddSingleton<AccountStore>().AddSingleton<KeyStore>().AddSingleton<AnswerStore>().AddSingleton<AuditStore>();
    }

    /// <summary>Brings the database up to date; one that is needs no right to change tables. Several processes may do it at once: the migration lock lets one go first.</summary>
    public static async Task MigrateStoreAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var options = services.GetRequiredService<StoreOptions>();
        if (options is { IsPostgres: false, SqliteFile: { } file } && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using SchedulingContext context = await services.GetRequiredService<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync(cancellation);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>
    /// Each time a connection is opened it is told anew whose teams it is to show (<see cref="ReachInterceptor"/>), so that the pool need not reset it. Statements that come again are prepared once per connection, unless the connection
    /// string says otherwise: planning them costs more than running them.
    /// </summary>
    private static string Pooled(string connection)
    {
        // Npgsql's own builder says of every word it knows that it is there.
        var said = new DbConnectionStringBuilder { ConnectionString = connection };
        var parts = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        parts.MaxAutoPrepare = said.ContainsKey("Max Auto Prepare") || said.ContainsKey("MaxAutoPrepare") ? parts.MaxAutoPrepare : MostPrepared;
        return parts.ConnectionString;
    }

    private sealed class AnyContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<SchedulingContext>
        where TContext : SchedulingContext
    {
        public SchedulingContext CreateDbContext() => inner.CreateDbContext();

        public async Task<SchedulingContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
    }
}
