using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Which options a dive has left: cells are fixed to one option as long as their employee keeps a legal schedule. What is fixed can be taken back; CP-SAT finds the best of what was least sure.
/// </summary>
internal sealed class DiveCells
{
    private const double CoreSeconds = 10;
    private const double PartSeconds = 2;
    private const int PartCells = 160;
    private const int MostVainParts = 12;
    private readonly RosterModel _model;
    private readonly EmployeePricer _pricer;
    private readonly bool[] _fixed;
    private readonly List<int> _order = [];
    private readonly double[] _noPrices;
    private readonly double[] _noTotals;
    private readonly double[] _noWeights;
    private readonly int[] _options;
    private readonly int _days;

    public DiveCells(RosterModel model, EmployeeNetworks networks)
    {
        _model = model;
        _days = model.Timeline.Days;
        Usable = [.. networks.Usable.Select(u => (bool[])u.Clone())];
        Networks = networks.With(Usable);
        _pricer = new EmployeePricer(model, Networks);
        _fixed = new bool[model.Cells];
        Free = All = model.Employees * (model.Timeline.HorizonEnd - model.Timeline.HorizonStart);
        (_noPrices, _noTotals, _noWeights, _options) = (new double[model.HorizonOptions], new double[networks.PricedTotals], new double[model.Levels], new int[_days]);
    }

    /// <summary>The networks with what is left.</summary>
    public EmployeeNetworks Networks { get; }

    /// <summary>For each employee the options left.</summary>
    public bool[][] Usable { get; }

    /// <summary>Cells to be rostered.</summary>
    public int All { get; }

    /// <summary>Cells not fixed.</summary>
    public int Free { get; private set; }

    /// <summary>Number of cells fixed so far, for <see cref="Undo"/>.</summary>
    public int Fixed => _order.Count;

    /// <summary>The options not fixed that averaged schedules have a share of at least some in, the surest first; one per cell.</summary>
    public List<(float Share, int Cell, int Option)> Surest(float[] average, float least)
    {
        List<(float Share, int Cell, int Option)> sure = [];
        HashSet<int> cells = [];
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            for (int i = 0; i < _model.HorizonOptions; i++)
            {
                int option = i + _model.FirstHorizonOption;
                float share = average[(employee * _model.HorizonOptions) + i];
                int cell = (employee * _days) + _model.Options[option].Day;
                if (share >= least && !_fixed[cell] && Usable[employee][option])
                {
                    sure.Add((share, cell, option));
                }
            }
        }

