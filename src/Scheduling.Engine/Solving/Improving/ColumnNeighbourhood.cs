using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>What is known of a model for parts of it.</summary>
/// <param name="Networks">Day networks of all employees.</param>
/// <param name="Prices">Prices to start from and weights of levels, of the last level; null: no prices, all levels weigh the same.</param>
internal sealed record PartPrices(EmployeeNetworks Networks, PriceSearch? Prices);

/// <summary>
/// Improves a part of a roster that is too large for CP-SAT: all else stays, column generation finds the best schedules for the part, and a dive makes a roster of them (Legrain, Omer and Rosat 2020
/// repair so).
/// </summary>
internal sealed class ColumnNeighbourhood
{
    /// <summary>Column generation that has not converged after this share of the time leaves too little of it for a dive.</summary>
    private const double MostForColumns = 0.5;
    private readonly RosterModel _model;
    private readonly EmployeeNetworks _networks;
    private readonly PriceSearch _from;
    private readonly long _step;
    private readonly double[] _scale;
    private readonly double[] _prices;
    private readonly CancellationToken _stop;

    public ColumnNeighbourhood(RosterModel model, PartPrices known, CancellationToken stop)
    {
        (_model, _networks, _stop) = (model, known.Networks, stop);
        _step = CostStep.Of(model)[^1];
        var dual = new DualFunction(model, _networks);
        _scale = PriceScale.Of(model, _networks, dual);
        _from = known.Prices ?? new PriceSearch(model, dual, model.Levels - 1, _scale);
        _prices = _from.Prices.ToArray();
    }

    /// <summary>Looks for better rosters; calls back with every roster found. True when the part was searched to the end before it was stopped.</summary>
    /// <param name="roster">The roster, not changed.</param>
    /// <param name="free">The part that may change; on its days the places of everybody's breaks may, too.</param>
    /// <param name="limit">Ends it early.</param>
    /// <param name="over">Share of its time that is over; by default there is as much as it takes.</param>
    /// <param name="worth">Share of the cost that must be left to gain for a dive.</param>
    public bool Run(DeltaEvaluator roster, FreeCells free, int seed, Action<RosterCells> found, CancellationToken limit, Func<double>? over = null, double worth = 0)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop, limit);
        over ??= () => 0;
        RosterCells basis = roster.Cells.Clone();
        bool[] days = new bool[_model.Timeline.Days];
        foreach (int cell in free.Cells)
        {
            days[cell % days.Length] = true;
        }

        bool[][] only = Only(basis);
        bool[][] usable = Freed(only, free);
        bool[] covers = Covers(days);
        EmployeeNetworks part = _networks.With(usable);
        var dual = new DualFunction(_model, part);
        var start = new PriceSearch(_model, dual, _from.Level, _scale);
        start.StartFrom(_from);
        start.Reset(Prices(dual, covers));
        double most = MostCost(roster, covers);
        using var columns = new ColumnSearch(_model, dual, start, most, covers, either.Token);
        var known = new DualFunction(_model, _networks.With(only));
        known.Project(_prices, start.Weights);
        if (known.Evaluate(_prices, start.Weights, out bool impossible) is null || impossible)
        {
            return false;
        }

        columns.TakePriced(known);
        bool going = true;
        while (going && !either.IsCancellationRequested && columns.Value < most && over() < MostForColumns)
        {
            going = columns.Step((_, _, _) => { });
        }

        if (!going && columns.Value < most - (worth * Math.Abs(most)))
        {
            new ColumnDive(_model, part, columns, null, () => most, over, seed, true, either.Token).Run(c => found(OnTheseDays(c)));
        }

        bool converged = !going || columns.Value >= most;
        return converged && !either.IsCancellationRequested;

        // Covers of other days are left out, so that breaks there are anywhere.
        RosterCells OnTheseDays(RosterCells cells)
        {
            RosterCells roster = basis.Clone();
            for (int cell = 0; cell < _model.Cells; cell++)
            {
                if (days[cell % _model.Timeline.Days])
                {
                    roster.CopyFrom(cells, cell);
                }
            }

            return roster;
        }
    }

    /// <summary>The prices to start from, 0 for covers that are left out.</summary>
    private double[] Prices(DualFunction dual, bool[] covers)
    {
        double[] prices = (double[])_prices.Clone();
        for (int cover = 0; cover < covers.Length; cover++)
        {
            if (!covers[cover])
            {
                prices.AsSpan(dual.CoverSlots.Of(cover)).Clear();
                if (dual.CoverSlots.Surplus(cover) is >= 0 and int slot)
                {
                    prices[slot] = 0;
                }
            }
        }

        return prices;
    }

    /// <summary>Weighted cost that nothing better can have, of schedules and of some covers.</summary>
    private double MostCost(DeltaEvaluator roster, bool[] covers)
    {
        long[] elsewhere = new long[_model.Levels];
        for (int cover = 0; cover < covers.Length; cover++)
        {
            if (!covers[cover])
            {
                ModelCost.AddCover(elsewhere, _model, _model.Covers[cover], roster.RowValues);
            }
        }

        double most = -0.99 * _step;
        for (int level = 1; level < elsewhere.Length; level++)
        {
            most += _from.Weights[level] * (roster.Costs[level] - elsewhere[level]);
        }

        return most;
    }

    /// <summary>What employees have in a roster, and nothing else.</summary>
    private bool[][] Only(RosterCells basis)
    {
        bool[][] only = [.. _networks.Usable.Select(u => (bool[])u.Clone())];
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            (int employee, int day) = (cell / _model.Timeline.Days, cell % _model.Timeline.Days);
            if (_model.Timeline.IsInHorizon(day))
            {
                only[employee].AsSpan(_model.DayOffsets[day].._model.DayOffsets[day + 1]).Clear();
                only[employee][basis.Options[cell]] = true;
            }
        }

        return only;
    }

    /// <summary>The same, and all that is usable in the part.</summary>
    private bool[][] Freed(bool[][] only, FreeCells free)
    {
        bool[][] usable = [.. only.Select(u => (bool[])u.Clone())];
        foreach (int cell in free.Cells)
        {
            (int employee, int day) = (cell / _model.Timeline.Days, cell % _model.Timeline.Days);
            for (int option = _model.DayOffsets[day]; option < _model.DayOffsets[day + 1]; option++)
            {
                usable[employee][option] |= _networks.Usable[employee][option];
            }
        }

        return usable;
    }

    /// <summary>Which covers options of the part's days give to.</summary>
    private bool[] Covers(bool[] days)
    {
        bool[] rows = new bool[_model.Rows.Length];
        for (int day = 0; day < days.Length; day++)
        {
            for (int option = _model.DayOffsets[day]; days[day] && option < _model.DayOffsets[day + 1]; option++)
            {
                foreach (Contribution contribution in _model.ContributionsOf(option))
                {
                    rows[contribution.Row] = true;
                }
            }
        }

        return [.. _model.Covers.Select(c => rows.AsSpan(c.FirstRow, c.RowCount).Contains(true))];
    }
}
