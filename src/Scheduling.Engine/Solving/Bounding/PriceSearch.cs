using System.Numerics;
using System.Runtime.InteropServices;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises the bound of one level by the volume algorithm (Barahona and Anbil 2000): steps along an averaged sub-gradient from the best prices, with the priced schedules averaged
/// alike. The levels before it have weights that are prices too: the bound is Σ weight × level less what the incumbent pays for the earlier levels.
/// </summary>
internal sealed class PriceSearch
{
    private const int WeightEvery = 25;
    private const double WeightStep = 1.2;
    private const double MostLonger = 50;
    private readonly RosterModel _model;
    private readonly DualFunction _dual;
    private readonly int _level;
    private readonly double[] _best;
    private readonly double[] _try;
    private readonly double[] _scale;
    private readonly double[] _direction;
    private readonly double[] _costs;
    private double[] _weights;
    private double _factor = 0.5;
    private double _mix = 0.1;
    private double _highest = double.NegativeInfinity;
    private int _failures;
    private bool _started;
    private bool _revalue;

    public PriceSearch(RosterModel model, DualFunction dual, int level, double[] scale)
    {
        (_model, _dual, _level, _scale) = (model, dual, level, scale);
        _best = new double[dual.Slots];
        _try = new double[dual.Slots];
        _direction = new double[dual.Slots];
        _costs = new double[model.Levels];
        _weights = new double[model.Levels];
        for (int earlier = 1; earlier <= level; earlier++)
        {
            _weights[earlier] = 1;
        }

        Average = new float[model.Employees * model.HorizonOptions];
    }

    /// <summary>The level.</summary>
    public int Level => _level;

    /// <summary>Weighted value at the best prices, less what the incumbent pays for the earlier levels; in levels' units.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Weights of the levels now.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The best prices.</summary>
    public ReadOnlySpan<double> Prices => _best;

    /// <summary>Averaged schedules: share of each option of the horizon, per employee.</summary>
    public float[] Average { get; }

    /// <summary>Iterations done.</summary>
    public int Iterations { get; private set; }

    /// <summary>Iterations since the value last rose noticeably.</summary>
    public int Stalled { get; private set; }

    /// <summary>Where the search stands, for people who look into it.</summary>
    public string Describe()
    {
        double norm = 0;
        for (int slot = 0; slot < _direction.Length; slot++)
        {
            norm += _scale[slot] * _direction[slot] * _direction[slot];
        }

        return FormattableString.Invariant($"factor {_factor:0.0000} mix {_mix:0.000} norm {Math.Sqrt(norm):0.0} weights {string.Join('/', _weights)} costs {string.Join('/', _costs.Select(c => Math.Round(c)))}");
    }

    /// <summary>Goes on from where another search of the same level stands, on a dual function with fewer options or other networks.</summary>
    /// <param name="slots">For each price the other's, negative where the other has none; the same ones by default.</param>
    public void StartFrom(PriceSearch other, int[]? slots = null)
    {
        for (int slot = 0; slot < _best.Length; slot++)
        {
            int from = slots is null ? slot : slots[slot];
            _best[slot] = from < 0 ? 0 : other._best[from];
            _direction[slot] = from < 0 ? 0 : other._direction[from];
        }

        other._costs.CopyTo(_costs, 0);
        other.Average.CopyTo(Average, 0);
        _weights = other._weights;
        (_factor, _mix) = (Math.Max(0.1, other._factor), Math.Max(0.03, other._mix));
        (_started, _revalue) = (true, true);
    }

    /// <summary>Takes over what column generation found: its prices, and its schedules as the averaged ones.</summary>
    public void Take(ColumnSearch columns)
    {
        columns.Prices.CopyTo(_best);
        columns.Average.CopyTo(Average, 0);
        Array.Clear(_direction);
        (_started, _revalue) = (true, true);
    }

    /// <summary>Takes over what a search by employees found.</summary>
    public void Take(BlockSearch blocks)
    {
        blocks.Prices.CopyTo(_best, 0);
        blocks.Average.CopyTo(Average, 0);
        _weights = blocks.Weights.ToArray();
        Array.Clear(_direction);
        (_started, _revalue) = (true, true);
        Value = blocks.Value;
    }

    /// <summary>Goes back to prices it had.</summary>
    public void Reset(ReadOnlySpan<double> prices)
    {
        prices.CopyTo(_best);
        Restart();
    }

    /// <summary>Options have been forbidden: the value at the best prices is another, the step may be longer again.</summary>
    public void Restart() => (_revalue, _factor, _mix, Stalled, _highest) = (true, Math.Max(0.1, _factor), Math.Max(0.05, _mix), 0, double.NegativeInfinity);

