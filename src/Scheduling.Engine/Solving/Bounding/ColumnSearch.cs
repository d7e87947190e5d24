using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises the bound by column generation: prices between those of the linear program over known schedules and the best ones so far (Wentges' smoothing), new schedules from pricing, and again. Converges where steps
/// along sub-gradients crawl; each step costs a linear program.
/// </summary>
internal sealed class ColumnSearch : IDisposable
{
    private const double Smoothing = 0.8;
    private readonly DualFunction _dual;
    private readonly ColumnMaster _master;
    private readonly double[] _weights;
    private readonly double[] _best;
    private readonly double[] _prices;
    private readonly double[] _try;
    private readonly float[] _average;
    private readonly int _level;

    /// <param name="start">Prices to start from; its best prices and weights are taken.</param>
    public ColumnSearch(RosterModel model, DualFunction dual, PriceSearch start, double scaleOfCosts)
    {
        (_dual, _level) = (dual, start.Level);
        _weights = start.Weights.ToArray();
        _master = new ColumnMaster(model, dual, _weights, scaleOfCosts);
        _best = start.Prices.ToArray();
        _prices = new double[dual.Slots];
        _try = new double[dual.Slots];
        _average = new float[model.Employees * model.HorizonOptions];
    }

    /// <summary>Weighted value at the best prices, in levels' units; not less what the incumbent pays.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Value of the linear program: what the bound can still reach with the schedules known.</summary>
    public double Upper => _master.Value;

    /// <summary>The best prices.</summary>
    public ReadOnlySpan<double> Prices => _best;

    /// <summary>Share of each option of the horizon per employee in the linear program's solution.</summary>
    public float[] Average
    {
        get
        {
            _master.SharesTo(_average);
            return _average;
        }
    }

    /// <summary>Schedules known.</summary>
    public int Columns => _master.Columns;

    public void Dispose() => _master.Dispose();

    /// <summary>Adds the schedules of the dual function's last evaluation.</summary>
    public void TakePriced() => _master.AddPriced();

    /// <summary>One step; false when it has converged or can do no more.</summary>
    public bool Step(Action<int, Int128, double[]> prove)
    {
        if (Value == double.NegativeInfinity)
        {
            _best.CopyTo(_try, 0);
            Evaluate(prove);
        }

        if (!_master.Solve())
        {
            return false;
        }

        _master.PricesTo(_prices);
        int added = 0;
        for (double smoothing = Smoothing; added == 0; smoothing = smoothing > 0.05 ? smoothing / 2 : 0)
        {
            for (int slot = 0; slot < _try.Length; slot++)
            {
                _try[slot] = (smoothing * _best[slot]) + ((1 - smoothing) * _prices[slot]);
            }

            added = Evaluate(prove);
            if (smoothing == 0)
            {
                break;
            }
        }

        return added > 0 && Upper - Value > 1e-4 * Math.Max(1, Math.Abs(Value));
    }

    /// <summary>Prices, keeps the best prices and takes the schedules over; returns the number of new ones.</summary>
    private int Evaluate(Action<int, Int128, double[]> prove)
    {
        _dual.Project(_try, _weights);
        if (_dual.Evaluate(_try, _weights, out bool impossible) is not { } exact)
        {
            return impossible ? 0 : _master.AddPriced();
        }

        prove(_level, exact, _weights);
        double value = (double)exact / DualFunction.Units;
        if (value > Value)
        {
            Value = value;
            _try.CopyTo(_best, 0);
        }

        return _master.AddPriced();
    }
}
