using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Anneals a roster, then improves it: frees the cells of a neighbourhood, lets CP-SAT find the best for them, and
/// takes it when it is no worse. While hard rules are broken they are the first level to be reduced; once none is, they are constraints.
/// </summary>
internal sealed partial class NeighbourhoodSearch(
    RosterModel model,
    int seed,
    TimeProvider clock,
    double? workLimit,
    double annealSeconds,
    Incumbent? follow,
    double aloneSeconds,
    Action<RosterCells, long[]> found,
    CancellationToken stop)
{
    private const double StepSeconds = 1.0;
    private const double StepWork = 0.5;

    /// <summary>Column generation on a part takes as long as so many steps at most; longer where nothing else is done and that many were in vain.</summary>
    private const double ColumnSteps = 10;
    private const double MostColumnSteps = 40;
    private const double ColumnStepsGrowth = 1.5;
    private const int MostVainColumns = 12;

    // A broken hard rule is worth a longer look, on a machine that has much else to do too.
    private const double RepairFactor = 3;
    private const double LongAnnealing = 10;
    private const double LeastAnnealing = 1;
    private const double RoughShare = 0.25;
    private const double HotStart = 1.0;
    private const double WarmStart = 0.1;
    private const double ColdEnd = 0.02;
    private const double MovesPerWork = 200_000;
    private readonly Random _random = new(seed);
    private MoveMaker? _moves;
    private double _columnSteps = ColumnSteps;
    private double _work;
    private long _began;
    private int _seen;

    /// <summary>
    /// Asked before every step: a weight per cell that says where a better roster may differ (<see cref="NeighbourhoodChooser.UseInterest"/>); a new array when it changed, null
    /// while there is none. Where work is counted it must answer the same at the same step. None by default.
    /// </summary>
    public Func<float[]?>? Interest { get; init; }

    /// <summary>Day networks of all employees, when they are known: then employees are taken out and put back too. Not where work is counted.</summary>
    public EmployeeNetworks? Networks { get; init; }

    /// <summary>Asked before every step: what is known for parts, a new one when it changed, null while nothing is; then parts are improved by column generation too. Not where work is counted.</summary>
    public Func<PartPrices?>? Priced { get; init; }

    /// <summary>Whether nothing else is done, once there are prices, than to improve parts by column generation, larger ones when nothing better is found.</summary>
    public bool PrefersColumns { get; init; }

    /// <summary>How long column generation may take on a window of everybody at most; null: there are no such windows.</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>Ends after so many steps in vain, once there are no windows of everybody left; never by default.</summary>
    public int MostVain { get; init; } = int.MaxValue;

    private bool IsOver => stop.IsCancellationRequested || _work >= workLimit;

    /// <param name="start">Where to begin; null: with the fixed days alone.</param>
    /// <param name="rough">Whether the start was made in haste, so that annealing it a little is worth the time.</param>
    public void Run(RosterCells? start, bool rough, Func<bool> ended)
    {
        _began = clock.GetTimestamp();
        var evaluator = new DeltaEvaluator(model, start ?? model.FixedCells);
        Tell(evaluator);
        if (model.Cells == 0)
        {
            return;
        }

        if (start is null || evaluator.Costs[0] > 0)
        {
            TellLegal(evaluator.Cells, ended);
            double spent = workLimit is null ? clock.GetElapsedTime(_began).TotalSeconds : 0;
            Anneal(evaluator, HotStart, ColdEnd, Math.Max(LeastAnnealing, annealSeconds - spent), ended);
            Tell(evaluator);
        }
        else if (rough)
        {
            Anneal(evaluator, WarmStart, ColdEnd, Math.Max(LeastAnnealing, annealSeconds * RoughShare), ended);
            Tell(evaluator);
        }

        var chooser = new NeighbourhoodChooser(model, evaluator, _random);
        Mend(evaluator, chooser, ended);
        float[]? interest = null;
        ColumnNeighbourhood? columns = null;
        PartPrices? priced = null;
        RollingParts? rolling = null;
        int vain = 0;
        Reinsertion? reinsertion = Networks is null ? null : new Reinsertion(model, Networks, evaluator.Cells, _random);
        if (reinsertion is not null)
        {
            chooser.UseReinsertion();
        }

        while (!IsOver && !ended() && vain < MostVain)
        {
            if (Follow(evaluator))
            {
                chooser.Hotspots.ChangedAll();
            }

            float[]? asked = Interest?.Invoke();
            if (asked != interest)
            {
                chooser.UseInterest(interest = asked);
            }

            if (model.PlacementContributions.Length == 0 && Priced?.Invoke() is { } now && now != priced)
            {
                priced = now;
                columns = new ColumnNeighbourhood(model, now, stop);
                rolling ??= WindowSeconds is null ? null : new RollingParts(model, now.Networks.OptionsPerCell, PrefersColumns);
                chooser.UseColumns();
            }

            if (rolling is { IsOver: false } && columns is not null && evaluator.Costs[0] == 0)
            {
                Roll(evaluator, columns, chooser, rolling);
                continue;
            }

            NeighbourhoodKind kind = PrefersColumns && columns is not null && evaluator.Costs[0] == 0 ? NeighbourhoodKind.Columns : chooser.NextKind();
            long[] before = evaluator.Costs.ToArray();
            (CpSolverStatus status, double share) = kind switch
            {
                NeighbourhoodKind.Reheat => Reheat(evaluator, chooser, ended),
                NeighbourhoodKind.Columns => ImproveByColumns(evaluator, columns!, chooser, chooser.Choose(kind), StepSeconds * _columnSteps),
                NeighbourhoodKind.Reinsertion => Reinsert(evaluator, reinsertion!, chooser, ended),
                _ => Improve(evaluator, chooser, chooser.Choose(kind)),
            };
            chooser.Learn(kind, status == CpSolverStatus.Optimal, before, evaluator.Costs, share, kind == NeighbourhoodKind.Columns ? _columnSteps : 1);
            vain++;
            if (Lexicographic.Compare(evaluator.Costs, before) < 0)
            {
                vain = 0;
                Tell(evaluator);
            }
            else if (PrefersColumns && vain % MostVainColumns == 0)
            {
                _columnSteps = Math.Min(MostColumnSteps, _columnSteps * ColumnStepsGrowth);
            }
        }
    }

    /// <summary>
    /// Where annealing takes long, a first roster is told before it: each employee who breaks hard rules gets any schedule that breaks none. Annealing itself begins with the roster as it was, for it
    /// keeps the best it meets, and from a legal one it would meet nothing better for long.
    /// </summary>
    private void TellLegal(RosterCells start, Func<bool> ended)
    {
        if (workLimit is not null || annealSeconds < LongAnnealing || follow?.IsFeasible != false)
        {
            return;
        }

        var evaluator = new DeltaEvaluator(model, start);
        var chooser = new NeighbourhoodChooser(model, evaluator, _random);
        foreach (FreeCells free in Broken(chooser.Hotspots, ended))
        {
            var encoding = new CpSatEncoding(model, evaluator, free, HardRules.EnforcedPerEmployee);
            encoding.HintBasis();
            if (CpSatSearch.Satisfy(encoding, new CpSatSettings { IsSubProblem = true, Seed = _random.Next(1, int.MaxValue), Seconds = StepSeconds * RepairFactor }, stop).Cells is { } cells)
            {
                Take(evaluator, chooser, free, cells);
            }
        }

        Tell(evaluator);
    }

    /// <summary>Mends employees who break hard rules, one after the other: what annealing leaves is little and far apart.</summary>
    private void Mend(DeltaEvaluator evaluator, NeighbourhoodChooser chooser, Func<bool> ended)
    {
        foreach (FreeCells free in Broken(chooser.Hotspots, ended))
        {
            Improve(evaluator, chooser, free);
        }

        Tell(evaluator);
    }

    /// <summary>All days of each employee who breaks hard rules when asked for.</summary>
    private IEnumerable<FreeCells> Broken(RosterHotspots hotspots, Func<bool> ended)
    {
        for (int employee = 0; employee < model.Employees && !IsOver && !ended(); employee++)
        {
            if (hotspots.IsBroken(employee))
            {
                yield return new FreeCells(model, FreeCells.CellsOf(model, employee));
            }
        }
    }

    private (CpSolverStatus Status, double ShareOfLimit) Reheat(DeltaEvaluator evaluator, NeighbourhoodChooser chooser, Func<bool> ended)
    {
        double seconds = Math.Clamp(annealSeconds / 8, 1, 4);
        Anneal(evaluator, WarmStart, ColdEnd, seconds, ended);
        chooser.Hotspots.ChangedAll();
        return (CpSolverStatus.Feasible, seconds / StepSeconds);
    }

    private (CpSolverStatus Status, double ShareOfLimit) Reinsert(DeltaEvaluator evaluator, Reinsertion reinsertion, NeighbourhoodChooser chooser, Func<bool> ended)
    {
        long began = clock.GetTimestamp();
        reinsertion.Follow(evaluator.Cells, evaluator.Costs);
        if (reinsertion.Run(() => IsOver || ended() || clock.GetElapsedTime(began).TotalSeconds > StepSeconds) > 0)
        {
            evaluator.GoTo(reinsertion.Best);
            chooser.Hotspots.ChangedAll();
        }

        return (CpSolverStatus.Feasible, 1);
    }

    /// <summary>Cools from hot to cold: the way from a bad roster to a good one.</summary>
    private void Anneal(DeltaEvaluator evaluator, double hot, double cold, double seconds, Func<bool> ended)
    {
        var annealing = new Annealing(model, evaluator, _moves ??= new MoveMaker(model, evaluator, _random), _random);
        long began = clock.GetTimestamp();
        long[]? known = follow?.Costs();

        // Where work is counted, a second stands for one unit of it.
        double work = Math.Min(seconds, (workLimit ?? double.MaxValue) - _work);
        annealing.Run(
            hot,
            cold,
            () => stop.IsCancellationRequested || ended() ? 1
                : workLimit is not null ? annealing.Moves / (work * MovesPerWork)
                : Surpassed(clock.GetElapsedTime(began).TotalSeconds / seconds),
            (cells, costs) => found(cells, costs));
        _work += annealing.Moves / MovesPerWork;

        // Once the other thread is ahead in the second half there is no catching up.
        double Surpassed(double progress) =>
            progress > 0.5 && follow?.Costs() is { } best && Lexicographic.Compare(best, annealing.BestCosts) < 0 && (known is null || Lexicographic.Compare(best, known) < 0) ? 1 : progress;
    }

    /// <summary>Solves a neighbourhood and takes the result over when it is no worse.</summary>
    private (CpSolverStatus Status, double ShareOfLimit) Improve(DeltaEvaluator evaluator, NeighbourhoodChooser chooser, FreeCells free)
    {
        HardRules hardRules = evaluator.Costs[0] == 0 ? HardRules.Enforced : HardRules.EnforcedPerEmployee;
        (CpSolverStatus status, double share) = Improve(evaluator, chooser, free, hardRules);

        // What an employee cannot keep beside fixed cells is kept as far as possible.
        return status == CpSolverStatus.Infeasible ? Improve(evaluator, chooser, free, HardRules.Penalised) : (status, share);
    }

    private (CpSolverStatus Status, double ShareOfLimit) Improve(DeltaEvaluator evaluator, NeighbourhoodChooser chooser, FreeCells free, HardRules hardRules)
    {
        long began = clock.GetTimestamp();
        var encoding = new CpSatEncoding(model, evaluator, free, hardRules);
        encoding.HintBasis();
        double factor = evaluator.Costs[0] > 0 ? RepairFactor : 1;
        var settings = new CpSatSettings
        {
            IsSubProblem = true,
            Seed = _random.Next(1, int.MaxValue),
            Seconds = workLimit is null ? StepSeconds * factor : null,
            DeterministicTime = workLimit is null ? null : Math.Min(StepWork * factor, workLimit.Value - _work),
        };
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, null, null, stop);

        // Even an empty step counts as work, so that the loop ends.
        _work += Math.Max(1e-4, outcome.DeterministicTime);
        double share = workLimit is null
            ? clock.GetElapsedTime(began).TotalSeconds / (StepSeconds * factor)
            : outcome.DeterministicTime / (StepWork * factor);
        if (outcome.Cells is not null)
        {
            Take(evaluator, chooser, free, outcome.Cells);
        }

        return (outcome.Status, share);
    }

    /// <summary>Takes a roster over that differs in free cells only, when it is no worse.</summary>
    private static void Take(DeltaEvaluator evaluator, NeighbourhoodChooser chooser, FreeCells free, RosterCells cells)
    {
        long[] before = evaluator.Costs.ToArray();
        RosterCells old = evaluator.Cells.Clone();
        Go(cells);
        if (Lexicographic.Compare(evaluator.Costs, before) > 0)
        {
            Go(old);
            return;
        }

        foreach (int cell in free.Cells)
        {
            chooser.Hotspots.Changed(cell);
        }

        foreach (int cell in free.BreakCells)
        {
            chooser.Hotspots.Changed(cell);
        }

        void Go(RosterCells to)
        {
            evaluator.GoTo(to, free.Cells);
            evaluator.GoTo(to, free.BreakCells);
        }
    }

    private bool Follow(DeltaEvaluator evaluator)
    {
        if (follow is null || follow.Version == _seen || clock.GetElapsedTime(_began).TotalSeconds < aloneSeconds)
        {
            return false;
        }

        _seen = follow.Version;
        if (follow.Best() is { } best && Lexicographic.Compare(best.Costs, evaluator.Costs) < 0)
        {
            evaluator.GoTo(best.Cells);
            return true;
        }

        return false;
    }

    private void Tell(DeltaEvaluator evaluator) => found(evaluator.Cells, evaluator.Costs.ToArray());
}
