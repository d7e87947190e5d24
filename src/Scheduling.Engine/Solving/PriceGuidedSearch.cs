using NodaTime;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving;

/// <summary>
/// What prices are good for, in turn: bounds on every level, rosters by dives into the averaged schedules, and the options that no better roster can have.
/// </summary>
/// <param name="seconds">The time limit; infinite without one.</param>
/// <param name="spent">Share of the time limit that is over; 0 without a limit.</param>
/// <param name="givesWay">Asked often: whether something else is more urgent than bounds and dives.</param>
/// <param name="found">Takes every roster found.</param>
/// <param name="loan">A second thread, for steps along sub-gradients.</param>
internal sealed class PriceGuidedSearch(RosterModel model, SharedNetworks networks, int seed, Incumbent incumbent, double seconds, Func<double> spent, Func<bool> givesWay, Action<RosterCells> found, ThreadLoan loan, CancellationToken stop) : IDisposable
{
    private const int MostSweeps = 4;
    private const double CarefulRatio = 100;
    private const double Margin = 0.5;
    private const int LeastBranches = 10;
    private const double DaySeconds = 0.5;
    private const double CrowdSeconds = 3;

    /// <summary>Share of the time left that plans of days by crowds take at most, unless days are planned again.</summary>
    private const double PlanningShare = 0.35;
    private const double PlanEmphasis = 1000;

    /// <summary>What a minute more or less than planned costs, as a share of what it costs at most not to be there.</summary>
    private const double LeastDeviation = 0.1;

    /// <summary>Share of the time limit that rosters rounded off take before the best of them is improved.</summary>
    private const double ShareForRoundings = 0.05;
    private const int MostRoundings = 8;

    /// <summary>Rounds over those without a schedule before another one gets his.</summary>
    private const int FewFollowing = 4;
    private const int ManyFollowing = 6;
    private static readonly Duration FirstBranching = Duration.FromSeconds(2);
    private static readonly (double Hardness, double Emphasis)[] Roundings = [(0.4, 8), (0.2, 2), (1, 8), (0.4, 32)];
    private readonly long[] _steps = CostStep.Of(model);
    private BoundSearch? _bounds;
    private WholeDays? _days;
    private int _dives;
    private RosterCells? _dived;
    private bool _plansByCrowds = true;
    private EmployeeNetworks? _cut;

    /// <summary>For each employee the options that a better roster may have; null while none is known to be hopeless.</summary>
    public bool[][]? Promising { get; private set; }

    /// <summary>The averaged schedules of the last level: share of each option of the horizon, per employee; null while there are none.</summary>
    public float[]? Averaged { get; private set; }

    /// <summary>Where the search for prices of the last level stands, once there is one.</summary>
    public PriceSearch? Prices => _bounds?.Searches[^1];

    /// <summary>A roster that follows the plans of whole days; null where there are none.</summary>
    public RosterCells? Planned { get; private set; }

    /// <summary>Day networks, once there are any.</summary>
    public EmployeeNetworks? Networks => _bounds?.Networks;

    /// <summary>Whether parts are improved by column generation from the start: they make better rosters than a dive by steps, which then comes only where there is no roster.</summary>
    public bool PartsComeFirst { get; init; }

    private bool GivesWay => stop.IsCancellationRequested || givesWay();

    /// <inheritdoc />
    public void Dispose() => _bounds?.Dispose();

    /// <summary>Proves bounds on all levels until nothing rises any more. False when stopped or given way, or when somebody has no legal schedule.</summary>
    public bool TryBound()
    {
        _bounds = BoundSearch.TryCreate(model, networks, incumbent, seconds, spent, PartsComeFirst, () => GivesWay, loan, stop);
        if (_bounds is not null)
        {
            PlanWholeDays(_bounds);
            _bounds.Run();
        }

        if (_bounds is null || GivesWay)
        {
            loan.Return();
            return false;
        }

        Averaged = (float[])_bounds.Searches[^1].Average.Clone();
        Branch(false, FirstBranching);
        return true;
    }

    /// <summary>Splits the problem in branches until all are proven to have nothing better, or for as long as given; does nothing where there were no columns.</summary>
    /// <param name="deep">Whether to split by more than sums of slacks.</param>
    public void Branch(bool deep, Duration longest)
    {
        // Once options were taken away that rosters as good as the best one may have, a bound says nothing of these.
        if (_bounds!.Branches is { } branches && _cut != _bounds.Networks)
        {
            Duration start = incumbent.Elapsed;
            int before = branches.Done;
            branches.Run(deep, Limit, incumbent.OfferLevelBound, found, () => Ends(incumbent.Elapsed - start, branches.Done - before));
        }

        // Where a branch takes long there will never be enough of them.
        bool Ends(Duration spent, int done) => GivesWay || spent > longest || (deep && spent > FirstBranching && done < spent.TotalSeconds * LeastBranches);
    }

