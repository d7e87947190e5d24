using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// From averaged schedules to a roster: fixes the cells on which they agree, lets the prices settle, and again, as long as the bound hardly rises; CP-SAT finds the best of what is left.
/// </summary>
internal sealed class GuidedDive
{
    private const float FirstAgreement = 0.97f;
    private const float AgreementStep = 0.08f;
    private const float LeastAgreement = 0.5f;
    private const double MostRise = 0.004;
    private const double ShareOfCells = 0.2;
    private const int SettlingSteps = 40;
    private const int SettlingColumnSteps = 5;
    private const int CoreCells = 500;
    private const double CoreSeconds = 12;
    private readonly RosterModel _model;
    private readonly bool[][] _usable;
    private readonly bool[] _fixed;
    private readonly EmployeeNetworks _networks;
    private readonly EmployeePricer _pricer;
    private readonly DualFunction _dual;
    private readonly PriceSearch _search;
    private readonly ColumnSearch? _columns;
    private readonly Func<long[]?> _incumbent;
    private readonly CancellationToken _stop;
    private readonly int _days;
    private readonly int _first;

    /// <param name="from">Prices and averaged schedules to start from, of the last level.</param>
    /// <param name="columns">Column generation of the last level, which settles better where there is one; it is of no use for anything else afterwards.</param>
    /// <param name="incumbent">Costs of the best roster known.</param>
    public GuidedDive(RosterModel model, EmployeeNetworks networks, PriceSearch from, ColumnSearch? columns, double[] scale, Func<long[]?> incumbent, CancellationToken stop)
    {
        _columns = columns;
        (_model, _incumbent, _stop) = (model, incumbent, stop);
        _usable = [.. networks.Usable.Select(u => (bool[])u.Clone())];
        _fixed = new bool[model.Cells];
        _networks = networks.With(_usable);
        _pricer = new EmployeePricer(model, _networks);
        _dual = new DualFunction(model, _networks);
        _search = new PriceSearch(model, _dual, from.Level, scale);
        _search.StartFrom(from);
        _days = model.Timeline.Days;
        _first = model.FirstHorizonOption;
    }

    /// <summary>Cells not fixed at the end.</summary>
    public int FreeCells { get; private set; }

    /// <summary>Dives; calls back with every roster found.</summary>
    public void Run(int seed, Action<RosterCells> found)
    {
        if (!Settle())
        {
            return;
        }

        double start = Value;
        int cells = _model.Employees * (_model.Timeline.HorizonEnd - _model.Timeline.HorizonStart);
        float agreement = FirstAgreement;
        FreeCells = cells;
        while (FreeCells > CoreCells && !_stop.IsCancellationRequested)
        {
            int newly = Fix(agreement, (int)(cells * ShareOfCells));
            FreeCells -= newly;
            System.Console.Error.WriteLine($"DBG dive fixed {newly} free {FreeCells} agree {agreement} value {Value} start {start}");
            if (newly < cells / 100)
            {
                agreement -= AgreementStep;
            }

            if (agreement < LeastAgreement || (newly > 0 && !Settle()))
            {
                break;
            }

            if (Value > start + (MostRise * Math.Abs(start)) && FreeCells < 3 * CoreCells)
            {
                break;
            }
        }

        SolveCore(seed, found);
    }

    private double Value => _columns is null ? _search.Value : _columns.Upper;

    private float[] Average => _columns is null ? _search.Average : _columns.Average;

    /// <summary>Lets the prices settle; false when stopped or nothing can be priced.</summary>
    private bool Settle()
    {
        if (_columns is not null)
        {
            _columns.Restrict(_dual);
            for (int step = 0; step < SettlingColumnSteps && !_stop.IsCancellationRequested && _columns.Step((_, _, _) => { }); step++)
            {
            }

            return !_stop.IsCancellationRequested;
        }

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

    /// <summary>Fixes cells on which the averaged schedules agree, the surest first, as long as the employee keeps a legal schedule.</summary>
    private int Fix(float agreement, int most)
    {
        List<(float Share, int Cell, int Option)> sure = [];
        float[] average = Average;
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            for (int option = _first; option < _first + _model.HorizonOptions; option++)
            {
                float share = average[(employee * _model.HorizonOptions) + option - _first];
                int cell = (employee * _days) + _model.Options[option].Day;
                if (share >= agreement && !_fixed[cell] && _usable[employee][option])
                {
                    sure.Add((share, cell, option));
                }
            }
        }

        int fixedNow = 0;
        foreach (IGrouping<int, (float Share, int Cell, int Option)> of in sure.OrderByDescending(s => s.Share).Take(most).GroupBy(s => s.Cell / _days))
        {
            bool[] before = (bool[])_usable[of.Key].Clone();
            foreach ((_, int cell, int option) in of)
            {
                int day = cell % _days;
                _usable[of.Key].AsSpan(_model.DayOffsets[day].._model.DayOffsets[day + 1]).Clear();
                _usable[of.Key][option] = true;
            }

            if (HasSchedule(of.Key))
            {
                fixedNow += of.Count();
                foreach ((_, int cell, _) in of)
                {
                    _fixed[cell] = true;
                }
            }
            else
            {
                before.CopyTo(_usable[of.Key], 0);
            }
        }

        return fixedNow;
    }

    private bool HasSchedule(int employee) =>
        !double.IsPositiveInfinity(_pricer.Price(employee, new double[_model.HorizonOptions], new double[_networks.PricedTotals], new double[_model.Levels], new int[_days]));

    /// <summary>The roster of the last priced schedules, with CP-SAT's best choice for the cells that are not fixed.</summary>
    private void SolveCore(int seed, Action<RosterCells> found)
    {
        RosterCells basis = _model.FixedCells.Clone();
        List<int> free = [];
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            if (_model.Timeline.IsInHorizon(cell % _days))
            {
                int option = _dual.Schedules[cell];
                basis.Choose(_model, cell, option);
                _dual.Covers.PlacementsOf(cell / _days, option, basis.PlacementsOf(cell));
                if (!_fixed[cell])
                {
                    free.Add(cell);
                }
            }
        }

        found(basis);
        System.Console.Error.WriteLine($"DBG core {free.Count} basis {string.Join('/', ModelCost.Of(_model, basis))}");
        var evaluator = new DeltaEvaluator(_model, basis);
        for (int attempt = 0; attempt < 2 && !_stop.IsCancellationRequested; attempt++)
        {
            var encoding = new CpSatEncoding(_model, evaluator, new FreeCells(_model, [.. free]), HardRules.Enforced);
            encoding.HintBasis();
            CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { Seed = seed, Seconds = CoreSeconds }, found, null, _stop);
            System.Console.Error.WriteLine($"DBG core {outcome.Status} {(outcome.Levels is null ? "" : string.Join('/', outcome.Levels))}");
            if (outcome.Cells is not null || outcome.Status != CpSolverStatus.Infeasible)
            {
                if (outcome.Cells is not null)
                {
                    found(outcome.Cells);
                }

                return;
            }

            // What does not go together is freed: everybody with a free cell gets the days around it back.
            free = Loosen(free);
        }
    }

    private List<int> Loosen(List<int> free)
    {
        HashSet<int> more = [];
        foreach (int cell in free)
        {
            int day = cell % _days;
            for (int near = Math.Max(_model.Timeline.HorizonStart, day - 2); near < Math.Min(_model.Timeline.HorizonEnd, day + 3); near++)
            {
                more.Add(cell - day + near);
            }
        }

        return [.. more];
    }
}
