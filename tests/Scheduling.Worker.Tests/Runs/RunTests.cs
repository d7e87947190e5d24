using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Worker.Jobs;
using Scheduling.Worker.Solver;
using Scheduling.Worker.Tests.Hosting;

namespace Scheduling.Worker.Tests.Runs;

public sealed class PostgresRunTests(ServerFixture fixture) : RunTests
{
    protected override async Task<StoreOptions> OptionsAsync() => new() { Postgres = await fixture.Server.CreateDatabaseAsync() };
}

public sealed class SqliteRunTests : RunTests
{
    protected override Task<StoreOptions> OptionsAsync() =>
        Task.FromResult(new StoreOptions { SqliteFile = Path.Combine(Directory.CreateTempSubdirectory("scheduling-worker-").FullName, "scheduling.db") });
}

/// <summary>Runs from the request to the roster, with real jobs, real solver processes and a real database; once on each of the two.</summary>
public abstract class RunTests : IAsyncLifetime
{
    private const string Team = "office";

    private static readonly RunOptions Long = new() { TimeLimitSeconds = 3600 };

    private StoreOptions _store = null!;

    public async ValueTask InitializeAsync() => _store = await OptionsAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<StoreOptions> OptionsAsync();

    [Fact]
    public async Task A_posted_problem_is_solved_and_its_roster_stored()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        Guid run = await PostAsync(host, Samples.Office, new RunOptions());
        host.Get<RunQueue>().Enqueue(run, QueueNames.Planner);

        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Solved, row.State);
        Assert.Equal(1, row.Attempts);
        Assert.Null(row.LeaseUntil);
        var score = StoreJson.Read<RosterScore>(row.Score!);
        Assert.Equal(SolveStatus.Optimal, score.Status);
        Assert.True(score.Passes);
        Assert.True(RosterEvaluator.Evaluate(Samples.Office, StoreJson.Read<Roster>(row.Roster!)).Passes);
        Assert.Empty(SolverChildren.Of(Environment.ProcessId));
    }

    [Fact]
    public async Task A_run_whose_job_was_lost_is_found_by_the_sweeper()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        Guid run = await PostAsync(host, Samples.Office, new RunOptions());

        Assert.Equal(RunState.Solved, (await host.EndedAsync(run)).State);
    }

    [Fact]
    public async Task A_planner_s_run_makes_one_draft_however_often_it_is_enqueued()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store, WorkerHost.Quick with { Cores = 4, ThreadsPerSolve = 1 });
        LocalDate week = await MakeTeamAsync(host);
        Guid run = (await host.Runs.AddManualAsync(Team, week, new RunOptions(), "planner", CancellationToken.None)).Id;
        for (int i = 0; i < 5; i++)
        {
            AddJob(host, run);
        }

        RunRow row = await host.EndedAsync(run);
        AddJob(host, run);
        await JobsDoneAsync(host);

        Assert.Equal(RunState.Solved, row.State);
        RosterRow draft = Assert.Single(await host.Get<RosterStore>().HistoryAsync(Team, week, CancellationToken.None), roster => roster.RunId == run);
        Assert.Equal(RosterState.Draft, draft.State);
        Assert.Equal(row.RosterNumber, draft.Number);
        Assert.Equal(1, (await host.Runs.FindAsync(run, CancellationToken.None))!.Attempts);
    }

    [Fact]
    public async Task A_second_run_of_a_week_makes_the_next_draft()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        LocalDate week = await MakeTeamAsync(host);
        RunRow first = await host.EndedAsync((await host.Runs.AddManualAsync(Team, week, new RunOptions(), "planner", CancellationToken.None)).Id);

        RunRow second = await host.EndedAsync((await host.Runs.AddManualAsync(Team, week, new RunOptions(), "planner", CancellationToken.None)).Id);

        Assert.Equal(RunState.Solved, second.State);
        IReadOnlyList<RosterRow> history = await host.Get<RosterStore>().HistoryAsync(Team, week, CancellationToken.None);
        Assert.Equal([RosterState.Draft, RosterState.Superseded], history.Select(roster => roster.State));
        Assert.Equal([second.Id, first.Id], history.Select(roster => roster.RunId!.Value));
    }

    [Fact]
    public async Task An_automatic_run_makes_a_proposal_from_the_newest_data()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        LocalDate week = await MakeTeamAsync(host);
        Guid solve = (await host.Runs.AddManualAsync(Team, week, new RunOptions(), "planner", CancellationToken.None)).Id;
        Assignment first = StoreJson.Read<Roster>((await host.EndedAsync(solve)).Roster!).Assignments[0];

        LeaveOutcome leave = await host.Get<LeaveStore>().PutAsync(
            Team, "hr-1", new Leave { Employee = first.Employee, From = first.Date, Until = first.Date }, "", true, "hr", CancellationToken.None);
        Guid run = Assert.Single(leave.Runs);
        host.Get<RunQueue>().Enqueue(run, QueueNames.Automatic);
        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Solved, row.State);
        WeekView view = await host.Get<RosterStore>().WeekAsync(Team, week, CancellationToken.None);
        Assert.Equal(run, view.Proposal!.Row.RunId);
        Assert.DoesNotContain(view.Proposal.Roster().Assignments, a => a.Employee == first.Employee && a.Date == first.Date);
        Assert.Contains(view.Draft!.Roster().Assignments, a => a.Employee == first.Employee && a.Date == first.Date);
    }

    [Fact]
    public async Task A_stopped_run_keeps_its_best_roster()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        Guid run = await PostAsync(host, Samples.Endless, Long);
        await HasFeasibleAsync(host, run);

        await host.Runs.StopAsync(run, "planner", CancellationToken.None);
        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Stopped, row.State);
        Assert.True(RosterEvaluator.Evaluate(Samples.Endless, StoreJson.Read<Roster>(row.Roster!)).Passes);
        Assert.NotEmpty(await host.Runs.ProgressAsync(run, 0, CancellationToken.None));
        Assert.Empty(SolverChildren.Of(Environment.ProcessId));
    }

    [Fact]
    public async Task A_killed_solver_is_told_and_another_attempt_goes_on_from_its_best()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        Guid run = await PostAsync(host, Samples.Endless, Long);
        RunRow before = await HasFeasibleAsync(host, run);

        await Signals.SendAsync("KILL", await SolverChildren.NextAsync(Environment.ProcessId, []));
        RunRow again = await host.WaitAsync(run, row => row is { Attempts: 2, State: RunState.Solving });
        await host.Runs.StopAsync(run, "planner", CancellationToken.None);
        RunRow row = await host.EndedAsync(run);

        var message = StoreJson.Read<LocalizedText>(again.Message!);
        Assert.Equal("求解进程被信号 9 终止。已自动重试（第 2 次，最多 3 次）。", message.Zh);
        Assert.Contains("signal 9", message.En, StringComparison.Ordinal);
        Assert.Equal(RunState.Stopped, row.State);
        Assert.True(Penalties(row).SequenceEqual(Penalties(before)) || IsLess(Penalties(row), Penalties(before)), "The new attempt lost what the first one had found.");
    }

    [Fact]
    public async Task A_solver_that_dies_three_times_fails_its_run_with_the_reason()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store);
        Guid run = await PostAsync(host, Samples.Endless, Long);
        List<int> killed = [];
        for (int attempt = 1; attempt <= RunLeases.MaximumAttempts; attempt++)
        {
            killed.Add(await SolverChildren.NextAsync(Environment.ProcessId, killed));
            await Signals.SendAsync("KILL", killed[^1]);
        }

        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Failed, row.State);
        Assert.Equal(3, row.Attempts);
        Assert.Equal("求解进程被信号 9 终止。已尝试 3 次，不再重试。", StoreJson.Read<LocalizedText>(row.Message!).Zh);
    }

    [Fact]
    public async Task A_solver_above_its_memory_cap_fails_its_run_and_says_so()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store, WorkerHost.Quick with { Solver = new SolverSettings { MemoryCapBytes = 64 << 20 } });
        Guid run = await PostAsync(host, Samples.Endless, Long);

        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Failed, row.State);
        Assert.Contains("内存上限 64 MB", StoreJson.Read<LocalizedText>(row.Message!).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_solver_that_outlives_its_limits_still_gives_what_it_has_told()
    {
        // Killed after 6 s of an hour.
        var solver = new SolverSettings { LimitGrace = TimeSpan.FromSeconds(6 - 3600 - 20) };
        await using WorkerHost host = await WorkerHost.StartAsync(_store, WorkerHost.Quick with { Solver = solver });
        Guid run = await PostAsync(host, Samples.Endless, Long);

        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Solved, row.State);
        var score = StoreJson.Read<RosterScore>(row.Score!);
        Assert.True(score.Passes);
        Assert.Equal(SolveStatus.Feasible, score.Status);
    }

    [Fact]
    public async Task A_solver_that_does_not_hear_the_word_stop_costs_nothing_that_was_told()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(_store, WorkerHost.Quick with { Solver = new SolverSettings { StopGrace = TimeSpan.Zero } });
        Guid run = await PostAsync(host, Samples.Endless, Long);
        await HasFeasibleAsync(host, run);

        await host.Runs.StopAsync(run, "planner", CancellationToken.None);
        RunRow row = await host.EndedAsync(run);

        Assert.Equal(RunState.Stopped, row.State);
        Assert.True(StoreJson.Read<RosterScore>(row.Score!).Passes);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_host_that_ends_gives_its_run_back_with_the_best_and_the_next_goes_on(int graceSeconds)
    {
        Guid run;
        RunRow before;
        RunRow given;
        await using (WorkerHost host = await WorkerHost.StartAsync(_store, WorkerHost.Quick with { ShutdownGrace = TimeSpan.FromSeconds(graceSeconds) }))
        {
            run = await PostAsync(host, Samples.Endless, Long);
            before = await HasFeasibleAsync(host, run);
            await host.StopAsync();
            given = (await host.Runs.FindAsync(run, CancellationToken.None))!;
        }

        Assert.Equal(RunState.Queued, given.State);
        Assert.Equal(0, given.Attempts);
        Assert.Null(given.LeaseUntil);
        Assert.False(IsLess(Penalties(before), Penalties(given)), "Something was lost at the end of the host.");
        Assert.Empty(SolverChildren.Of(Environment.ProcessId));

        await using WorkerHost next = await WorkerHost.StartAsync(_store);
        await next.WaitAsync(run, row => row.State == RunState.Solving);
        await next.Runs.StopAsync(run, "planner", CancellationToken.None);
        RunRow after = await next.EndedAsync(run);
        Assert.Equal(1, after.Attempts);
        Assert.False(IsLess(Penalties(given), Penalties(after)), "The next host did not go on from the best.");
    }

    private static async Task<Guid> PostAsync(WorkerHost host, SchedulingProblem problem, RunOptions options) =>
        (await host.Runs.AddScheduleAsync(problem, null, options, "test", "test", CancellationToken.None)).Id;

    private static async Task<LocalDate> MakeTeamAsync(WorkerHost host)
    {
        SchedulingProblem problem = Samples.CurrentOffice();
        await host.Get<TeamStore>().CreateAsync(Team, problem, "test", CancellationToken.None);
        return problem.Horizon.Start;
    }

    /// <summary>Waits until a run has stored a roster without broken hard rules.</summary>
    private static Task<RunRow> HasFeasibleAsync(WorkerHost host, Guid run) =>
        host.WaitAsync(run, row => row.Score is not null && StoreJson.Read<RosterScore>(row.Score).Passes);

    private static void AddJob(WorkerHost host, Guid run)
    {
        string id = $"{run}";
        host.Get<IBackgroundJobClient>().Create(Job.FromExpression<SolveRunJob>(job => job.RunAsync(id)), new EnqueuedState(QueueNames.Planner));
    }

    private static async Task JobsDoneAsync(WorkerHost host)
    {
        Hangfire.Storage.IMonitoringApi jobs = host.Get<JobStorage>().GetMonitoringApi();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (jobs.GetStatistics() is { Enqueued: > 0 } or { Processing: > 0 })
        {
            await Task.Delay(50, timeout.Token);
        }
    }

    private static IReadOnlyList<long> Penalties(RunRow row) => [.. StoreJson.Read<RosterScore>(row.Score!).Levels.Select(level => level.Penalty)];

    private static bool IsLess(IReadOnlyList<long> one, IReadOnlyList<long> other) =>
        one.Zip(other).Select(pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(sign => sign != 0) < 0;
}
