using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Faults;

/// <summary>A clock that stands before the week of the samples, so that their weeks are never over.</summary>
internal sealed class SampleClock : IClock
{
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 7, 1, 4, 0);
}

/// <summary>The store of a test on a database of its own.</summary>
internal sealed class FaultStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private FaultStore(ServiceProvider services, string connection) => (_services, Connection) = (services, connection);

    public string Connection { get; }

    public static async Task<FaultStore> MakeAsync(FaultSetting setting, Duration debounce, IClock? clock = null)
    {
        string connection = await setting.Server.CreateDatabaseAsync();
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

    /// <summary>A team with a draft of one shift in its week; the draft's number is 1.</summary>
    public async Task MakeTeamAsync(string team, SchedulingProblem problem)
    {
        await Get<TeamStore>().CreateAsync(team, problem, "test");
        ShiftType shift = problem.ShiftTypes[0];
        await Get<RosterEditor>().EditAsync(team, problem.Horizon.Start, null, [new CellEdit { Employee = problem.Employees[0].Id, Date = problem.Horizon.Start, ShiftType = shift.Id }], "test");
    }

    public Task<RunRow?> RunAsync(Guid id) => Get<RunStore>().FindAsync(id);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
