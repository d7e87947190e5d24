using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises the bound by column generation: prices between those of the linear program over known schedules and the best ones so far (Wentges' smoothing), new schedules from pricing, and again. Converges where steps
/// along sub-gradients crawl; each step costs a linear program.
/// </summary>
internal sealed class ColumnSearch : IDisposable
{
    private const double Smoothing = 0.8;
    private const double Recent = 0.2;
    private readonly ColumnMaster _master;
    private readonly double[] _weights;
    private readonly double[] _best;
    private readonly double[] _prices;
    private readonly double[] _try;
    private readonly double[] _mean;
    private readonly float[] _average;
    private readonly int _level;
    private DualFunction _dual;

    /// <param name="start">Prices to start from; its best prices and weights are taken.</param>
    public ColumnSearch(RosterModel model, DualFunction dual, PriceSearch start, double scaleOfCosts)
    {
        (_dual, _level) = (dual, start.Level);
        _weights = start.Weights.ToArray();
        _master = new ColumnMaster(model, dual, _weights, scaleOfCosts);
        _best = start.Prices.ToArray();
        _prices = new double[dual.Slots];
        _try = new double[dual.Slots];
        _mean = start.Prices.ToArray();
        _average = new float[model.Employees * model.HorizonOptions];
    }

    /// <summary>Weighted value at the best prices, in levels' units; not less what the incumbent pays.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Value of the linear program: what the bound can still reach with the schedules known.</summary>
    public double Upper => _master.Value;

    /// <summary>The best prices.</summary>
    public ReadOnlySpan<double> Prices => _best;

    /// <summary>The level.</summary>
    public int Level => _level;

    /// <summary>Share of each option of the horizon per employee in the linear program's solution; those of the last time when it could not be solved.</summary>
    public float[] Average
    {
        get
        {
            _master.SharesTo(_average);
            return _average;
        }
    }

    /// <summary>Goes on with a dual function of the same model that allows fewer options. What is proven from then on holds for these only.</summary>
    public void Restrict(DualFunction dual)
    {
        _dual = dual;
        _master.Restrict(dual);
        Value = double.NegativeInfinity;
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
            Evaluate(_best, 1, prove);
        }

        long t0 = Environment.TickCount64;
        bool ok = _master.Solve();
        long t1 = Environment.TickCount64;
        using var log = new Log(() => System.Console.Error.WriteLine($"DBG columns {Columns} upper {Upper:0.0} value {Value:0.0} lp {(t1 - t0) / 1e3:0.00} pricing {(Environment.TickCount64 - t1) / 1e3:0.00}"));
        if (!ok)
        {
            return false;
        }

        _master.PricesTo(_prices);
        // Prices of a degenerate program jump from corner to corner; their mean lies between, where the bound is better.
        for (int slot = 0; slot < _mean.Length; slot++)
        {
            _mean[slot] += Recent * (_prices[slot] - _mean[slot]);
        }

        int added = Evaluate(_mean, 1, prove);
        double smoothing = Smoothing;
        do
        {
            added += Evaluate(_best, smoothing, prove);
            smoothing = smoothing > 0.05 ? smoothing * Shrink : 0;
        }
        while ((added == 0 && smoothing > 0) || Environment.TickCount64 - t1 < (t1 - t0) * Share);

        added += added == 0 ? Evaluate(_prices, 0, prove) : 0;
        return added > 0 && Upper - Value > 1e-4 * Math.Max(1, Math.Abs(Value));
    }

    private static readonly double Share = double.Parse(Environment.GetEnvironmentVariable("SHARE") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly double Shrink = double.Parse(Environment.GetEnvironmentVariable("SHRINK") ?? "0.5", System.Globalization.CultureInfo.InvariantCulture);
    private sealed class Log(Action a) : IDisposable
    {
        public void Dispose() => a();
    }

    /// <summary>Prices between the program's and others, keeps the best prices and takes the schedules over; returns the number of new ones.</summary>
    private int Evaluate(double[] other, double share, Action<int, Int128, double[]> prove)
    {
        for (int slot = 0; slot < _try.Length; slot++)
        {
            _try[slot] = (share * other[slot]) + ((1 - share) * _prices[slot]);
        }

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
