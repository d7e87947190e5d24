using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
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
    private const double BriefSeconds = 3;
    private const int LargestCore = 1500;
    private const int PartCells = 160;
    private const int SmallestPart = 40;
    private const double PartGrowth = 1.1;
    private const double PartShrinkage = 0.8;
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
        for (int cell = 0; cell < _fixed.Length; cell++)
        {
            int day = cell % _days;
            _fixed[cell] = !model.Timeline.IsInHorizon(day) || !HasChoice(Usable[cell / _days].AsSpan(model.DayOffsets[day]..model.DayOffsets[day + 1]));
            Free += _fixed[cell] ? 0 : 1;
        }

        All = Free;
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

    /// <summary>Fixes cells, the surest of an employee first, as long as the employee keeps a legal schedule; returns how many.</summary>
    public int Fix(IEnumerable<(float Share, int Cell, int Option)> sure)
    {
        int before = _order.Count;
        foreach (IGrouping<int, (float Share, int Cell, int Option)> of in sure.GroupBy(s => s.Cell / _days))
        {
            (float Share, int Cell, int Option)[] cells = [.. of];
            for (int count = cells.Length; count > 0 && !TryFix(of.Key, cells.AsSpan(0, count)); count /= 2)
            {
            }
        }

        Free -= _order.Count - before;
        return _order.Count - before;
    }

    private bool TryFix(int employee, ReadOnlySpan<(float Share, int Cell, int Option)> cells)
    {
        bool[] old = (bool[])Usable[employee].Clone();
        foreach ((_, int cell, int option) in cells)
        {
            int day = cell % _days;
            Usable[employee].AsSpan(_model.DayOffsets[day].._model.DayOffsets[day + 1]).Clear();
            Usable[employee][option] = true;
        }

        if (!HasLegalTotals(employee) || !HasSchedule(employee))
        {
            old.CopyTo(Usable[employee], 0);
            return false;
        }

        foreach ((_, int cell, _) in cells)
        {
            _fixed[cell] = true;
            _order.Add(cell);
        }

        return true;
    }

    /// <summary>Whether no total that the network does not carry breaks a hard rule whatever is chosen from what is left.</summary>
    private bool HasLegalTotals(int employee)
    {
        foreach (PricedTotal total in Networks.Of[employee].Totals)
        {
            (long least, long most) = TotalRange.Of(_model, total.Expression, Usable[employee]);
            (least, most) = TermMinimum.Legal(total.Curve, least, most);
            if (least > most)
            {
                return false;
            }
        }

        return true;
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

    /// <summary>Lets CP-SAT find the best for cells that are free or were fixed last, the others as in a roster; calls back with every roster found. Of more than can be solved at once only employees who break hard rules are mended.</summary>
    /// <param name="cells">Most cells that were fixed to be free again: those fixed last, so that with the free ones they are that many.</param>
    /// <param name="brief">Whether one short solve is all there is time for.</param>
    /// <returns>The best roster of those found and the basis.</returns>
    public RosterCells SolveCore(RosterCells basis, int cells, int seed, bool brief, Action<RosterCells> found, CancellationToken stop)
    {
        HashSet<int> free = [.. _order.Skip(Math.Max(0, _order.Count - Math.Max(0, cells - Free)))];
        free.UnionWith(Enumerable.Range(0, _model.Cells).Where(c => !_fixed[c]));
        var evaluator = new DeltaEvaluator(_model, basis);
        if (free.Count > LargestCore)
        {
            Mend(evaluator, seed, found, stop);
            return evaluator.Cells.Clone();
        }

        CpSatOutcome outcome = Solve(evaluator, free, HardRules.Enforced, brief ? BriefSeconds : CoreSeconds, seed, found, stop);
        if (outcome.Status == CpSolverStatus.Infeasible && !stop.IsCancellationRequested)
        {
            // What does not go together is freed: the days around a free cell.
            free = [.. free.SelectMany(Near)];
            outcome = Solve(evaluator, free, HardRules.Enforced, brief ? BriefSeconds : CoreSeconds, seed, found, stop);
        }

        if (outcome.Status == CpSolverStatus.Feasible && !brief)
        {
            evaluator.GoTo(outcome.Cells!);
            ImproveCore(evaluator, [.. free], seed, found, stop);
            return evaluator.Cells.Clone();
        }

        return outcome.Cells ?? basis;
    }

    /// <summary>Frees all days of employees who break hard rules, one employee after the other.</summary>
    private void Mend(DeltaEvaluator evaluator, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        var hotspots = new RosterHotspots(_model, evaluator);
        for (int employee = 0; employee < _model.Employees && !stop.IsCancellationRequested; employee++)
        {
            if (hotspots.IsBroken(employee))
            {
                Improve(evaluator, [.. FreeCells.CellsOf(_model, employee)], seed, found, stop);
            }
        }
    }

    /// <summary>Frees parts of the core, all of some employees or all of some days in windows that roll over the horizon, as long as that helps.</summary>
    private void ImproveCore(DeltaEvaluator evaluator, int[] core, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        var random = new Random(seed);
        int[][] byDay = [.. core.GroupBy(c => c % _days).OrderBy(g => g.Key).Select(g => g.ToArray())];
        int[][] byEmployee = [.. core.GroupBy(c => c / _days).Select(g => g.ToArray())];
        double size = PartCells;
        int next = random.Next(byDay.Length);
        for (int vain = 0; vain < Math.Max(MostVainParts, 2 * core.Length / size) && !stop.IsCancellationRequested;)
        {
            HashSet<int> part = [];
            if (random.Next(3) == 0)
            {
                random.Shuffle(byEmployee);
                Fill(part, byEmployee, 0, size);
            }
            else
            {
                // Windows overlap by half.
                next = (next + ((Fill(part, byDay, next, size) + 1) / 2)) % byDay.Length;
            }

            long[] before = evaluator.Costs.ToArray();
            CpSolverStatus status = Improve(evaluator, part, random.Next(1, int.MaxValue), found, stop);
            size = status == CpSolverStatus.Optimal ? size * PartGrowth : Math.Max(SmallestPart, size * PartShrinkage);
            vain = Lexicographic.Compare(evaluator.Costs, before) < 0 ? 0 : vain + 1;
        }
    }

    /// <summary>Takes groups until there are enough cells, from one on, beyond the last from the first; returns how many.</summary>
    private static int Fill(HashSet<int> part, int[][] groups, int first, double size)
    {
        int taken = 0;
        while (taken < groups.Length && part.Count < size)
        {
            part.UnionWith(groups[(first + taken++) % groups.Length]);
        }

        return taken;
    }

    /// <summary>Finds the best for some cells; while hard rules are broken these are the first to be reduced.</summary>
    private CpSolverStatus Improve(DeltaEvaluator evaluator, HashSet<int> part, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        CpSatOutcome outcome = Solve(evaluator, part, evaluator.Costs[0] == 0 ? HardRules.Enforced : HardRules.EnforcedPerEmployee, PartSeconds, seed, found, stop);
        if (outcome.Status == CpSolverStatus.Infeasible && evaluator.Costs[0] > 0)
        {
            outcome = Solve(evaluator, part, HardRules.Penalised, PartSeconds, seed, found, stop);
        }

        if (outcome.Cells is not null && Lexicographic.Compare(ModelCost.Of(_model, outcome.Cells), evaluator.Costs) <= 0)
        {
            evaluator.GoTo(outcome.Cells, [.. part]);
        }

        return outcome.Status;
    }

    private CpSatOutcome Solve(DeltaEvaluator evaluator, HashSet<int> free, HardRules hardRules, double seconds, int seed, Action<RosterCells> found, CancellationToken stop)
    {
        var encoding = new CpSatEncoding(_model, evaluator, new FreeCells(_model, [.. free.Order()]), hardRules);
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

    private static bool HasChoice(ReadOnlySpan<bool> usable) => usable.IndexOf(true) != usable.LastIndexOf(true);

    private bool HasSchedule(int employee) => !double.IsPositiveInfinity(_pricer.Price(employee, _noPrices, _noTotals, _noWeights, _options));
}