    /// <summary>
    /// One iteration. <paramref name="incumbent"/>: costs per level of the best roster. <paramref name="prove"/> takes every exact value (in units of the dual function) with its weights.
    /// False when nothing can be priced.
    /// </summary>
    public bool Step(ReadOnlySpan<long> incumbent, Action<int, Int128, double[]> prove)
    {
        double paid = 0;
        for (int level = 1; level < _level; level++)
        {
            paid += _weights[level] * incumbent[level];
        }

        if (_revalue)
        {
            _best.CopyTo(_try, 0);
        }
        else if (_started)
        {
            Move(incumbent[_level]);
        }

        _dual.Project(_try, _weights);
        if (_dual.Evaluate(_try, _weights, out bool impossible) is not { } exact)
        {
            // Prices too large to be exact are a step too far.
            _factor *= 0.3;
            Stalled++;
            return !impossible;
        }

        prove(_level, exact, _weights);
        double value = ((double)exact / DualFunction.Units) - paid;
        if (_revalue)
        {
            (_revalue, Value) = (false, double.NegativeInfinity);
        }

        Iterations++;
        double agreement = Blend();
        Learn(value, agreement);
        if (_level > 1 && Iterations % WeightEvery == 0)
        {
            Reweigh(incumbent);
        }

        _started = true;
        return true;
    }

    private void Move(long incumbent)
    {
        double norm = 0;
        for (int slot = 0; slot < _direction.Length; slot++)
        {
            norm += _scale[slot] * _direction[slot] * _direction[slot];
        }

        // Of an incumbent far away only a part is believed, and none that is not known yet.
        double near = 0.3 * Math.Max(Math.Max(10, 0.0005 * incumbent), Math.Abs(Value));
        double distance = incumbent <= Value ? near : Math.Min(near, Math.Max(incumbent - Value, Math.Max(1, Math.Abs(Value)) * 0.002));
        double wanted = _factor * distance;
        double step = norm <= 0 ? 0 : wanted / norm;
        double gained = Take(step);

        // Prices at the end of their range do not move, so the others go further for the same gain.
        if (gained < wanted / 2)
        {
            Take(step * (gained <= 0 ? MostLonger : Math.Min(MostLonger, wanted / gained)));
        }
    }

    /// <summary>Goes a step from the best prices and returns what it gains along the direction once prices are back in their ranges.</summary>
    private double Take(double step)
    {
        for (int slot = 0; slot < _direction.Length; slot++)
        {
            _try[slot] = _best[slot] + (step * _scale[slot] * _direction[slot]);
        }

        _dual.Project(_try, _weights);
        double gained = 0;
        for (int slot = 0; slot < _direction.Length; slot++)
        {
            gained += (_try[slot] - _best[slot]) * _direction[slot];
        }

        return gained;
    }

    /// <summary>Averages sub-gradient and schedules; returns whether the new sub-gradient agrees with the average (positive) or not.</summary>
    private double Blend()
    {
        ReadOnlySpan<double> fresh = _dual.Subgradient;
        double along = 0;
        double across = 0;
        double length = 0;
        for (int slot = 0; slot < fresh.Length; slot++)
        {
            double difference = fresh[slot] - _direction[slot];
            along += _scale[slot] * _direction[slot] * fresh[slot];
            across += _scale[slot] * _direction[slot] * -difference;
            length += _scale[slot] * difference * difference;
        }

        // The mix that makes the average shortest, within limits.
        double mix = _started ? Math.Clamp(length > 0 ? across / length : _mix, _mix / 10, _mix) : 1;
        for (int slot = 0; slot < fresh.Length; slot++)
        {
            _direction[slot] += mix * (fresh[slot] - _direction[slot]);
        }

        for (int level = 0; level < _costs.Length; level++)
        {
            _costs[level] += mix * (_dual.LevelCosts[level] - _costs[level]);
        }

        AverageSchedules((float)mix);
        return along;
    }

    private void AverageSchedules(float mix)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(Average.AsSpan());
        var kept = new Vector<float>(1 - mix);
        foreach (ref Vector<float> vector in vectors)
        {
            vector *= kept;
        }

        for (int i = vectors.Length * Vector<float>.Count; i < Average.Length; i++)
        {
            Average[i] *= 1 - mix;
        }

        int days = _model.Timeline.Days;
        int first = _model.FirstHorizonOption;
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
            {
                Average[(employee * _model.HorizonOptions) + _dual.Schedules[(employee * days) + day] - first] += mix;
            }
        }
    }

    private void Learn(double value, double agreement)
    {
        // At other weights the value is another, but it says the same: what the level costs at least. So what was reached before counts.
        Stalled = value > _highest + (1e-4 * Math.Max(1, Math.Abs(value))) ? 0 : Stalled + 1;
        _highest = Math.Max(_highest, value);
        if (value > Value)
        {
            Value = value;
            _try.CopyTo(_best, 0);
            _failures = 0;
            _factor = Math.Min(2, _factor * (agreement > 0 ? 1.1 : 1.02));
        }
        else if (++_failures >= 12)
        {
            _failures = 0;
            _factor = Math.Max(1e-4, _factor * 0.66);
            _mix = Math.Max(0.002, _mix * 0.9);
        }
    }

    /// <summary>An earlier level that the averaged schedules pay more for than the incumbent gets a higher weight, others a lower one.</summary>
    private void Reweigh(ReadOnlySpan<long> incumbent)
    {
        double[] weights = (double[])_weights.Clone();
        for (int level = 1; level < _level; level++)
        {
            double change = _costs[level] > incumbent[level] ? WeightStep : 1 / WeightStep;
            weights[level] = Math.Clamp(DualFunction.Round(weights[level] * change), 1.0 / 64, 1 << 20);
        }

        // The value at other weights is another, so the next step finds it.
        _weights = weights;
        _revalue = true;
    }
}
