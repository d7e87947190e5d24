using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Solving;

/// <summary>What is known of a solve's outcome.</summary>
public enum SolveStatus
{
    /// <summary>The roster keeps every hard rule and no other is better, proven.</summary>
    Optimal,

    /// <summary>The roster keeps every hard rule; a better one may exist.</summary>
    Feasible,

    /// <summary>Proven: no roster keeps every hard rule. The roster given breaks them as little as was found.</summary>
    Infeasible,

    /// <summary>No roster that keeps every hard rule was found, nor proven impossible. The roster given breaks some.</summary>
    Unknown,
}

/// <summary>Penalty and proven bound of one level.</summary>
/// <param name="Name">Name of the level.</param>
/// <param name="Penalty">Penalty of the best roster.</param>
/// <param name="LowerBound">Proven: with the earlier levels as good as in this roster, no roster has less.</param>
public sealed record LevelScore(string Name, long Penalty, long LowerBound)
{
    /// <summary>(penalty − bound) ÷ penalty; 0 when the penalty is 0.</summary>
    public double Gap => Penalty == 0 ? 0 : (double)(Penalty - LowerBound) / Penalty;
}

/// <summary>A moment of a solve: a better roster, or a better bound.</summary>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Roster">The better roster, checked by the evaluator; null when only the bound rose.</param>
/// <param name="Levels">Penalty, bound and gap of each level; level 0 counts broken hard rules.</param>
public sealed record SolveProgress(Duration Elapsed, Roster? Roster, IReadOnlyList<LevelScore> Levels);

/// <summary>The outcome of a solve.</summary>
public sealed record SolveResult
{
    /// <summary>What is known.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The best roster found; at worst the start, or everybody off.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The independent evaluator's judgement of the roster.</summary>
    public required Evaluation.Evaluation Evaluation { get; init; }

    /// <summary>Penalty, bound and gap of each level.</summary>
    public required IReadOnlyList<LevelScore> Levels { get; init; }

    /// <summary>Time taken.</summary>
    public required Duration Elapsed { get; init; }

    /// <summary>Time until the first roster without broken hard rules; null when there is none.</summary>
    public Duration? FirstFeasible { get; init; }
}

/// <summary>The solver's cost of a roster and the evaluator's differ: one of them is wrong, so no roster is given out.</summary>
public sealed class SolverMismatchException : Exception
{
    /// <summary>Makes the exception from both costs per level.</summary>
    public SolverMismatchException(IReadOnlyList<string> levels, IReadOnlyList<long> solver, IReadOnlyList<long> evaluator)
        : base("The solver and the independent evaluator disagree on a roster: "
            + string.Join(", ", levels.Select((name, level) => $"level '{name}' {solver[level]} against {evaluator[level]}"))
            + ". Please report this with the problem file.")
    {
        Solver = solver;
        Evaluator = evaluator;
    }

    /// <summary>The solver's cost per level.</summary>
    public IReadOnlyList<long> Solver { get; }

    /// <summary>The evaluator's penalty per level.</summary>
    public IReadOnlyList<long> Evaluator { get; }
}
