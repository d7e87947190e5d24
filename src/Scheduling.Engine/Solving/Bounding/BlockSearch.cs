using System.Numerics;
using System.Runtime.InteropServices;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises the bound of one level employee by employee: one after the other goes a part of the way to the best schedule at the prices that everybody's shares of schedules ask for, and the prices follow at once
/// (block-coordinate Frank–Wolfe on the augmented Lagrangian). Where many employees share rows, one round of this is worth many steps along a sub-gradient, which sends all alike to the same schedule.
/// </summary>
internal sealed partial class BlockSearch
{
    private const int RoundsPerCentre = 2;
    private const long MostShares = 60_000_000;
    private const int ReweighEvery = 8;
    private const double WeightStep = 1.3;
    private const double FirstStiffness = 0.17;
    private const double Softer = 0.95;
    private const double Softest = 0.1;
    private const double Noticeable = 2e-4;
    private readonly RosterModel _model;
    private readonly DualFunction _dual;
    private readonly CoverSlots _slots;
    private readonly double[] _scale;
    private readonly double[] _stiffness;
    private readonly double[] _centre;
    private readonly double[] _prices;
    private readonly double[] _try;
    private readonly double[] _rowPrices;
    private readonly double[] _supply;
    private readonly float[][] _given;
    private readonly double[] _totals;
    private readonly double[] _levelCosts;
    private readonly double[] _weights;
    private readonly double[] _rowBuffer;
    private readonly double[] _fresh;
    private readonly List<int> _touched = [];
    private readonly bool[] _isTouched;
    private readonly int[] _options;
    private readonly int[] _order;
    private readonly Random _random;
    private readonly int _level;
    private ProximalPrices _proximal;
    private readonly double _firstStiffness;
    private double _softness = 1;
    private int _steps;
    private bool _started;

    public BlockSearch(RosterModel model, DualFunction dual, PriceSearch start, double[] scale, int seed)
    {
        (_model, _dual, _slots, _scale, _level) = (model, dual, dual.CoverSlots, scale, start.Level);
        _weights = start.Weights.ToArray();
        _firstStiffness = FirstStiffness * TypicalWorth();
        _stiffness = new double[dual.Slots];
        SetStiffness(1);
        _centre = start.Prices.ToArray();
        _prices = start.Prices.ToArray();
        Prices = start.Prices.ToArray();
        _try = new double[dual.Slots];
        _rowPrices = new double[model.Rows.Length];
        _rowBuffer = new double[model.Rows.Length];
        _supply = new double[dual.Slots];
        _fresh = new double[_slots.Count];
        _given = [.. Enumerable.Range(0, model.Employees).Select(_ => new float[_slots.Count])];
        _totals = new double[dual.FirstGroup - dual.FirstTotal];
        _levelCosts = new double[model.Employees * model.Levels];
        _isTouched = new bool[model.Covers.Length];
        _options = new int[model.Timeline.Days];
        _order = [.. Enumerable.Range(0, model.Employees)];
        _random = new Random(seed);
        Average = new float[model.Employees * model.HorizonOptions];
        for (int row = 0; row < model.Rows.Length; row++)
        {
            _rowBuffer[row] = dual.FixedRows[row];
        }

        _slots.ToRows(_prices, _rowPrices);
        _slots.FromRows(_rowBuffer, _supply);
        Array.Clear(_rowBuffer);
        _proximal = new ProximalPrices(model, dual, _weights, _stiffness);
    }

    /// <summary>Shares of all employees in all rows up to which there is memory for it.</summary>
    public static bool Fits(RosterModel model, DualFunction dual) => (long)model.Employees * dual.CoverSlots.Count <= MostShares;

    /// <summary>Weighted value at the best prices, less what the incumbent pays for the earlier levels.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Steps since the value last rose noticeably.</summary>
    public int Stalled { get; private set; }

    /// <summary>What the shares of schedules would gain at most in the last round.</summary>
    public double Slack { get; private set; }

    /// <summary>The best prices.</summary>
    public double[] Prices { get; }

    /// <summary>Weights of the levels now.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Share of each option of the horizon per employee.</summary>
    public float[] Average { get; }

