using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;
using Scheduling.Worker.Child;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Tests.Solver;

/// <summary>A solver process as the worker sees it, whatever happens to it.</summary>
public sealed class SolverProcessTests
{
    private static readonly ChildOptions Long = new() { TimeLimitMs = 3_600_000 };

    [Fact]
    public async Task A_small_problem_is_solved_and_the_roster_passes()
    {
        await using SolverProcess solver = Start(Samples.Office, new ChildOptions { TimeLimitMs = 60_000 });

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Solved, outcome.Kind);
        Assert.Equal(SolveStatus.Optimal, outcome.Result!.Status);
        Assert.True(outcome.Result.Passes);
        Assert.Equal(0, outcome.Result.HardViolations);
        Assert.NotNull(outcome.Result.FirstFeasibleMs);
        Assert.True(RosterEvaluator.Evaluate(Samples.Office, outcome.Result.Roster).Passes);
        Assert.False(Signals.IsRunning(solver.ProcessId));
    }

    [Fact]
    public async Task A_start_that_is_optimal_already_is_what_comes_back()
    {
        ChildOptions options = new() { TimeLimitMs = 60_000 };
        await using SolverProcess first = Start(Samples.Office, options);
        ChildResult before = (await first.Outcome).Result!;
        await using SolverProcess second = SolverProcess.Start(Samples.Office, options, before.Roster, new SolverSettings(), _ => { }, TimeProvider.System);

        ChildResult after = (await second.Outcome).Result!;

        Assert.Equal(before.Levels.Select(l => l.Penalty), after.Levels.Select(l => l.Penalty));
        Assert.Equal(0, after.FirstFeasibleMs!.Value / 10_000);
    }

    [Fact]
    public async Task An_impossible_week_is_proven_and_told_with_what_clashes()
    {
        await using SolverProcess solver = Start(Samples.ImpossibleWeek, new ChildOptions { TimeLimitMs = 60_000 });

        ChildResult result = (await solver.Outcome).Result!;

        Assert.Equal(SolveStatus.Infeasible, result.Status);
        Assert.False(result.Passes);
        Assert.True(result.HardViolations > 0);
        Assert.True(result.Conflict!.IsProven);
        Assert.NotEmpty(result.Conflict.Members);
    }

    [Fact]
    public async Task Stop_ends_the_search_and_keeps_the_best()
    {
        var told = new ToldProgress();
        await using SolverProcess solver = Start(Samples.Endless, Long, told);
        await told.Feasible;

        solver.Stop();
        solver.Stop();
        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Solved, outcome.Kind);
        Assert.True(outcome.Result!.Passes);
        Assert.True(RosterEvaluator.Evaluate(Samples.Endless, outcome.Result.Roster).Passes);
        Assert.True(outcome.PeakBytes > 0);
    }

    [Fact]
    public async Task A_signal_to_the_whole_group_does_not_end_a_child_its_parent_still_wants()
    {
        var told = new ToldProgress();
        await using SolverProcess solver = Start(Samples.Endless, Long, told);
        await told.Feasible;

        await Signals.SendAsync("TERM", solver.ProcessId);
        await Signals.SendAsync("INT", solver.ProcessId);
        await Task.Delay(300);
        Assert.True(Signals.IsRunning(solver.ProcessId));
        solver.Stop();

        Assert.Equal(SolverOutcomeKind.Solved, (await solver.Outcome).Kind);
    }

    [Fact]
    public async Task A_killed_child_is_told_as_a_crash_with_its_signal()
    {
        var told = new ToldProgress();
        await using SolverProcess solver = Start(Samples.Endless, Long, told);
        await told.NextAsync();

        await Signals.SendAsync("KILL", solver.ProcessId);
        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Crashed, outcome.Kind);
        Assert.Equal(9, outcome.Signal);
        Assert.True(outcome.CanRetry);
        Assert.Contains("信号 9", outcome.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("signal 9", outcome.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_above_its_memory_cap_is_ended_and_that_is_said()
    {
        await using SolverProcess solver = Start(Samples.Endless, Long, settings: new SolverSettings { MemoryCapBytes = 64 << 20 });

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.OutOfMemory, outcome.Kind);
        Assert.Contains("64 MB", outcome.Message.Zh, StringComparison.Ordinal);
        Assert.True(outcome.CanRetry);
        Assert.False(Signals.IsRunning(solver.ProcessId));
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_told_and_not_tried_again()
    {
        await using SolverProcess solver = Start(Samples.Office, new ChildOptions { TimeLimitMs = 1000, Threads = 99 });

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Failed, outcome.Kind);
        Assert.Equal("invalid-options", outcome.Failure!.Code);
        Assert.Contains("99", outcome.Message.En, StringComparison.Ordinal);
        Assert.False(outcome.CanRetry);
    }

    [Fact]
    public async Task Leaving_a_solver_alone_ends_its_process()
    {
        SolverProcess solver = Start(Samples.Endless, Long);
        await solver.DisposeAsync();

        Assert.False(Signals.IsRunning(solver.ProcessId));
        Assert.Equal(SolverOutcomeKind.Cancelled, (await solver.Outcome).Kind);
    }

    [Fact]
    public async Task A_child_that_does_not_end_within_its_limits_is_killed()
    {
        var settings = new SolverSettings { LimitGrace = TimeSpan.Zero };
        await using SolverProcess solver = Other(["-c", "exec sleep 600"], new ChildOptions { TimeLimitMs = 100, ExplainLimitMs = 100 }, settings);

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.TimedOut, outcome.Kind);
        Assert.Contains("0.2 s", outcome.Message.En, StringComparison.Ordinal);
        Assert.False(Signals.IsRunning(solver.ProcessId));
    }

    [Fact]
    public async Task A_child_that_does_not_hear_the_word_stop_is_killed_after_the_grace()
    {
        await using SolverProcess solver = Other(["-c", "exec sleep 600"], Long, new SolverSettings { StopGrace = TimeSpan.FromMilliseconds(100) });

        solver.Stop();

        Assert.Equal(SolverOutcomeKind.KilledAfterStop, (await solver.Outcome).Kind);
    }

    [Fact]
    public async Task A_child_that_writes_something_else_is_killed()
    {
        await using SolverProcess solver = Other(["-c", "echo hello; exec sleep 600"], Long, new SolverSettings());

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Crashed, outcome.Kind);
        Assert.Contains("no message", outcome.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_words_of_a_crashed_child_are_kept()
    {
        await using SolverProcess solver = Other(["-c", "cat > /dev/null & echo 'Check failed: x > 0' >&2; exit 134"], Long, new SolverSettings());

        SolverOutcome outcome = await solver.Outcome;

        Assert.Equal(SolverOutcomeKind.Crashed, outcome.Kind);
        Assert.Equal(6, outcome.Signal);
        Assert.Equal(["Check failed: x > 0"], outcome.LastErrors);
        Assert.Contains("Check failed", outcome.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_gets_no_secrets_from_the_environment()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__OfThisTest", "Password=secret");

        IDictionary<string, string?> environment = ChildCommand.Default().StartInfo(new SolverSettings { MemoryCapBytes = 4096 }).Environment;

        Assert.DoesNotContain("ConnectionStrings__OfThisTest", environment.Keys);
        Assert.Contains("PATH", environment.Keys);
        Assert.Equal("1000", environment["DOTNET_GCHeapHardLimit"]);
    }

    private static SolverProcess Start(SchedulingProblem problem, ChildOptions options, ToldProgress? told = null, SolverSettings? settings = null) =>
        SolverProcess.Start(problem, options, null, settings ?? new SolverSettings(), progress => told?.Add(progress), TimeProvider.System);

    /// <summary>Another program in the solver's place.</summary>
    private static SolverProcess Other(string[] arguments, ChildOptions options, SolverSettings settings) =>
        SolverProcess.Start(new ChildCommand("/bin/sh", arguments), new ChildRequest(JsonSerializer.SerializeToElement(1), options), settings, _ => { }, TimeProvider.System);
}
