using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving;

/// <summary>
/// The best roster so far and the best bounds, shared by the threads of a solve. A roster is told to the outside only after the independent
/// evaluator has counted the same penalties.
/// </summary>
internal sealed class Incumbent(RosterModel model, SolveOptions options)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly long _started = options.Clock.GetTimestamp();
    private RosterCells? _cells;
    private long[]? _costs;
    private long[] _bounds = new long[model.Levels];
    private long _improved = options.Clock.GetTimestamp();
    private long _told;
    private Duration? _firstFeasible;

    /// <summary>Rises with every better roster.</summary>
    public int Version { get; private set; }

    public Duration Elapsed => Duration.FromTimeSpan(options.Clock.GetElapsedTime(_started));

    public Duration SinceImproved => Duration.FromTimeSpan(options.Clock.GetElapsedTime(_improved));

    public bool IsFeasible
    {
        get
        {
            lock (_lock)
            {
                return _costs is not null && _costs[0] == 0;
            }
        }
    }

    public Duration? FirstFeasible => _firstFeasible;

    /// <summary>A copy of the best roster with its costs; null when there is none.</summary>
    public (RosterCells Cells, long[] Costs)? Best()
    {
        lock (_lock)
        {
            return _cells is null ? null : (_cells.Clone(), (long[])_costs!.Clone());
        }
    }

    /// <summary>Takes a roster over when it is better; its costs are those of the compiled model.</summary>
    public bool Offer(RosterCells cells, ReadOnlySpan<long> costs)
    {
        lock (_lock)
        {
            int order = _costs is null ? -1 : Lexicographic.Compare(costs, _costs);
            if (order > 0 || (order == 0 && !WinsTie(cells)))
            {
                return false;
            }

            _cells = cells.Clone();
            _costs = costs.ToArray();
            _improved = options.Clock.GetTimestamp();
            Version++;
            if (_costs[0] == 0 && _firstFeasible is null)
            {
                _firstFeasible = Elapsed;
            }

            if (options.Progress is not null && (_told == 0 || options.Clock.GetElapsedTime(_told) >= TellEvery))
            {
                _told = options.Clock.GetTimestamp();
                (Roster roster, _) = Judge();
                options.Progress(new SolveProgress(Elapsed, roster, Scores()));
            }

            return true;
        }
    }

    // Which of two threads comes first is chance, so that a roster that is to be repeated cannot depend on it.
    private bool WinsTie(RosterCells cells) => options.Deterministic
        && (cells.Options.AsSpan().SequenceCompareTo(_cells!.Options) is var order and not 0 ? order : cells.Placements.AsSpan().SequenceCompareTo(_cells.Placements)) < 0;

    /// <summary>Takes over bounds that hold with the earlier levels as in the incumbent. <paramref name="compute"/> gets the incumbent's costs (null: none yet).</summary>
    public void OfferBounds(Func<long[]?, long[]> compute)
    {
        lock (_lock)
        {
            long[] bounds = compute(_costs);
            bool better = Lexicographic.Compare(bounds, _bounds) > 0;
            if (!better)
            {
                return;
            }

            _bounds = bounds;
            if (options.Progress is not null && _costs is not null)
            {
                options.Progress(new SolveProgress(Elapsed, null, Scores()));
            }
        }
    }

    /// <summary>Whether every level's gap is at most the limit.</summary>
    public bool GapReached()
    {
        lock (_lock)
        {
            return _costs is not null && _costs[0] == 0 && Scores().All(s => s.Gap <= options.GapLimit);
        }
    }

    /// <summary>The best roster as people get it, with the evaluator's judgement.</summary>
    /// <exception cref="SolverMismatchException">The evaluator counts another penalty.</exception>
    public (Roster Roster, Evaluation.Evaluation Evaluation) Judge()
    {
        lock (_lock)
        {
            Roster roster = RosterCodec.Decode(model, _cells!);
            Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(model.Problem, roster);
            if (evaluation.ShapeProblems.Count > 0 || !evaluation.Penalties.SequenceEqual(_costs!))
            {
                throw new SolverMismatchException(model.Problem.Levels, _costs!, evaluation.Penalties);
            }

            return (roster, evaluation);
        }
    }

    /// <summary>Penalty and bound per level. A bound counts only while the levels before it are at theirs.</summary>
    public IReadOnlyList<LevelScore> Scores()
    {
        lock (_lock)
        {
            var scores = new LevelScore[model.Levels];
            for (int level = 0; level < scores.Length; level++)
            {
                long penalty = _costs?[level] ?? 0;
                scores[level] = new LevelScore(model.Problem.Levels[level], penalty, Math.Min(_bounds[level], penalty));
            }

            return scores;
        }
    }
}