    /// <summary>
    /// Where rounds over employees proved the bound: the roster that follows plans of days, or else their shares rounded off, another one every time, and everybody's schedule improved alone. Null elsewhere.
    /// </summary>
    public RosterCells? RoundOff()
    {
        if (_bounds?.Blocks is not { } blocks)
        {
            return null;
        }

        if (Planned is not null)
        {
            return Planned;
        }

        return PartsComeFirst ? BestRounding(blocks) : RoundOff(blocks, 0);
    }

    /// <summary>The best of some rosters.</summary>
    private RosterCells? BestRounding(BlockSearch blocks)
    {
        (RosterCells? best, long[] least) = (null, []);
        double until = spent() + ShareForRoundings;
        for (int i = 0; i < MostRoundings && (i == 0 || spent() < until) && !stop.IsCancellationRequested; i++)
        {
            if (RoundOff(blocks, i < MostRoundings / 2 ? FewFollowing : ManyFollowing) is { } cells && ModelCost.Of(model, cells) is var costs && (best is null || Lexicographic.Compare(costs, least) < 0))
            {
                (best, least) = (cells, costs);
            }
        }

        return best;
    }

    private RosterCells? RoundOff(BlockSearch blocks, int rounds)
    {
        var random = new Random(seed + _dives);
        (double hardness, double emphasis) = Roundings[_dives++ % Roundings.Length];
        return blocks.RoundOff(random, hardness, emphasis, rounds) is { } cells ? Sweep(cells, random) : null;
    }

    /// <summary>
    /// Proves what whole people can do on each day, level by level, before there are any prices; the plans of days that this comes to are made a roster (<see cref="Planned"/>). Where a linear program over schedules
    /// comes later, days are planned by it (<see cref="PlanByCrowds"/>), and the last level proven at its prices.
    /// </summary>
    private void PlanWholeDays(BoundSearch bounds)
    {
        _days = new WholeDays(model, bounds.Dual, spent, () => GivesWay, stop);
        if (!_days.IsOfUse)
        {
            return;
        }

        double[] nothing = new double[bounds.Dual.Slots];
        double[] weights = new double[model.Levels];
        double wage = 0;
        for (int level = 1; level < (bounds.IsSmall ? model.Levels - 1 : model.Levels); level++)
        {
            // The earlier levels are worth much more than the last one.
            weights.AsSpan(1, level - 1).Fill(PlanEmphasis);
            weights[level] = 1;
            _days.Run(level, nothing, weights, PlanEmphasis * wage, DaySeconds, incumbent.OfferLevelBound);
            wage = _days.Wage;
        }

        Planned = !bounds.IsSmall && _days.Plan() is { } plan ? Follow(plan, _days.Wage) : null;
    }

    /// <summary>Raises the last level's bound by what whole people can do on each day at the prices of rows, as long as there is no better one.</summary>
    public void RaiseByWholeDays()
    {
        // Once options were taken away that rosters as good as the best one may have, a bound says nothing of these.
        PriceSearch search = _bounds!.Searches[^1];
        if (_cut == _bounds.Networks || incumbent.Scores()[^1].LowerBound > search.Value + _steps[^1])
        {
            return;
        }

        if (_days is { IsOfUse: true } days && incumbent.Scores()[^1].Gap > 0)
        {
            days.Run(model.Levels - 1, search.Prices, search.Weights, 0, DaySeconds, incumbent.OfferLevelBound);
        }
    }

    /// <summary>A roster that follows plans; null when there is none.</summary>
    /// <param name="wage">What a minute is worth; 0 when it is not known.</param>
    private RosterCells? Follow(List<DayPlan> plan, double wage)
    {
        double shift = plan.Sum(p => p.Minutes) / Math.Max(1, plan.Sum(p => p.Taken));
        double dearest = WholeDays.DearestOf(model);
        long deviation = Math.Max(1, (long)(shift * Math.Max(wage / 2, dearest * LeastDeviation)));
        RosterCells? cells = new PlannedRoster(model, _bounds!.Networks.Copy(), plan, deviation, Math.Max(1, (long)dearest), new Random(seed), stop).Make();
        if (cells is not null)
        {
            found(cells);
        }

        return cells;
    }

