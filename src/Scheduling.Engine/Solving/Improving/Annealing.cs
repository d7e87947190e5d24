using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Simulated annealing over single cells and swaps on the delta evaluator: hundreds of thousands of moves a second, so it brings a bad roster near a good one
/// much sooner than CP-SAT. Levels are weighted against each other by what moves change them; the weight of broken hard rules rises while any is
/// broken and falls while none is (the penalty management of PyVRP). The best roster is kept by the true order of levels.
/// </summary>
internal sealed class Annealing
{
    private const int MovesPerStep = 512;
    private const double LevelRatio = 6;
    private readonly RosterModel _model;
    private readonly Random _random;
    private readonly DeltaEvaluator _evaluator;
    private readonly MoveMaker _moves;
    private readonly double[] _weights;
    private readonly RosterCells _best;
    private readonly int[] _behind;
    private long[] _bestCosts;
    private int _behindCount;
    private double _hardFactor = 1;

    public Annealing(RosterModel model, DeltaEvaluator evaluator, MoveMaker moves, Random random)
    {
        _model = model;
        _evaluator = evaluator;
        _random = random;
        _moves = moves;
        _behind = new int[(model.Cells / 4) + 64];
        _best = evaluator.Cells.Clone();
        _bestCosts = evaluator.Costs.ToArray();
        _weights = Weigh();
    }

    /// <summary>Costs of the best roster found.</summary>
    public long[] BestCosts => _bestCosts;

    /// <summary>Moves tried so far.</summary>
    public long Moves { get; private set; }

    /// <summary>
    /// Cools from one temperature to another, where 1 is the typical change of a move on the last level that moves change,
    /// while <paramref name="progress"/> (asked between steps, 0 to 1) grows, then leaves the evaluator on the best roster found.
    /// </summary>
    public void Run(double from, double to, Func<double> progress, Action<RosterCells, long[]> improved)
    {
        double current = Weighted(_evaluator.Costs);
        double done;
        while ((done = progress()) < 1)
        {
            double temperature = from * Math.Pow(to / from, done);
            bool better = false;
            for (int i = 0; i < MovesPerStep; i++)
            {
                if (!_moves.Make())
                {
                    continue;
                }

                double next = Weighted(_evaluator.Costs);
                double change = next - current;
                if (change <= 0 || _random.NextDouble() < Math.Exp(-change / temperature))
                {
                    current = next;
                    Fall();
                    if (change < 0 && Lexicographic.Compare(_evaluator.Costs, _bestCosts) < 0)
                    {
                        _bestCosts = _evaluator.Costs.ToArray();
                        CatchUp();
                        better = true;
                    }
                }
                else
                {
                    _moves.Undo();
                }
            }

            Moves += MovesPerStep;
            _hardFactor = Math.Clamp(_hardFactor * (_evaluator.Costs[0] > 0 ? 1.02 : 0.99), 0.3, 1e4);
            current = Weighted(_evaluator.Costs);
            if (better)
            {
                improved(_best, _bestCosts);
            }
        }

        _evaluator.GoTo(_best);
    }

    /// <summary>Notes the cells in which the best roster may differ from the current one.</summary>
    private void Fall()
    {
        foreach (int cell in _moves.Changed)
        {
            if (_behindCount < _behind.Length)
            {
                _behind[_behindCount] = cell;
            }

            _behindCount++;
        }
    }

    /// <summary>Makes the best roster the current one: the noted cells, or all when they were too many.</summary>
    private void CatchUp()
    {
        if (_behindCount > _behind.Length)
        {
            _best.CopyFrom(_evaluator.Cells);
        }
        else
        {
            foreach (int cell in _behind.AsSpan(0, _behindCount))
            {
                _best.CopyFrom(_evaluator.Cells, cell);
            }
        }

        _behindCount = 0;
    }

    private double Weighted(ReadOnlySpan<long> costs)
    {
        double sum = costs[0] * _weights[0] * _hardFactor;
        for (int level = 1; level < costs.Length; level++)
        {
            sum += costs[level] * _weights[level];
        }

        return sum;
    }

    /// <summary>Weights that make a typical change of a level count a few times one of the next level, found by trying moves.</summary>
    private double[] Weigh()
    {
        double[] sums = new double[_model.Levels];
        int[] counts = new int[_model.Levels];
        long[] before = _evaluator.Costs.ToArray();
        for (int i = 0; i < 4 * MovesPerStep; i++)
        {
            if (!_moves.Make())
            {
                continue;
            }

            for (int level = 0; level < before.Length; level++)
            {
                long change = Math.Abs(_evaluator.Costs[level] - before[level]);
                sums[level] += change;
                counts[level] += change > 0 ? 1 : 0;
            }

            _moves.Undo();
        }

        double[] weights = new double[before.Length];
        double unit = 1;
        for (int level = weights.Length - 1; level >= 0; level--)
        {
            if (counts[level] == 0)
            {
                weights[level] = unit;
                continue;
            }

            double typical = sums[level] / counts[level];
            weights[level] = unit / typical;
            unit *= LevelRatio;
        }

        return weights;
    }
}
