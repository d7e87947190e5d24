using Scheduling.Store.Runs;
using Scheduling.Worker.Child;
using Scheduling.Worker.Hosting;

namespace Scheduling.Worker.Runs;

/// <summary>A run's options as its solver gets them.</summary>
internal static class RunLimits
{
    /// <summary>A repeatable run uses this many threads wherever it runs.</summary>
    private const int RepeatableThreads = 2;

    public static ChildOptions Of(RunOptions run, WorkerOptions worker) => run.DeterministicLimit is { } work
        ? new ChildOptions { Deterministic = true, DeterministicLimit = work, Seed = run.Seed, Threads = RepeatableThreads, ExplainLimitMs = (long)worker.Solver.ExplainLimit.TotalMilliseconds }
        : new ChildOptions
        {
            TimeLimitMs = Math.Min(Milliseconds(run.TimeLimitSeconds), (long)worker.LongestSolve.TotalMilliseconds),
            UnimprovedLimitMs = run.UnimprovedLimitSeconds is { } seconds ? Milliseconds(seconds) : null,
            GapLimit = run.GapLimit,
            Seed = run.Seed,
            Threads = worker.ThreadsPerSolve,
            ExplainLimitMs = (long)worker.Solver.ExplainLimit.TotalMilliseconds,
        };

    private static long Milliseconds(double seconds) => (long)Math.Ceiling(seconds * 1000);
}