    /// <summary>A roster that follows plans of days which follow the linear program; null where there are none.</summary>
    private RosterCells? PlanByCrowds(ColumnSearch columns)
    {
        int days = Math.Max(1, model.Timeline.HorizonEnd - model.Timeline.HorizonStart);
        double left = double.IsFinite(seconds) ? (1 - spent()) * seconds * PlanningShare / days : double.PositiveInfinity;
        List<DayPlan>? plan = new CrowdDays(model, _bounds!.Dual, columns, loan, stop).Plan(Math.Min(CrowdSeconds, left));
        loan.Return();
        RosterCells? cells = plan is null ? null : Follow(plan, 0);
        return cells is null ? null : Sweep(cells, new Random(seed));
    }

    /// <summary>Improves everybody's schedule alone.</summary>
    private RosterCells Sweep(RosterCells cells, Random random)
    {
        var evaluator = new DeltaEvaluator(model, cells);
        var careful = new BestResponse(model, _bounds!.Networks, CarefulRatio, Margin);
        for (int sweep = 0; sweep < MostSweeps && careful.Sweep(evaluator, random, 0, null, () => stop.IsCancellationRequested); sweep++)
        {
            found(evaluator.Cells);
        }

        var response = new BestResponse(model, _bounds!.Networks);
        for (int sweep = 0; sweep < MostSweeps && response.Sweep(evaluator, random, 0, null, () => stop.IsCancellationRequested); sweep++)
        {
            found(evaluator.Cells);
        }

        return evaluator.Cells;
    }

    /// <summary>A dive, another one every time. False when it makes no sense to ask for one more.</summary>
    public bool Dive()
    {
        int dive = _dives++;
        BoundSearch bounds = _bounds!;
        if (dive == 0 && (bounds.DivesFirst || !HasColumns) && !(PartsComeFirst && incumbent.IsFeasible))
        {
            _dived = new GuidedDive(model, bounds.Networks, bounds.Searches[^1], bounds.Scale, incumbent.Costs, loan, stop).Run(seed, found);
            loan.Return();
            return bounds.CanHaveColumns && !GivesWay;
        }

        if (!HasColumns && !GivesWay && bounds.RunColumns())
        {
            Branch(false, FirstBranching);
        }

        if (HasColumns && bounds.Columns!.IsCrowd)
        {
            var random = new Random(seed + dive);
            _dived = _plansByCrowds ? PlanByCrowds(bounds.Columns) : null;
            _plansByCrowds = false;
            _dived ??= new CrowdDive(model, bounds.Columns, random, stop).Run() is { } cells ? Sweep(cells, random) : null;
            return _dived is not null;
        }

        double began = spent();
        double left = Math.Max(1e-3, 1 - began);
        return HasColumns
            && new ColumnDive(model, bounds.Networks, bounds.Columns!, dive % 2 == 0 ? bounds.Branches?.LowestLimits() : null, Limit, () => (spent() - began) / left, seed + dive, false, stop).Run(found);
    }

    /// <summary>What the last dive without columns, or of a crowd, ended with, once; others may make it better, and it may break hard rules.</summary>
    public RosterCells? TakeDived()
    {
        RosterCells? dived = _dived;
        _dived = null;
        return dived;
    }

    private bool HasColumns => _bounds!.Columns is { } columns && columns.Level == model.Levels - 1;

    /// <summary>Weighted cost that nothing better than the best roster can have: equal on all levels but the last, and there less than a step better.</summary>
    private double Limit()
    {
        PriceSearch last = _bounds!.Searches[^1];
        return incumbent.Costs() is { } costs ? WeightedBefore(last, costs) + costs[^1] - (0.99 * _steps[^1]) : double.PositiveInfinity;
    }

    private static double WeightedBefore(PriceSearch search, long[] costs)
    {
        double sum = 0;
        for (int earlier = 1; earlier < search.Level; earlier++)
        {
            sum += search.Weights[earlier] * costs[earlier];
        }

        return sum;
    }

    /// <summary>
    /// Takes options away that no better roster can have. A level's bound speaks of all better rosters only when the levels before it are proven.
    /// </summary>
    public void ForbidHopeless()
    {
        if (incumbent.Costs() is not { } costs)
        {
            return;
        }

        IReadOnlyList<LevelScore> scores = incumbent.Scores();
        for (int level = 1; level < model.Levels && !stop.IsCancellationRequested && scores.Take(level).All(s => s.Gap == 0); level++)
        {
            PriceSearch search = _bounds!.Searches[level - 1];
            double limit = WeightedBefore(search, costs) + (level == model.Levels - 1 ? costs[level] - _steps[level] : costs[level]);
            int forbidden = _bounds.Dual.ForbidAbove(search.Prices, search.Weights, limit);
            forbidden += level == model.Levels - 1 ? _bounds.Branches?.ForbidAbove(limit, () => GivesWay) ?? 0 : 0;
            (Promising, _cut) = forbidden > 0 ? (_bounds.Networks.Usable, _bounds.Networks) : (Promising, _cut);
        }
    }
}
