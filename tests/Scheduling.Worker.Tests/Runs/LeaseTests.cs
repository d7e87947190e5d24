using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Jobs;
using Scheduling.Worker.Runs;
using Scheduling.Worker.Tests.Hosting;

namespace Scheduling.Worker.Tests.Runs;

/// <summary>What a worker does that has lost its lease, and how the queue is kept short.</summary>
public sealed class LeaseTests(ServerFixture fixture)
{
    private static readonly LocalizedText Abandoned = new("放弃", "given up");

    [Fact]
    public async Task A_worker_whose_run_was_claimed_by_another_kills_its_solver_and_writes_nothing()
    {
        await using ServiceProvider services = await StoreAsync();
        (RunStore runs, RunLeases leases) = (services.GetRequiredService<RunStore>(), services.GetRequiredService<RunLeases>());
        Guid run = (await runs.AddScheduleAsync(Samples.Endless, null, new RunOptions { TimeLimitSeconds = 3600 }, "test", "test")).Id;
        ClaimedRun claimed = (await leases.ClaimAsync(run, "slow", Duration.FromMinutes(1), Abandoned))!;
        WorkerOptions options = WorkerHost.Quick with { ProgressPause = TimeSpan.FromHours(1) };
        Task<(AttemptEnding Ending, LocalizedText Message)> attempt = new RunAttempt(claimed, leases, options, TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);
        int solver = await SolverChildren.NextAsync(Environment.ProcessId, []);

        await services.GetRequiredService<StoreSession>().WriteAsync(context => context.Runs.ExecuteUpdateAsync(
            set => set.SetProperty(r => r.LeaseToken, r => r.LeaseToken + 1).SetProperty(r => r.Worker, "quick")));

        Assert.Equal(AttemptEnding.Lost, (await attempt).Ending);
        Assert.False(Signals.IsRunning(solver));
        RunRow row = (await runs.FindAsync(run))!;
        Assert.Equal(RunState.Solving, row.State);
        Assert.Equal("quick", row.Worker);
        Assert.Null(row.EndedAt);
    }

    [Fact]
    public async Task A_result_that_comes_after_the_lease_is_lost_is_thrown_away()
    {
        await using ServiceProvider services = await StoreAsync();
        (RunStore runs, RunLeases leases) = (services.GetRequiredService<RunStore>(), services.GetRequiredService<RunLeases>());
        Guid run = (await runs.AddScheduleAsync(Samples.Office, null, new RunOptions(), "test", "test")).Id;
        ClaimedRun claimed = (await leases.ClaimAsync(run, "slow", Duration.FromMinutes(1), Abandoned))!;
        await services.GetRequiredService<StoreSession>().WriteAsync(context => context.Runs.ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseToken, r => r.LeaseToken + 1)));
        // It looks at the store only when the solver has ended.
        WorkerOptions options = WorkerHost.Quick with { StopCheck = TimeSpan.FromHours(1), Lease = TimeSpan.FromHours(1) };

        (AttemptEnding ending, _) = await new RunAttempt(claimed, leases, options, TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);

        Assert.Equal(AttemptEnding.Lost, ending);
        RunRow row = (await runs.FindAsync(run))!;
        Assert.Equal(RunState.Solving, row.State);
        Assert.Null(row.Roster);
    }

    [Fact]
    public async Task A_run_whose_draft_replaces_another_is_told_as_solved()
    {
        await using ServiceProvider services = await StoreAsync();
        (RunStore runs, RunLeases leases) = (services.GetRequiredService<RunStore>(), services.GetRequiredService<RunLeases>());
        SchedulingProblem problem = Samples.CurrentOffice();
        await services.GetRequiredService<TeamStore>().CreateAsync("office", problem, "test");
        List<AttemptEnding> endings = [];
        for (int i = 0; i < 2; i++)
        {
            Guid run = (await runs.AddManualAsync("office", problem.Horizon.Start, new RunOptions(), "planner")).Id;
            ClaimedRun claimed = (await leases.ClaimAsync(run, "worker", Duration.FromMinutes(1), Abandoned))!;
            endings.Add((await new RunAttempt(claimed, leases, WorkerHost.Quick, TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None)).Ending);
        }

        Assert.Equal([AttemptEnding.Solved, AttemptEnding.Solved], endings);
    }

    [Fact]
    public async Task A_run_that_waits_long_for_a_worker_does_not_flood_the_queue()
    {
        var store = new StoreOptions { Postgres = await fixture.Server.CreateDatabaseAsync() };
        await using WorkerHost host = await WorkerHost.StartAsync(store, WorkerHost.Quick with { Sweep = TimeSpan.FromMilliseconds(50) });
        Guid first = (await host.Runs.AddScheduleAsync(Samples.Endless, null, new RunOptions { TimeLimitSeconds = 3600 }, "test", "test")).Id;
        await host.WaitAsync(first, row => row.State == RunState.Solving);
        Guid second = (await host.Runs.AddScheduleAsync(Samples.Office, null, new RunOptions(), "test", "test")).Id;
        host.Get<RunQueue>().Enqueue(second, QueueNames.Planner);

        await Task.Delay(TimeSpan.FromSeconds(2));
        long waiting = host.Get<JobStorage>().GetMonitoringApi().GetStatistics().Enqueued;
        await host.Runs.StopAsync(first, "planner", CancellationToken.None);
        RunRow row = await host.EndedAsync(second);

        // Forty sweeps saw it wait. A look that coincides with the claim of the first run may add one harmless job.
        Assert.InRange(waiting, 1, 2);
        Assert.Equal(RunState.Solved, row.State);
        Assert.Equal(1, row.Attempts);
    }

    [Fact]
    public async Task A_database_that_goes_away_during_a_solve_costs_nothing()
    {
        var store = new StoreOptions { Postgres = await fixture.Server.CreateDatabaseAsync() };
        await using WorkerHost host = await WorkerHost.StartAsync(store);
        Guid run = (await host.Runs.AddScheduleAsync(Samples.Endless, null, new RunOptions { TimeLimitSeconds = 5 }, "test", "test")).Id;
        await host.WaitAsync(run, row => row.Roster is not null);

        // Longer than the lease, and past the end of the solve.
        await fixture.Server.LockOutAsync(store.Postgres, TimeSpan.FromSeconds(9));
        RunRow row = await host.EndedAsync(run);
        Guid next = (await host.Runs.AddScheduleAsync(Samples.Office, null, new RunOptions(), "test", "test")).Id;

        Assert.Equal(RunState.Solved, row.State);
        Assert.Equal(1, row.Attempts);
        Assert.Equal(RunState.Solved, (await host.EndedAsync(next)).State);
    }

    private async Task<ServiceProvider> StoreAsync()
    {
        ServiceProvider services = new ServiceCollection().AddSchedulingStore(new StoreOptions { Postgres = await fixture.Server.CreateDatabaseAsync() }).BuildServiceProvider();
        await services.MigrateStoreAsync();
        return services;
    }
}
