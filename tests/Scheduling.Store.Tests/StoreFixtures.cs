using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Store.Rosters;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Testing;

[assembly: AssemblyFixture(typeof(Scheduling.Store.Tests.ServerFixture))]

namespace Scheduling.Store.Tests;

/// <summary>One PostgreSQL for all tests of the assembly.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class StandingClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}

/// <summary>The tests of the store, once on each database: a fresh database for every test.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    /// <summary>Before the week of the small sample, 2026-07-06.</summary>
    protected StandingClock Clock { get; } = new(Instant.FromUtc(2026, 7, 1, 4, 0));

    protected static LocalDate Week { get; } = new(2026, 7, 6);

    protected const string Team = "office";

    /// <summary>None, so that a test need not wait.</summary>
    protected virtual Duration Debounce => Duration.Zero;

    protected virtual Duration LongestWait => Duration.FromMinutes(1);

    protected T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    protected abstract Task<StoreOptions> OptionsAsync();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IClock>(Clock);
        services.AddSchedulingStore((await OptionsAsync()) with { Debounce = Debounce, LongestWait = LongestWait });
        _services = services.BuildServiceProvider();
        await _services.MigrateStoreAsync(TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static SchedulingProblem Sample(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return ProblemReader.ReadProblem(stream).Value!;
    }

    protected async Task<SchedulingProblem> MakeTeamAsync()
    {
        SchedulingProblem problem = Sample("office-6.json");
        await Get<TeamStore>().CreateAsync(Team, problem, "test", Stop);
        return problem;
    }

    /// <summary>A draft with one shift, made by hand.</summary>
    protected async Task<EditOutcome> MakeDraftAsync(int? head = null, int day = 0, string employee = "o1") =>
        await Get<RosterEditor>().EditAsync(Team, Week, head, [Shift(employee, day)], "planner", Stop);

    protected static CellEdit Shift(string employee, int day) => new() { Employee = employee, Date = Week.PlusDays(day), ShiftType = Sample("office-6.json").ShiftTypes[0].Id };

    protected async Task<ClaimedRun> ClaimAsync(Guid run, string worker = "w1", int seconds = 30) =>
        (await Get<RunLeases>().ClaimAsync(run, worker, Duration.FromSeconds(seconds), new LocalizedText("放弃", "given up"), Stop))!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected static async Task<StoreException> RefusedAsync(StoreFailure failure, Func<Task> command)
    {
        StoreException fault = await Assert.ThrowsAsync<StoreException>(command);
        Assert.Equal(failure, fault.Failure);
        Assert.All(fault.Problems, p => Assert.True(p.Message.Zh.Length > 0 && p.Message.En.Length > 0));
        return fault;
    }
}