    /// <summary>Some rounds over all employees, and an exact value at the prices reached. False when nothing can be priced, or when ended.</summary>
    public bool Step(ReadOnlySpan<long> incumbent, Action<int, Int128, double[]> prove, Func<bool> ended)
    {
        for (int round = 0; round < RoundsPerCentre; round++)
        {
            Slack = 0;
            _random.Shuffle(_order);
            foreach (int employee in _order)
            {
                if (ended() || !Move(employee, whole: false))
                {
                    return false;
                }
            }

            _started = true;
        }

        // As long as the value rises, so may prices.
        _prices.CopyTo(_centre, 0);
        _softness = Stalled > 0 ? Math.Max(Softest, _softness * Softer) : _softness;
        SetStiffness(_softness);
        _prices.CopyTo(_try, 0);
        _dual.Project(_try, _weights);
        if (_dual.Evaluate(_try, _weights, out bool impossible) is not { } exact)
        {
            return !impossible;
        }

        // What nobody gives anything to gets dearer, too. The dual function left the demands in the order of its own prices.
        for (int cover = 0; cover < _model.Covers.Length; cover++)
        {
            _proximal.OfCover(cover, _centre, _supply, _prices);
        }

        _slots.ToRows(_prices, _rowPrices);
        prove(_level, exact, _weights);
        double value = (double)exact / DualFunction.Units;
        for (int earlier = 1; earlier < _level; earlier++)
        {
            value -= _weights[earlier] * incumbent[earlier];
        }

        Stalled = value > Value + (Noticeable * Math.Abs(value)) ? 0 : Stalled + 1;
        if (value > Value)
        {
            Value = value;
            _try.CopyTo(Prices, 0);
        }

        if (_level > 1 && ++_steps % ReweighEvery == 0)
        {
            Reweigh(incumbent);
        }

        return true;
    }

    /// <summary>An earlier level that the shares pay more for than the incumbent gets a higher weight, others a lower one.</summary>
    private void Reweigh(ReadOnlySpan<long> incumbent)
    {
        Span<double> costs = stackalloc double[_model.Levels];
        costs.Clear();
        for (int i = 0; i < _levelCosts.Length; i++)
        {
            costs[i % _model.Levels] += _levelCosts[i];
        }

        for (int cover = 0; cover < _model.Covers.Length; cover++)
        {
            double missing = 0;
            Range own = _slots.Of(cover);
            for (int slot = own.Start.Value; slot < own.End.Value; slot++)
            {
                missing += Math.Max(0, _slots.Required(slot) - _supply[slot]);
            }

            foreach (Hinge hinge in _model.Covers[cover].Shortage.Hinges)
            {
                costs[hinge.Level] += hinge.Weight * Math.Max(0, missing - Math.Max(0, hinge.Threshold));
            }
        }

        for (int level = 1; level < _level; level++)
        {
            double change = costs[level] > incumbent[level] ? WeightStep : 1 / WeightStep;
            _weights[level] = Math.Clamp(DualFunction.Round(_weights[level] * change), 1.0 / 64, 1 << 20);
        }

        _proximal = new ProximalPrices(_model, _dual, _weights, _stiffness);
    }

    private void SetStiffness(double share)
    {
        for (int slot = 0; slot < _stiffness.Length; slot++)
        {
            _stiffness[slot] = share * _firstStiffness * _scale[slot];
        }
    }

    /// <summary>What one employee more on a row is worth at most where people are missing: the median over rows.</summary>
    private double TypicalWorth()
    {
        List<double> worth = [];
        for (int cover = 0; cover < _model.Covers.Length; cover++)
        {
            double slope = TermMinimum.Slope(_model.Covers[cover].Shortage, true, _weights);
            if (!double.IsInfinity(slope) && slope > 0)
            {
                worth.Add(slope / Math.Sqrt(_scale[_slots.Of(cover).Start.Value]));
            }
        }

        worth.Sort();
        return worth.Count == 0 ? 1 : worth[worth.Count / 2];
    }

