using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving;

/// <summary>
/// The best roster so far and the best bounds, shared by the threads of a solve. A roster is told to the outside only after the independent
/// evaluator has counted the same penalties.
/// </summary>
internal sealed class Incumbent(RosterModel model, SolveOptions options, long started)
{
    /// <summary>Telling takes at most so large a share of the time: rosters of many people take long to be judged.</summary>
    private const int TellShare = 20;
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(1);
    private TimeSpan _between = LeastBetween;
    private readonly Lock _lock = new();
    private readonly Lock _telling = new();
    private RosterCells? _cells;
    private long[]? _costs;
    private int _source;
    private bool _isOptimal;
    private double _scalarBound = double.NegativeInfinity;
    private LexicographicObjective? _objective;
    private readonly LevelBounds _levelBounds = new(CostStep.Of(model));
    private long _improved = options.Clock.GetTimestamp();
    private long _told;
    private Duration? _firstFeasible;

    /// <summary>Rises with every better roster.</summary>
    public int Version { get; private set; }

    public Duration Elapsed => Duration.FromTimeSpan(options.Clock.GetElapsedTime(started));

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

    /// <summary>Costs per level of the best roster; null when there is none, or it breaks hard rules.</summary>
    public long[]? Costs()
    {
        lock (_lock)
        {
            return _costs is { } costs && costs[0] == 0 ? (long[])costs.Clone() : null;
        }
    }

    /// <summary>
    /// Takes a roster over when it is better; its costs are those of the compiled model. Of equally good ones that of the lower source stays, so that threads that
    /// do not wait for each other still end with the same roster.
    /// </summary>
    public bool Offer(RosterCells cells, ReadOnlySpan<long> costs, int source)
    {
        lock (_lock)
        {
            if (!Take(cells, costs, source))
            {
                return false;
            }

            if (!IsTimeToTell())
            {
                return true;
            }
        }

        Tell(judged: true);
        return true;
    }

    private bool Take(RosterCells cells, ReadOnlySpan<long> costs, int source)
    {
        int comparison = _costs is null ? -1 : Lexicographic.Compare(costs, _costs);
        if (comparison > 0 || (comparison == 0 && source >= _source))
        {
            return false;
        }

        _source = source;
        _cells = cells.Clone();
        _costs = costs.ToArray();
        if (comparison < 0)
        {
            _improved = options.Clock.GetTimestamp();
        }

        Version++;
        if (_costs[0] == 0 && _firstFeasible is null)
        {
            _firstFeasible = Elapsed;
        }

        return true;
    }

    private bool IsTimeToTell() => options.Progress is not null && _costs is not null && (_told == 0 || options.Clock.GetElapsedTime(_told) >= _between);

    /// <summary>Tells what is known now, outside the lock, for rosters of many people take long to be judged; nothing while another thread is telling.</summary>
    /// <param name="judged">Whether the best roster is told, not only the scores.</param>
    private void Tell(bool judged)
    {
        if (!_telling.TryEnter())
        {
            return;
        }

        try
        {
            RosterCells cells;
            long[] costs;
            IReadOnlyList<LevelScore> scores;
            lock (_lock)
            {
                (_told, cells, costs, scores) = (options.Clock.GetTimestamp(), _cells!, _costs!, Scores());
            }

            Roster? roster = judged ? Judge(cells, costs).Roster : null;
            options.Progress!(new SolveProgress(Elapsed, roster, scores));
            lock (_lock)
            {
                TimeSpan longest = options.Clock.GetElapsedTime(_told) * TellShare;
                _between = longest > LeastBetween ? longest : LeastBetween;
            }
        }
        finally
        {
            _telling.Exit();
        }
    }

    /// <summary>Takes over a bound of the whole cost as one integer.</summary>
    public void OfferBound(double scalar, LexicographicObjective objective)
    {
        lock (_lock)
        {
            if (scalar <= _scalarBound)
            {
                return;
            }

            IReadOnlyList<LevelScore> before = Scores();
            (_scalarBound, _objective) = (scalar, objective);
            if (options.Progress is null || _costs is null || Scores().SequenceEqual(before))
            {
                return;
            }
        }

        Tell(judged: false);
    }

    /// <summary>Takes over a bound of Σ weight × level, in units of the dual function, that says something of one level.</summary>
    public void OfferLevelBound(int level, Int128 value, double[] weights)
    {
        lock (_lock)
        {
            IReadOnlyList<LevelScore> before = Scores();
            _levelBounds.Offer(level, value, weights, _costs ?? []);
            if (!IsTimeToTell() || Scores().SequenceEqual(before))
            {
                return;
            }
        }

        Tell(judged: false);
    }

    /// <summary>Takes over that a cost is proven to be the least there is.</summary>
    /// <exception cref="SolverMismatchException">The best roster costs something else.</exception>
    public void ProveOptimal(long[] optimum)
    {
        lock (_lock)
        {
            if (!_costs.AsSpan().SequenceEqual(optimum))
            {
                throw new SolverMismatchException(model.Problem.Levels, optimum, _costs ?? []);
            }

            _isOptimal = true;
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
            return Judge(_cells!, _costs!);
        }
    }

    private (Roster Roster, Evaluation.Evaluation Evaluation) Judge(RosterCells cells, long[] costs)
    {
        Roster roster = RosterCodec.Decode(model, cells);
        Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(model.Problem, roster);
        if (evaluation.ShapeProblems.Count > 0 || !evaluation.Penalties.SequenceEqual(costs))
        {
            throw new SolverMismatchException(model.Problem.Levels, costs, evaluation.Penalties);
        }

        return (roster, evaluation);
    }

    /// <summary>
    /// Penalty and bound per level; a bound holds with the levels before it as in the best roster. Bounds come from a model that enforces hard rules, so
    /// they say nothing of a roster that breaks any.
    /// </summary>
    /// <exception cref="SolverMismatchException">A bound lies above the cost of a roster that was found.</exception>
    public IReadOnlyList<LevelScore> Scores()
    {
        lock (_lock)
        {
            long[] penalties = _costs ?? new long[model.Levels];
            long[] bounds = _isOptimal ? penalties
                : _objective is not null && _costs is not null && penalties[0] == 0 ? _objective.LevelBounds(_scalarBound, penalties)
                : new long[model.Levels];
            if (!_isOptimal && _costs is not null && penalties[0] == 0)
            {
                _levelBounds.Raise(bounds, penalties);
            }

            if (bounds.Where((bound, level) => bound > penalties[level]).Any())
            {
                throw new SolverMismatchException(model.Problem.Levels, bounds, penalties);
            }

            return [.. penalties.Select((penalty, level) => new LevelScore(model.Problem.Levels[level], penalty, bounds[level]))];
        }
    }
}
