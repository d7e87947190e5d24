using Scheduling.Engine.Domain;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Solver;

/// <summary>How a solver process ended.</summary>
public enum SolverOutcomeKind
{
    /// <summary>It told its result.</summary>
    Solved,

    /// <summary>It told why it has none.</summary>
    Failed,

    /// <summary>It ended without a word, by a signal or an exit code.</summary>
    Crashed,

    /// <summary>It used more memory than it may, and was killed or gave up.</summary>
    OutOfMemory,

    /// <summary>It did not end within its limits and their grace, and was killed.</summary>
    TimedOut,

    /// <summary>It did not end within the grace after the word stop, and was killed.</summary>
    KilledAfterStop,

    /// <summary>Its caller had it killed.</summary>
    Cancelled,
}

/// <summary>The outcome of a solver process, whatever happened to it.</summary>
public sealed record SolverOutcome
{
    /// <summary>How it ended.</summary>
    public required SolverOutcomeKind Kind { get; init; }

    /// <summary>What happened, for people.</summary>
    public required LocalizedText Message { get; init; }

    /// <summary>The result; null unless solved.</summary>
    public ChildResult? Result { get; init; }

    /// <summary>Why there is no result, by the process itself; null unless failed.</summary>
    public ChildFailure? Failure { get; init; }

    /// <summary>Exit code of the process; 128 + signal when a signal ended it.</summary>
    public int ExitCode { get; init; }

    /// <summary>The signal that ended it; null when none did.</summary>
    public int? Signal { get; init; }

    /// <summary>Its last lines on standard error.</summary>
    public IReadOnlyList<string> LastErrors { get; init; } = [];

    /// <summary>Most resident memory seen.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Whether another attempt may do better: not when there is a result, the request is wrong or the caller ended it.</summary>
    public bool CanRetry => Kind switch
    {
        SolverOutcomeKind.Crashed or SolverOutcomeKind.OutOfMemory or SolverOutcomeKind.TimedOut => true,
        SolverOutcomeKind.Failed => Failure!.CanRetry,
        _ => false,
    };
}
