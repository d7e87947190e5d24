using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// From averaged schedules to a roster: fixes the cells on which they agree, lets the prices settle by steps along sub-gradients, and again, as long as the bound hardly rises; CP-SAT finds the
/// best of what is left, or, where that is much, everybody's best response. For problems too large for <see cref="ColumnDive"/>.
/// </summary>
internal sealed class GuidedDive
{
    private const double FirstAgreement = 0.97;
    private const double AgreementStep = 0.08;
    private const double LeastAgreement = 0.1;

    /// <summary>Agreement below which only a few cells are fixed at a time.</summary>
    private const double Sure = 0.6;
    private const double LargestBatch = 0.2;
    private const double SmallBatch = 0.02;
    private const double MostRise = 0.01;
    private const int SettlingSteps = 40;
    private const int CoreCells = 500;
    private const int MostSweeps = 4;
    private readonly RosterModel _model;
    private readonly DiveCells _cells;
    private readonly DualFunction _dual;
    private readonly PriceSearch _search;
    private readonly Func<long[]?> _incumbent;
    private readonly ThreadLoan _loan;
    private readonly CancellationToken _stop;

    /// <param name="from">Prices and averaged schedules to start from, of the last level.</param>
    /// <param name="incumbent">Costs of the best roster known.</param>
    /// <param name="loan">A second thread, returned when there is nothing to price any more.</param>
    public GuidedDive(RosterModel model, EmployeeNetworks networks, PriceSearch from, double[] scale, Func<long[]?> incumbent, ThreadLoan loan, CancellationToken stop)
    {
        (_model, _incumbent, _loan, _stop) = (model, incumbent, loan, stop);
        _cells = new DiveCells(model, networks);
        _dual = new DualFunction(model, _cells.Networks, loan: loan);
        _search = new PriceSearch(model, _dual, from.Level, scale);
        _search.StartFrom(from);
    }

    /// <summary>Dives; calls back with every roster found. The last one, null when stopped.</summary>
    public RosterCells? Run(int seed, Action<RosterCells> found)
    {
        if (!Settle())
        {
            return null;
        }

        double start = _search.Value;
        double least = FirstAgreement;
        while (_cells.Free > CoreCells && least >= LeastAgreement && !_stop.IsCancellationRequested)
        {
            int kept = _cells.Fixed;
            bool[][] usable = [.. _cells.Usable.Select(u => (bool[])u.Clone())];
            double[] prices = _search.Prices.ToArray();
            int newly = _cells.Fix(_cells.Surest(_search.Average, (float)least).Take((int)(_cells.All * (least > Sure ? LargestBatch : SmallBatch))));
            if (newly < _cells.All / 100)
            {
                least -= AgreementStep;
            }

            if (newly > 0 && !Settle())
            {
                return null;
            }

            if (newly > 0 && _search.Value > start + (MostRise * Math.Abs(start)))
            {
                // Too far: what averages do not show, such as totals that no longer go together, is left to the search for the best of the rest.
                _cells.Undo(kept, usable);
                _search.Reset(prices);
                break;
            }
        }

        _loan.Return();
        return Round(seed, found);
    }

    /// <summary>A roster from what is left: everybody's best response within it, then CP-SAT for the rest or for who breaks hard rules.</summary>
    private RosterCells Round(int seed, Action<RosterCells> found)
    {
        var evaluator = new DeltaEvaluator(_model, _dual.Roster(new (int[], int[])?[_model.Employees]));
        found(evaluator.Cells);
        var random = new Random(seed);
        var response = new BestResponse(_model, _cells.Networks, totalPrices: _search.Prices[_dual.FirstTotal.._dual.FirstGroup]);
        for (int sweep = 0; sweep < MostSweeps && response.Sweep(evaluator, random, 0, null, () => _stop.IsCancellationRequested); sweep++)
        {
            found(evaluator.Cells);
        }

        if (_incumbent() is { } known && evaluator.Costs[^1] > known[^1])
        {
            // Mending makes it worse still.
            return evaluator.Cells;
        }

        return _cells.SolveCore(evaluator.Cells, 0, seed, false, found, _stop);
    }

    /// <summary>Lets the prices settle; false when stopped or nothing can be priced.</summary>
    private bool Settle()
    {
        _search.Restart();
        for (int step = 0; step < SettlingSteps; step++)
        {
            if (_stop.IsCancellationRequested || !_search.Step(_incumbent() ?? new long[_model.Levels], (_, _, _) => { }))
            {
                return false;
            }
        }

        return true;
    }
}