        return [.. sure.OrderByDescending(s => s.Share).Where(s => cells.Add(s.Cell))];
    }

    /// <summary>Fixes cells, all of an employee or none, as long as the employee keeps a legal schedule; returns how many.</summary>
    public int Fix(IEnumerable<(float Share, int Cell, int Option)> sure)
    {
        int before = _order.Count;
        foreach (IGrouping<int, (float Share, int Cell, int Option)> of in sure.GroupBy(s => s.Cell / _days))
        {
            bool[] old = (bool[])Usable[of.Key].Clone();
            foreach ((_, int cell, int option) in of)
            {
                int day = cell % _days;
                Usable[of.Key].AsSpan(_model.DayOffsets[day].._model.DayOffsets[day + 1]).Clear();
                Usable[of.Key][option] = true;
            }

            if (!HasSchedule(of.Key))
            {
                old.CopyTo(Usable[of.Key], 0);
                continue;
            }

            foreach ((_, int cell, _) in of)
            {
                _fixed[cell] = true;
                _order.Add(cell);
            }
        }

        Free -= _order.Count - before;
        return _order.Count - before;
    }

    /// <summary>Takes one option of a free cell away; false when the employee would have no legal schedule.</summary>
    public bool Forbid(int cell, int option)
    {
        Usable[cell / _days][option] = false;
        bool legal = HasSchedule(cell / _days);
        Usable[cell / _days][option] = !legal;
        return legal;
    }

    /// <summary>Frees what was fixed after the first <paramref name="kept"/> cells, to the options it had in <paramref name="usable"/>.</summary>
    public void Undo(int kept, bool[][] usable)
    {
        foreach (int cell in _order.Skip(kept))
        {
            _fixed[cell] = false;
        }

        Free += _order.Count - kept;
        _order.RemoveRange(kept, _order.Count - kept);
        for (int employee = 0; employee < usable.Length; employee++)
        {
            usable[employee].CopyTo(Usable[employee], 0);
        }
    }

    /// <summary>Lets CP-SAT find the best for cells that are free or were fixed last, the others as in a roster; calls back with every roster found.</summary>
    /// <param name="cells">Most cells that were fixed to be free again: those fixed last, so that with the free ones they are that many.</param>
    public void SolveCore(RosterCells basis, int cells, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        HashSet<int> free = [.. _order.Skip(Math.Max(0, _order.Count - Math.Max(0, cells - Free)))];
        free.UnionWith(Enumerable.Range(0, _model.Cells).Where(c => !_fixed[c] && _model.Timeline.IsInHorizon(c % _days)));
        CpSatOutcome outcome = Solve(basis, free, CoreSeconds, seed, found, stop);
        if (outcome.Status == CpSolverStatus.Infeasible && !stop.IsCancellationRequested)
        {
            // What does not go together is freed: the days around a free cell.
            free = [.. free.SelectMany(Near)];
            outcome = Solve(basis, free, CoreSeconds, seed, found, stop);
        }

        if (outcome.Status == CpSolverStatus.Feasible)
        {
            ImproveCore(outcome.Cells!, [.. free], seed, found, stop);
        }
    }

    /// <summary>Frees parts of the core, all of some employees or all of some days, as long as that helps.</summary>
    private void ImproveCore(RosterCells best, int[] core, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        var random = new Random(seed);
        for (int vain = 0; vain < MostVainParts && !stop.IsCancellationRequested;)
        {
            bool byDay = random.Next(2) == 0;
            int shift = random.Next(_days);
            IGrouping<int, int>[] groups = [.. core.GroupBy(c => byDay ? (c + shift) % _days : c / _days)];
            if (byDay)
            {
                groups = [.. groups.OrderBy(g => g.Key)];
            }
            else
            {
                random.Shuffle(groups);
            }

            HashSet<int> part = [];
            foreach (IGrouping<int, int> group in groups.TakeWhile(_ => part.Count < PartCells))
            {
                part.UnionWith(group);
            }

            long[] before = ModelCost.Of(_model, best);
            CpSatOutcome outcome = Solve(best, part, PartSeconds, random.Next(1, int.MaxValue), found, stop);
            bool better = outcome.Cells is not null && Lexicographic.Compare(ModelCost.Of(_model, outcome.Cells), before) < 0;
            best = better ? outcome.Cells! : best;
            vain = better ? 0 : vain + 1;
        }
    }

    private CpSatOutcome Solve(RosterCells basis, HashSet<int> free, double seconds, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        var encoding = new CpSatEncoding(_model, new DeltaEvaluator(_model, basis), new FreeCells(_model, [.. free.Order()]), HardRules.Enforced);
        encoding.HintBasis();
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { Seed = seed, Seconds = seconds, IsSubProblem = seconds < CoreSeconds }, found, null, stop);
        if (outcome.Cells is not null)
        {
            found(outcome.Cells);
        }

        return outcome;
    }

    private IEnumerable<int> Near(int cell)
    {
        int day = cell % _days;
        for (int near = Math.Max(_model.Timeline.HorizonStart, day - 2); near < Math.Min(_model.Timeline.HorizonEnd, day + 3); near++)
        {
            yield return cell - day + near;
        }
    }

    private bool HasSchedule(int employee) => !double.IsPositiveInfinity(_pricer.Price(employee, _noPrices, _noTotals, _noWeights, _options));
}