    private bool Move(int employee, bool whole)
    {
        double value = _dual.PriceAt(employee, _rowPrices, _prices, _weights, _options, out ReadOnlySpan<long> costs);
        if (double.IsPositiveInfinity(value))
        {
            return false;
        }

        Gather(employee);
        float[] given = _given[employee];
        Span<double> levelCosts = _levelCosts.AsSpan(employee * _model.Levels, _model.Levels);
        PricedTotal[] totals = _dual.Networks.Of[employee].Totals;

        // Along the way from the shares so far to the schedule: what is gained, and how fast the prices work against it.
        double gain = 0;
        double curve = 0;
        for (int level = 1; level < _model.Levels; level++)
        {
            gain += _weights[level] * (levelCosts[level] - costs[level]);
        }

        for (int slot = 0; slot < _fresh.Length; slot++)
        {
            double more = _fresh[slot] - given[slot];
            if (more != 0)
            {
                gain += _prices[slot] * more;
                curve += _stiffness[slot] * more * more;
            }
        }

        Span<double> freshTotals = stackalloc double[Math.Max(1, totals.Length)];
        for (int i = 0; i < totals.Length; i++)
        {
            int slot = totals[i].Slot;
            freshTotals[i] = ModelCost.Value(_model, totals[i].Expression, _options);
            double more = freshTotals[i] - _totals[slot];
            gain += _prices[_dual.FirstTotal + slot] * more;
            curve += _stiffness[_dual.FirstTotal + slot] * more * more;
        }

        Slack += Math.Max(0, gain);
        double share = whole || !_started ? 1 : gain <= 0 ? 0 : Math.Min(1, curve <= 0 ? 1 : gain / curve);
        if (share <= 0)
        {
            return true;
        }

        for (int level = 1; level < _model.Levels; level++)
        {
            levelCosts[level] += share * (costs[level] - levelCosts[level]);
        }

        for (int i = 0; i < totals.Length; i++)
        {
            int slot = totals[i].Slot;
            _totals[slot] += share * (freshTotals[i] - _totals[slot]);
            _prices[_dual.FirstTotal + slot] = _proximal.OfTotal(slot, _centre[_dual.FirstTotal + slot], _totals[slot]);
        }

        for (int slot = 0; slot < _fresh.Length; slot++)
        {
            double more = share * (_fresh[slot] - given[slot]);
            if (more != 0)
            {
                given[slot] += (float)more;
                _supply[slot] += more;
                Touch(_model.Rows[_slots.RowOf(slot)].Term);
            }
        }

        foreach (int cover in _touched)
        {
            _isTouched[cover] = false;
            _proximal.OfCover(cover, _centre, _supply, _prices);
            _slots.ToRows(cover, _prices, _rowPrices);
        }

        _touched.Clear();
        AverageSchedule(employee, (float)share);
        return true;
    }

    /// <summary>What the schedule gives, by price.</summary>
    private void Gather(int employee)
    {
        Array.Clear(_fresh);
        Span<int> placements = stackalloc int[Math.Max(1, _model.MaximumBreaks)];
        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            int option = _options[day];
            Add(_dual.Covers.Gives(employee, option));
            if (_dual.Covers.HasBreaks)
            {
                _dual.Covers.PlacementsOf(employee, option, placements);
                for (int slot = 0; slot < _model.Options[option].Breaks.Count; slot++)
                {
                    Add(_dual.Covers.PlacementGives(employee, placements[slot]));
                }
            }
        }

        foreach (int cover in _touched)
        {
            _isTouched[cover] = false;
            CoverTerm term = _model.Covers[cover];
            Span<double> rows = _rowBuffer.AsSpan(term.FirstRow, term.RowCount);
            _slots.FromRows(cover, _rowBuffer, _fresh);
            if (_slots.Surplus(cover) is >= 0 and int slot)
            {
                _fresh[slot] = rows[0];
            }

            rows.Clear();
        }

        _touched.Clear();
    }

    private void Add(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        foreach ((int row, int weight) in gives)
        {
            _rowBuffer[row] += weight;
            Touch(_model.Rows[row].Term);
        }
    }

    private void Touch(int cover)
    {
        if (!_isTouched[cover])
        {
            _isTouched[cover] = true;
            _touched.Add(cover);
        }
    }

    private void AverageSchedule(int employee, float share)
    {
        Span<float> own = Average.AsSpan(employee * _model.HorizonOptions, _model.HorizonOptions);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(own);
        var kept = new Vector<float>(1 - share);
        foreach (ref Vector<float> vector in vectors)
        {
            vector *= kept;
        }

        for (int i = vectors.Length * Vector<float>.Count; i < own.Length; i++)
        {
            own[i] *= 1 - share;
        }

        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            own[_options[day] - _model.FirstHorizonOption] += share;
        }
    }
}
