using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rosters;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Runs;

/// <summary>Progress that is to be stored: levels, and the roster with its score when it is a better one.</summary>
internal sealed record UnstoredProgress(long ElapsedMs, IReadOnlyList<LevelScore> Levels, Roster? Better, RosterScore? Score);

/// <summary>
/// The newest a solver has told, until it is stored. A roster counts as better by this process's own evaluator, compared with the best known so far, that of
/// an earlier attempt included.
/// </summary>
internal sealed class NewestProgress
{
    private readonly SchedulingProblem _problem;
    private readonly Lock _lock = new();
    private ChildProgress? _newest;
    private Roster? _unjudged;
    private Evaluation? _bestEvaluation;

    public NewestProgress(SchedulingProblem problem, Roster? start)
    {
        _problem = problem;
        if (start is not null)
        {
            Judge(start);
        }
    }

    /// <summary>The best roster known; null when there is none.</summary>
    public Roster? Best { get; private set; }

    /// <summary>Whether the solver has told a roster at all, better or not.</summary>
    public bool WasTold { get; private set; }

    /// <summary>Whether the best keeps every hard rule.</summary>
    public bool BestPasses => _bestEvaluation is { Passes: true };

    /// <summary>The evaluator's penalties of the best as levels without bounds.</summary>
    public IReadOnlyList<LevelScore> BestLevels =>
        [.. _problem.Levels.Select((name, level) => new LevelScore(name, _bestEvaluation?.Penalties[level] ?? 0, 0))];

    public void Take(ChildProgress progress)
    {
        lock (_lock)
        {
            _newest = progress;
            _unjudged = progress.Roster ?? _unjudged;
            WasTold |= progress.Roster is not null;
        }
    }

    /// <summary>What is to be stored now; null when nothing is new.</summary>
    public UnstoredProgress? TakeUnstored()
    {
        ChildProgress? newest;
        Roster? roster;
        lock (_lock)
        {
            (newest, roster) = (_newest, _unjudged);
            (_newest, _unjudged) = (null, null);
        }

        if (newest is null)
        {
            return null;
        }

        bool isBetter = roster is not null && Judge(roster);
        return new UnstoredProgress(newest.ElapsedMs, newest.Levels, isBetter ? roster : null, isBetter ? RosterScore.Of(_problem, _bestEvaluation!) : null);
    }

    /// <summary>Takes a result's roster in as if it had been told as progress.</summary>
    public void Take(ChildResult result) => Take(new ChildProgress(result.ElapsedMs, result.Levels, result.Roster));

    private bool Judge(Roster roster)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(_problem, roster);
        if (evaluation.ShapeProblems.Count > 0 || (_bestEvaluation is not null && !IsLess(evaluation.Penalties, _bestEvaluation.Penalties)))
        {
            return false;
        }

        (Best, _bestEvaluation) = (roster, evaluation);
        return true;
    }

    private static bool IsLess(IReadOnlyList<long> one, IReadOnlyList<long> other) =>
        one.Zip(other).Select(pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(sign => sign != 0) < 0;
}
