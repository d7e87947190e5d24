using Microsoft.Extensions.Logging;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;
using Scheduling.Store.Runs;
using Scheduling.Worker.Child;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Solver;
using Scheduling.Worker.Telemetry;

namespace Scheduling.Worker.Runs;

/// <summary>What came of an attempt at a run.</summary>
public enum AttemptEnding
{
    /// <summary>It was solved and its roster is stored.</summary>
    Solved,

    /// <summary>Somebody stopped it; the best roster is stored.</summary>
    Stopped,

    /// <summary>It was given up, and the run says why.</summary>
    Failed,

    /// <summary>It was given back and is tried again.</summary>
    Returned,

    /// <summary>It was given back because this process ends; the attempt does not count.</summary>
    Released,

    /// <summary>Another worker has the run; nothing was stored.</summary>
    Lost,
}

/// <summary>One attempt at a claimed run, from the start of its solver to the last word in the store.</summary>
internal sealed class RunAttempt(ClaimedRun claimed, RunLeases leases, WorkerOptions options, TimeProvider clock, ILogger log)
{
    private readonly NewestProgress _newest = new(claimed.Problem, claimed.Start);
    private readonly RunKeeping _keeping = new(claimed, leases, options, clock, log);

    public async Task<(AttemptEnding Ending, LocalizedText Message)> RunAsync(CancellationToken shutdown)
    {
        using var over = new CancellationTokenSource();
        Task renewing = _keeping.RenewAsync(over.Token);
        try
        {
            SolverOutcome outcome = await SolveAsync(shutdown);
            if (_keeping.IsLost)
            {
                // What it found is not even offered; it is counted with the results that are refused.
                await _keeping.InsistAsync(() => leases.RefuseAsync(claimed.Id));
                return (AttemptEnding.Lost, outcome.Message);
            }

            return (await EndAsync(outcome), outcome.Message);
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
        }
    }

    private async Task<SolverOutcome> SolveAsync(CancellationToken shutdown)
    {
        SolverProcess solver;
        try
        {
            solver = SolverProcess.Start(claimed.Problem, RunLimits.Of(claimed.Options, options), claimed.Start, options.Solver, _newest.Take, clock);
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or IOException)
        {
            return new SolverOutcome { Kind = SolverOutcomeKind.Crashed, Message = new($"求解进程无法启动：{fault.Message}。", $"The solver process cannot be started: {fault.Message}.") };
        }

        await using (solver)
        {
            await _keeping.KeepAsync(solver, _newest, shutdown);
            return await solver.Outcome;
        }
    }

    private async Task<AttemptEnding> EndAsync(SolverOutcome outcome)
    {
        // A solver that hung before it told anything has answered nothing: what it was to start from is no result.
        bool isOver = _keeping.IsStopRequested || (outcome.Kind == SolverOutcomeKind.TimedOut && _newest.WasTold);
        if (outcome.Result is { } result)
        {
            if (Mismatch(result) is { } mismatch)
            {
                return await ReturnAsync(mismatch);
            }

            return _keeping is { IsShutDown: true, IsStopRequested: false } && result.Status != SolveStatus.Optimal
                ? await ReleaseAsync(result)
                : await FinishAsync(result.Roster, result);
        }

        // What was told before the process died is an answer when its time was up anyway.
        await _keeping.InsistAsync(() => _keeping.StoreAsync(_newest));
        return isOver && _newest is { Best: { } best, BestPasses: true } ? await FinishAsync(best, null)
            : outcome.Kind == SolverOutcomeKind.Failed && !outcome.CanRetry ? await FailAsync(outcome.Message, quarantine: false)
            : _keeping.IsShutDown ? await ReleaseAsync(null)
            : await ReturnAsync(outcome.Message);
    }

    private async Task<AttemptEnding> FinishAsync(Roster roster, ChildResult? result)
    {
        SolveStatus status = result?.Status ?? SolveStatus.Feasible;
        bool stopped = _keeping.IsStopRequested;
        IReadOnlyList<LevelScore> levels = result?.Levels ?? _newest.BestLevels;
        bool held = await _keeping.InsistAsync(() => leases.FinishAsync(claimed, roster, status, levels, result?.Conflict, stopped));
        if (held)
        {
            SolveMeter.Kept(levels);
        }

        return !held ? AttemptEnding.Lost : stopped ? AttemptEnding.Stopped : AttemptEnding.Solved;
    }

    private async Task<AttemptEnding> FailAsync(LocalizedText message, bool quarantine) =>
        await _keeping.InsistAsync(() => leases.FailAsync(claimed.Id, claimed.Token, message, quarantine)) ? AttemptEnding.Failed : AttemptEnding.Lost;

    private async Task<AttemptEnding> ReleaseAsync(ChildResult? result)
    {
        if (result is not null)
        {
            _newest.Take(result);
        }

        return await _keeping.InsistAsync(() => _keeping.StoreAsync(_newest)) && await _keeping.InsistAsync(() => leases.ReturnAsync(claimed.Id, claimed.Token, null, charge: false))
            ? AttemptEnding.Released
            : AttemptEnding.Lost;
    }

    private async Task<AttemptEnding> ReturnAsync(LocalizedText what)
    {
        int attempts = claimed.Attempts;
        const int Most = RunLeases.MaximumAttempts;
        if (attempts >= Most)
        {
            return await FailAsync(new(
                $"{what.Zh}已尝试 {attempts} 次，不再重试。",
                $"{what.En} It was tried {attempts} times and is not tried again."), quarantine: true);
        }

        var message = new LocalizedText(
            $"{what.Zh}已自动重试（第 {attempts + 1} 次，最多 {Most} 次）。",
            $"{what.En} It is tried again (attempt {attempts + 1} of {Most}).");
        return await _keeping.InsistAsync(() => leases.ReturnAsync(claimed.Id, claimed.Token, message, charge: true)) ? AttemptEnding.Returned : AttemptEnding.Lost;
    }

    /// <summary>What is wrong when this process's evaluator does not see in a roster what the solver's did.</summary>
    private LocalizedText? Mismatch(ChildResult result)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(claimed.Problem, result.Roster);
        return evaluation.ShapeProblems.Count == 0 && evaluation.Passes == result.Passes && evaluation.Penalties.SequenceEqual(result.Levels.Select(l => l.Penalty))
            ? null
            : new LocalizedText("独立检查器没有通过求解结果，排班表未采用。", "The independent checker does not agree with the solver's result, which was not taken.");
    }
}
