using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Raises the bound by column generation: at the mean of the linear program's latest prices, and between its prices and the best ones so far (Wentges' smoothing), new schedules are priced, and the program is solved
/// again. Converges where steps along sub-gradients crawl; each step costs a linear program.
/// </summary>
internal sealed class ColumnSearch : IDisposable
{
    private const double Smoothing = 0.8;
    private const double LeastSmoothing = 0.05;
    private const double Recent = 0.2;
    private const double Converged = 1e-4;
    private const double NearlyConverged = 3e-3;
    private readonly ColumnMaster _master;
    private readonly double[] _weights;
    private readonly double[] _best;
    private readonly double[] _prices;
    private readonly double[] _try;
    private readonly double[] _mean;
    private readonly int _level;
    private DualFunction _dual;

    /// <param name="start">Prices to start from; its best prices and weights are taken.</param>
    /// <param name="covers">The covers that schedules differ in; the value of all others is 0. All by default.</param>
    /// <param name="stop">Ends a step at once.</param>
    public ColumnSearch(RosterModel model, DualFunction dual, PriceSearch start, double scaleOfCosts, bool[]? covers = null, CancellationToken stop = default)
    {
        (_dual, _level) = (dual, start.Level);
        _weights = start.Weights.ToArray();
        _master = new ColumnMaster(model, dual, _weights, scaleOfCosts, covers, stop);
        _best = start.Prices.ToArray();
        _prices = new double[dual.Slots];
        _try = new double[dual.Slots];
        _mean = start.Prices.ToArray();
        Shares = new float[model.Employees * model.HorizonOptions];
        Average = new float[Shares.Length];
    }

    /// <summary>Weighted value at the best prices, in levels' units; not less what the incumbent pays.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>The value in units of the dual function; nothing less is possible.</summary>
    public Int128 Exact { get; private set; }

    /// <summary>Value of the linear program: what the bound can still reach with the schedules known.</summary>
    public double Upper => _master.Value;

    /// <summary>Weights of the levels.</summary>
    public double[] Weights => _weights;

    /// <summary>The slacks of covers in the linear program's last solution.</summary>
    public ReadOnlySpan<double> Slacks => _master.Slacks;

    /// <summary>Whether somebody had no schedule left at all in the last evaluation.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The best prices.</summary>
    public ReadOnlySpan<double> Prices => _best;

    /// <summary>The level.</summary>
    public int Level => _level;

    /// <summary>Share of each option of the horizon per employee in the linear program's last solution.</summary>
    public float[] Shares { get; }

    /// <summary>The mean of the shares in the latest solutions. A solution is one corner of all that are as good; what many corners have in common is surer.</summary>
    public float[] Average { get; }

    /// <summary>The roster of everybody's likeliest schedule in the linear program's solution.</summary>
    public RosterCells LikeliestRoster() => _dual.Roster(_master.Likeliest());

    /// <inheritdoc cref="ColumnMaster.IsCrowd" />
    public bool IsCrowd => _master.IsCrowd;

    /// <inheritdoc cref="ColumnMaster.Hold" />
    public int Hold(int most, Func<double> preference) => _master.Hold(most, preference);

    /// <inheritdoc cref="ColumnMaster.Release" />
    public void Release() => _master.Release();

    /// <summary>Solves the program, and finds schedules that go with those held as long as it is dearer than it should be; false when it cannot be solved.</summary>
    public bool Settle(int rounds, double most)
    {
        for (int round = 0; round < rounds; round++)
        {
            if (!_master.Solve())
            {
                return false;
            }

            if (Upper <= most)
            {
                return true;
            }

            _master.PricesTo(_prices);
            for (int slot = 0; slot < _mean.Length; slot++)
            {
                _mean[slot] = (_mean[slot] + _prices[slot]) / 2;
            }

            if (Evaluate(_prices, 0, (_, _, _) => { }) + Evaluate(_mean, 1, (_, _, _) => { }) == 0)
            {
                return true;
            }
        }

        return _master.Solve();
    }

    /// <summary>Goes on with a dual function of the same model that allows fewer options, or has limits. What is proven from then on holds for these only.</summary>
    /// <param name="prices">Prices that are good for it; the best ones so far by default.</param>
    public void Restrict(DualFunction dual, ReadOnlySpan<double> prices = default)
    {
        _dual = dual;
        _master.Restrict(dual);
        (Value, IsImpossible) = (double.NegativeInfinity, false);
        if (!prices.IsEmpty)
        {
            prices.CopyTo(_best);
            prices.CopyTo(_mean);
        }
    }

    /// <summary>Schedules known.</summary>
    public int Columns => _master.Columns;

    public void Dispose() => _master.Dispose();

    /// <summary>Adds the schedules of the dual function's last evaluation.</summary>
    public void TakePriced() => _master.AddPriced();

    /// <summary>Adds the schedules of the last evaluation of another dual function of the same model and prices.</summary>
    public void TakePriced(DualFunction dual) => _master.AddPriced(dual);

    /// <summary>One step; false when it has converged or can do no more.</summary>
    public bool Step(Action<int, Int128, double[]> prove)
    {
        if (Value == double.NegativeInfinity)
        {
            Evaluate(_best, 1, prove);
        }

        if (!_master.Solve())
        {
            return false;
        }

        _master.PricesTo(_prices);
        _master.SharesTo(Shares);
        for (int i = 0; i < Shares.Length; i++)
        {
            Average[i] += (float)Recent * (Shares[i] - Average[i]);
        }

        // Prices of a degenerate program jump from corner to corner; their mean lies between, where the bound is better.
        for (int slot = 0; slot < _mean.Length; slot++)
        {
            _mean[slot] += Recent * (_prices[slot] - _mean[slot]);
        }

        int added = Evaluate(_mean, 1, prove) + Evaluate(_best, Smoothing, prove);
        for (double smoothing = Smoothing - 0.2; _master.IsCrowd && smoothing > 0.1; smoothing -= 0.2)
        {
            added += Evaluate(_best, smoothing, prove);
        }

        for (double smoothing = Smoothing / 2; added == 0 && smoothing > 0; smoothing = smoothing > LeastSmoothing ? smoothing / 2 : 0)
        {
            added = Evaluate(_best, smoothing, prove);
        }

        added += added == 0 ? Evaluate(_prices, 0, prove) : 0;
        return added > 0 && Upper - Value > (_master.IsCrowd ? NearlyConverged : Converged) * Math.Max(1, Math.Abs(Value));
    }

    /// <summary>Prices between the program's and others, keeps the best prices and takes the schedules over; returns the number of new ones.</summary>
    private int Evaluate(double[] other, double share, Action<int, Int128, double[]> prove)
    {
        for (int slot = 0; slot < _try.Length; slot++)
        {
            _try[slot] = (share * other[slot]) + ((1 - share) * _prices[slot]);
        }

        _dual.Project(_try, _weights);
        Int128? value = _dual.Evaluate(_try, _weights, out bool impossible);
        IsImpossible |= impossible;
        if (value is not { } exact)
        {
            return impossible ? 0 : _master.AddPriced();
        }

        prove(_level, exact, _weights);
        double worth = (double)exact / DualFunction.Units;
        if (worth > Value)
        {
            (Value, Exact) = (worth, exact);
            _try.CopyTo(_best, 0);
        }

        return _master.AddPriced();
    }
}
