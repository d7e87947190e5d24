using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Worker.Tests.Hosting;

/// <summary>Separate workers in processes of their own on a real PostgreSQL, one of which may be killed.</summary>
public sealed class WorkerProcessTests(ServerFixture fixture) : IAsyncLifetime
{
    private const string Team = "centre";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly LocalDate _week = Samples.Endless.Horizon.Start;
    private string _connection = "";
    private ServiceProvider _services = null!;

    private RunStore Runs => _services.GetRequiredService<RunStore>();

    public async ValueTask InitializeAsync()
    {
        _connection = await fixture.Server.CreateDatabaseAsync();
        _services = new ServiceCollection().AddSchedulingStore(new StoreOptions { Postgres = _connection }).BuildServiceProvider();
        await _services.MigrateStoreAsync();
        await _services.GetRequiredService<TeamStore>().CreateAsync(Team, Samples.Endless, "test");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_killed_worker_s_run_is_finished_by_the_other_with_exactly_one_roster()
    {
        await using WorkerProcess one = WorkerProcess.On(_connection);
        await using WorkerProcess other = WorkerProcess.On(_connection);
        Guid run = await AskAsync(seconds: 12);
        RunRow first = await WaitAsync(run, row => row is { State: RunState.Solving, Roster: not null });
        (WorkerProcess killed, WorkerProcess survivor) = IsOf(first, one) ? (one, other) : (other, one);
        int solver = Assert.Single(SolverChildren.Of(killed.Id));

        await Signals.SendAsync("KILL", killed.Id);
        RunRow second = await WaitAsync(run, row => row.Attempts == 2);
        RunRow row = await WaitAsync(run, row => row.EndedAt is not null);

        await Signals.WaitUntilGoneAsync(solver);
        Assert.True(IsOf(second, survivor));
        Assert.True(second.LeaseToken > first.LeaseToken);
        Assert.Equal(RunState.Solved, row.State);
        RosterRow draft = Assert.Single(await _services.GetRequiredService<RosterStore>().HistoryAsync(Team, _week), roster => roster.RunId == run);
        Assert.Equal(row.RosterNumber, draft.Number);
        SchedulingProblem problem = (await Runs.ProblemAsync(run))!;
        Assert.True(RosterEvaluator.Evaluate(problem, StoreJson.Read<Roster>(row.Roster!)).Passes);
        Assert.Empty(SolverChildren.Of(survivor.Id));
    }

    [Fact]
    public async Task A_worker_that_was_frozen_past_its_lease_adds_nothing_when_it_wakes()
    {
        await using WorkerProcess one = WorkerProcess.On(_connection);
        Guid run = await AskAsync(seconds: 8);
        RunRow first = await WaitAsync(run, row => row is { State: RunState.Solving, Roster: not null });
        await Signals.SendAsync("STOP", one.Id);
        await using WorkerProcess other = WorkerProcess.On(_connection);
        RunRow ended = await WaitAsync(run, row => row.EndedAt is not null);

        await Signals.SendAsync("CONT", one.Id);
        await Signals.SendAsync("TERM", one.Id);
        (_, string output, _) = await one.EndAsync();
        RunRow row = (await Runs.FindAsync(run))!;

        Assert.Contains($"Run {run} ends: Lost", output, StringComparison.Ordinal);
        Assert.Equal(first.LeaseToken + 1, row.LeaseToken);
        Assert.True(IsOf(row, other));
        Assert.Equal((ended.State, ended.Roster, ended.Score, ended.RosterNumber, ended.EndedAt), (row.State, row.Roster, row.Score, row.RosterNumber, row.EndedAt));
        Assert.Equal(RunState.Solved, row.State);
        Assert.Single(await _services.GetRequiredService<RosterStore>().HistoryAsync(Team, _week), roster => roster.RunId == run);
    }

    [Fact]
    public async Task A_worker_told_to_end_gives_its_run_back_and_ends_well()
    {
        await using WorkerProcess worker = WorkerProcess.On(_connection);
        Guid run = await AskAsync(seconds: 3600);
        await WaitAsync(run, row => row.Score is not null && StoreJson.Read<RosterScore>(row.Score).Passes);

        await Signals.SendAsync("TERM", worker.Id);
        (int exitCode, string output, string errors) = await worker.EndAsync();
        RunRow row = (await Runs.FindAsync(run))!;

        Assert.Equal(0, exitCode);
        Assert.Equal("", errors);
        Assert.Contains($"Run {run} starts: Manual, attempt 1", output, StringComparison.Ordinal);
        Assert.Contains($"Run {run} ends: Released", output, StringComparison.Ordinal);
        Assert.Equal(RunState.Queued, row.State);
        Assert.Equal(0, row.Attempts);
        Assert.NotNull(row.Roster);
        Assert.Empty(SolverChildren.Of(worker.Id));
    }

    private async Task<Guid> AskAsync(double seconds) => (await Runs.AddManualAsync(Team, _week, new RunOptions { TimeLimitSeconds = seconds }, "planner")).Id;

    private static bool IsOf(RunRow run, WorkerProcess worker) => run.Worker!.EndsWith($"/{worker.Id}", StringComparison.Ordinal);

    private async Task<RunRow> WaitAsync(Guid run, Func<RunRow, bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            RunRow row = (await Runs.FindAsync(run))!;
            if (condition(row))
            {
                return row;
            }

            Assert.False(timeout.IsCancellationRequested, $"The run is still {row.State} after attempt {row.Attempts}: {row.Message}");
            await Task.Delay(50);
        }
    }
}
