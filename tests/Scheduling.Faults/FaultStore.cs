using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Testing;

namespace Scheduling.Faults;

/// <summary>A clock that stands before the week of the samples, so that their weeks are never over.</summary>
internal sealed class SampleClock : IClock
{
    public Instant GetCurrentInstant() => Instant.FromUtc(2025, 12, 1, 4, 0);
}

/// <summary>The store of a test on a database of its own.</summary>
internal sealed class FaultStore : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ServiceProvider _services;

    private FaultStore(ServiceProvider services, string connection) => (_services, Connection) = (services, connection);

    public string Connection { get; }

    public static Task<FaultStore> MakeAsync(FaultSetting setting, Duration debounce, IClock? clock = null) => MakeAsync(setting.Server, debounce, clock);

    public static async Task<FaultStore> MakeAsync(PostgresServer server, Duration debounce, IClock? clock = null)
    {
        string connection = await server.CreateDatabaseAsync();
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? new SampleClock());
        services.AddSchedulingStore(new StoreOptions { Postgres = connection, Debounce = debounce, LongestWait = Duration.FromSeconds(5) });
        var store = new FaultStore(services.BuildServiceProvider(), connection);
        await store._services.MigrateStoreAsync();
        return store;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static SchedulingProblem Sample(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return ProblemReader.ReadProblem(stream).Value!;
    }

    /// <summary>A team with a published roster of one shift in its week; its number is 1.</summary>
    public async Task MakePublishedTeamAsync(string team, SchedulingProblem problem)
    {
        await MakeTeamAsync(team, problem);
        await Get<RosterStore>().PublishAsync(team, problem.Horizon.Start, 1, "where a fault test begins", "test");
    }

    /// <summary>A team with a draft of one shift in its week; the draft's number is 1.</summary>
    public async Task MakeTeamAsync(string team, SchedulingProblem problem)
    {
        await Get<TeamStore>().CreateAsync(team, problem, "test");
        ShiftType shift = problem.ShiftTypes[0];
        await Get<RosterEditor>().EditAsync(team, problem.Horizon.Start, null, [new CellEdit { Employee = problem.Employees[0].Id, Date = problem.Horizon.Start, ShiftType = shift.Id }], "test");
    }

    public Task<RunRow?> RunAsync(Guid id) => Get<RunStore>().FindAsync(id);

    /// <summary>Waits until no week is owed anything and nobody solves, but for teams in quarantine; false when that does not come for a long time.</summary>
    public async Task<bool> QuietAsync(string? team = null)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            try
            {
                if (await IsQuietAsync(team))
                {
                    return true;
                }
            }
            catch (Exception fault) when (StoreOutage.Is(fault))
            {
                // A connection of the time before the fault, or the database is still away.
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return false;
    }

    private Task<bool> IsQuietAsync(string? team) => Get<StoreSession>().ReadAsync(async context =>
        await context.SolveRequests.Where(r => team == null || r.TeamId == team).AllAsync(r => r.Solved >= r.Wanted || context.Teams.Any(t => t.Id == r.TeamId && t.QuarantinedAt != null))
        && !await context.Runs.AnyAsync(r => (team == null || r.TeamId == team) && (r.State == RunState.Queued || r.State == RunState.Solving)
            && !context.Teams.Any(t => t.Id == r.TeamId && t.QuarantinedAt != null)));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await using var connection = new NpgsqlConnection(Connection);
        NpgsqlConnection.ClearPool(connection);
    }
}
