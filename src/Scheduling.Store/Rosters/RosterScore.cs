using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;

namespace Scheduling.Store.Rosters;

/// <summary>The judgement a roster is stored with: the independent evaluator's, and what the solver proved.</summary>
public sealed record RosterScore
{
    /// <summary>What the solver knows; null for a roster that a person made or changed.</summary>
    public SolveStatus? Status { get; init; }

    /// <summary>Penalty, bound and gap of each level. A roster changed by a person has no proven bounds: they are 0.</summary>
    public required IReadOnlyList<LevelScore> Levels { get; init; }

    /// <summary>Whether the evaluator finds a sound shape and no broken hard rule.</summary>
    public required bool Passes { get; init; }

    /// <summary>Broken hard rules and unsound assignments.</summary>
    public required int HardViolations { get; init; }

    /// <summary>All violations, soft ones too.</summary>
    public required int Violations { get; init; }

    /// <summary>The judgement of a roster as the evaluator sees it, with the solver's bounds where there are any.</summary>
    public static RosterScore Of(SchedulingProblem problem, Evaluation evaluation, SolveStatus? status = null, IReadOnlyList<LevelScore>? proven = null) => new()
    {
        Status = status,
        Levels = [.. problem.Levels.Select((name, level) => new LevelScore(name, evaluation.Penalties[level], proven is null ? 0 : Math.Min(proven[level].LowerBound, evaluation.Penalties[level])))],
        Passes = evaluation.Passes,
        HardViolations = evaluation.ShapeProblems.Count + evaluation.HardViolations.Count(),
        Violations = evaluation.ShapeProblems.Count + evaluation.Violations.Count,
    };
}
