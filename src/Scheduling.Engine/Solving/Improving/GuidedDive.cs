using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// From averaged schedules to a roster: fixes the cells on which they agree, lets the prices settle by steps along sub-gradients, and again, as long as the bound hardly rises; CP-SAT finds the
/// best of what is left. For problems too large for <see cref="ColumnDive"/>.
/// </summary>
internal sealed class GuidedDive
{
    private const float FirstAgreement = 0.97f;
    private const float AgreementStep = 0.08f;
    private const float LeastAgreement = 0.5f;
    private const double MostRise = 0.004;
    private const double ShareOfCells = 0.2;
    private const int SettlingSteps = 40;
    private const int CoreCells = 500;
    private readonly RosterModel _model;
    private readonly DiveCells _cells;
    private readonly DualFunction _dual;
    private readonly PriceSearch _search;
    private readonly Func<long[]?> _incumbent;
    private readonly CancellationToken _stop;

    /// <param name="from">Prices and averaged schedules to start from, of the last level.</param>
    /// <param name="incumbent">Costs of the best roster known.</param>
    public GuidedDive(RosterModel model, EmployeeNetworks networks, PriceSearch from, double[] scale, Func<long[]?> incumbent, CancellationToken stop)
    {
        (_model, _incumbent, _stop) = (model, incumbent, stop);
        _cells = new DiveCells(model, networks);
        _dual = new DualFunction(model, _cells.Networks);
        _search = new PriceSearch(model, _dual, from.Level, scale);
        _search.StartFrom(from);
    }

    /// <summary>Dives; calls back with every roster found.</summary>
    public void Run(int seed, Action<RosterCells> found)
    {
        if (!Settle())
        {
            return;
        }

        double start = _search.Value;
        float agreement = FirstAgreement;
        while (_cells.Free > CoreCells && !_stop.IsCancellationRequested)
        {
            int newly = _cells.Fix(_cells.Surest(_search.Average, agreement).Take((int)(_cells.All * ShareOfCells)));
            if (newly < _cells.All / 100)
            {
                agreement -= AgreementStep;
            }

            if (agreement < LeastAgreement || (newly > 0 && !Settle()))
            {
                break;
            }

            if (_search.Value > start + (MostRise * Math.Abs(start)) && _cells.Free < 3 * CoreCells)
            {
                break;
            }
        }

        RosterCells basis = _dual.Roster(new int[_model.Employees][]);
        found(basis);
        _cells.SolveCore(basis, 0, seed, found, _stop);
    }

    /// <summary>Lets the prices settle; false when stopped or nothing can be priced.</summary>
    private bool Settle()
    {
        _search.Restart();
        for (int step = 0; step < SettlingSteps; step++)
        {
            if (_stop.IsCancellationRequested || _incumbent() is not { } incumbent || !_search.Step(incumbent, (_, _, _) => { }))
            {
                return false;
            }
        }

        return true;
    }
}
