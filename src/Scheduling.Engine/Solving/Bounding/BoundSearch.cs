using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Proves how good a roster can be at most, on every level in turn: steps along averaged sub-gradients or rounds over employees, whichever prove more in the same time, and, where the linear
/// program is small enough, column generation. What it proves is valid at any moment.
/// </summary>
internal sealed class BoundSearch : IDisposable
{
    private const int SliceSteps = 25;
    private const int EnoughStalled = 150;
    private const int EnoughBeforeColumns = 50;
    private const int StepsForColumns = 20;
    private const int MostRowsForColumns = 2000;
    private const int EnoughSlow = 300;
    private const int LikelySteps = 40;
    private const int TrialSteps = 8;

    /// <summary>Steps until prices are good enough for a dive, and those of the dive.</summary>
    private const int LikelyDiveSteps = 2000;
    private const double ShareForDive = 0.9;
    private const double SecondsPerValue = 1e-9;
    private const double SecondsPerRowSquared = 4.3e-7;

    /// <summary>Columns come first where they are likely to need no more of the time limit than this.</summary>
    private const double ShareForColumns = 0.75;

    /// <summary>Where rounds over employees may come first, they do when columns are likely to need more of the time limit than this.</summary>
    private const double ShareBeforeRounds = 0.05;

    /// <summary>Seconds that columns may need in any case before rounds do.</summary>
    private const double SecondsBeforeRounds = 3;
    private const double SlowRise = 0.02;
    private const int ContestSlices = 4;
    private const int ContestSteps = 8;
    private const int EnoughVainRounds = 12;

    /// <summary>Of the time there is, how much may go to bounds where dives wait for them.</summary>
    private const double MostOfTime = 0.3;

    /// <summary>The same where columns come before dives; a dive from columns that have not converged is better than none.</summary>
    private const double MostForColumns = 0.65;
    private readonly RosterModel _model;
    private readonly EmployeeNetworks? _fast;
    private readonly Incumbent _incumbent;
    private readonly Func<double> _spent;
    private readonly Func<bool> _ended;
    private readonly ThreadLoan _loan;
    private readonly CancellationToken _stop;
    private readonly HashSet<PriceSearch> _settled = [];
    private double _seconds = double.PositiveInfinity;
    private EmployeeNetworks? _exact;
    private bool _roundsFirst;

    private BoundSearch(RosterModel model, EmployeeNetworks networks, EmployeeNetworks? fast, Incumbent incumbent, Func<double> spent, Func<bool> ended, ThreadLoan loan, CancellationToken stop)
    {
        (_model, Networks, _fast, _incumbent, _spent, _ended, _loan, _stop) = (model, networks, fast, incumbent, spent, ended, loan, stop);
        Dual = new DualFunction(model, networks, loan: loan);
        Scale = PriceScale.Of(model, networks, Dual);
        Searches = [.. Enumerable.Range(1, model.Levels - 1).Select(level => new PriceSearch(model, Dual, level, Scale))];
    }

    /// <summary>The networks.</summary>
    public EmployeeNetworks Networks { get; private set; }

    /// <summary>The dual function all levels share.</summary>
    public DualFunction Dual { get; private set; }

    /// <summary>Scale of the prices.</summary>
    public double[] Scale { get; private set; }

    /// <summary>The search of each level, from level 1; its prices and averaged schedules are the best known.</summary>
    public PriceSearch[] Searches { get; private set; }

    /// <summary>The rounds over employees of the last level, when they proved more than steps along sub-gradients.</summary>
    public BlockSearch? Blocks { get; private set; }

    /// <summary>Column generation of the last level, when there was any.</summary>
    public ColumnSearch? Columns { get; private set; }

    /// <summary>Branches of the last level, when its column generation has converged.</summary>
    public BranchSearch? Branches { get; private set; }

    /// <inheritdoc />
    public void Dispose() => Columns?.Dispose();

    /// <summary>Begins; null when somebody has no legal schedule at all.</summary>
    /// <param name="seconds">The time limit; infinite without one.</param>
    /// <param name="spent">Share of the time limit that is over; 0 without a limit.</param>
    /// <param name="mayRound">Whether rounds over employees may come in place of columns that take long.</param>
    public static BoundSearch? TryCreate(RosterModel model, SharedNetworks networks, Incumbent incumbent, double seconds, Func<double> spent, bool mayRound, Func<bool> ended, ThreadLoan loan, CancellationToken stop)
    {
        if (model.Rows.Length + model.Employees > MostRowsForColumns)
        {
            return networks.Steps is { } steps ? new BoundSearch(model, steps.Tight, steps.Fast, incumbent, spent, ended, loan, stop) { _seconds = seconds } : null;
        }

        if (networks.Exact is not { } exact)
        {
            return null;
        }

        double columns = ColumnSeconds(model, exact);
        bool rounds = mayRound && HasFewTotals(model, exact) && columns > Math.Max(SecondsBeforeRounds, ShareBeforeRounds * seconds);
        if (rounds || columns <= ShareForColumns * seconds)
        {
            return new BoundSearch(model, exact, null, incumbent, spent, ended, loan, stop) { _roundsFirst = rounds };
        }

        return networks.Steps is { } faster ? new BoundSearch(model, faster.Tight, faster.Fast, incumbent, spent, ended, loan, stop) { _exact = exact } : null;
    }

    /// <summary>Whether rounds over employees reach the prices of totals.</summary>
    private static bool HasFewTotals(RosterModel model, EmployeeNetworks networks) => networks.PricedTotals <= model.Employees;

    /// <summary>About how long column generation takes: a linear program and two pricings of everybody in each step.</summary>
    private static double ColumnSeconds(RosterModel model, EmployeeNetworks networks)
    {
        double rows = model.Rows.Length + networks.PricedTotals + model.Employees;
        return LikelySteps * ((2 * SecondsPerValue * networks.Effort) + (SecondsPerRowSquared * rows * rows));
    }

    /// <summary>Runs until nothing rises any more, or it is ended.</summary>
    public void Run()
    {
        if (_fast is not null && !RunFast(_fast))
        {
            return;
        }

        if ((!IsSmall || _roundsFirst) && !RunContests())
        {
            return;
        }

        if (!IsSmall && !AskForThread(Searches[^1]))
        {
            return;
        }

        bool columns = IsSmall && !DivesFirst && Blocks is null;
        int enough = columns ? (_model.Levels == 2 ? 0 : EnoughBeforeColumns) : EnoughStalled;
        for (bool rising = true; rising && (columns || _spent() < MostOfTime);)
        {
            rising = false;
            foreach (PriceSearch search in Searches)
            {
                for (int i = 0; i < SliceSteps && search.Stalled < enough && !_settled.Contains(search); i++)
                {
                    if (!Step(search))
                    {
                        return;
                    }
                }

                rising |= search.Stalled < enough && !_settled.Contains(search);
            }
        }

        if (columns)
        {
            RunColumns();
        }
    }

    /// <summary>Whether networks are so slow that prices come from fast ones first; then a dive is worth more than columns at first.</summary>
    public bool DivesFirst => _fast is not null;

    /// <summary>Whether column generation is still to come.</summary>
    public bool CanHaveColumns => DivesFirst && IsSmall && Columns is null;

    /// <summary>Column generation by the tightest networks on all levels that are not proven. False when the linear program is too large, it was ended or somebody has no legal schedule.</summary>
    public bool RunColumns()
    {
        if (!IsSmall || (DivesFirst && !UseExact()))
        {
            return false;
        }

        foreach (PriceSearch search in Searches)
        {
            if (!IsProven(search.Level) && !RunColumns(search))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the tightest networks from now on.</summary>
    private bool UseExact()
    {
        if (_exact is not { } exact)
        {
            return false;
        }

        var dual = new DualFunction(_model, exact);
        int[] slots = Dual.SlotsFor(dual);
        PriceSearch[] before = Searches;
        (Networks, Dual, Scale) = (exact, dual, PriceScale.Of(_model, exact, dual));
        Searches = [.. before.Select(s => new PriceSearch(_model, dual, s.Level, Scale))];
        for (int i = 0; i < before.Length; i++)
        {
            Searches[i].StartFrom(before[i], slots);
        }

        return true;
    }

    /// <summary>Most of the way by networks with few states, so that the others start near the end. False when ended.</summary>
    private bool RunFast(EmployeeNetworks networks)
    {
        var dual = new DualFunction(_model, networks, loan: _loan);
        double[] scale = PriceScale.Of(_model, networks, dual);
        int[] slots = dual.SlotsFor(Dual);
        foreach (PriceSearch search in Searches)
        {
            var fast = new PriceSearch(_model, dual, search.Level, scale);
            (double Value, int Step) mark = (0, 0);
            if (!AskForThread(fast))
            {
                return false;
            }

            while (fast.Stalled < EnoughStalled && fast.Iterations - mark.Step < EnoughSlow && _spent() < MostOfTime)
            {
                if (!Step(fast))
                {
                    return false;
                }

                mark = fast.Value > mark.Value + (SlowRise * Math.Abs(mark.Value)) ? (fast.Value, fast.Iterations) : mark;
            }

            search.StartFrom(fast, slots);
        }

        return true;
    }

    /// <summary>Whether there are few enough rows for a linear program over schedules.</summary>
    public bool IsSmall => _model.Rows.Length + Networks.PricedTotals + _model.Employees <= MostRowsForColumns;

    /// <summary>Rounds over employees against steps, level by level, where they fit and totals are few. False when ended.</summary>
    private bool RunContests()
    {
        if (!BlockSearch.Fits(_model, Dual) || !HasFewTotals(_model, Networks))
        {
            return true;
        }

        _loan.Return();
        return Array.TrueForAll(Searches, RunContest);
    }

    /// <summary>
    /// Gives steps along sub-gradients and rounds over employees the same time for a while; where the rounds have proven more they go on until nothing rises any more. False when ended.
    /// </summary>
    private bool RunContest(PriceSearch search)
    {
        var blocks = new BlockSearch(_model, Dual, search, Scale, search.Level);
        NodaTime.Duration balance = NodaTime.Duration.Zero;
        for (int slice = 0; slice < ContestSlices; slice++)
        {
            NodaTime.Duration began = _incumbent.Elapsed;
            for (int i = 0; i < ContestSteps; i++)
            {
                if (!Step(search))
                {
                    return false;
                }
            }

            balance += _incumbent.Elapsed - began;
            while (balance > NodaTime.Duration.Zero)
            {
                began = _incumbent.Elapsed;
                if (!blocks.Step(Target(), _incumbent.OfferLevelBound, _ended))
                {
                    return false;
                }

                balance -= _incumbent.Elapsed - began;
            }
        }

        if (blocks.Value <= search.Value)
        {
            return true;
        }

        while (blocks.Stalled < EnoughVainRounds)
        {
            if (!blocks.Step(Target(), _incumbent.OfferLevelBound, _ended))
            {
                return false;
            }
        }

        search.Take(blocks);
        _settled.Add(search);
        Blocks = search.Level == _model.Levels - 1 ? blocks : null;
        return true;
    }

    /// <summary>
    /// Where there will be no linear program, a dive by steps is what makes good rosters: when two threads are likely to end it in time, the other one is asked for. Rounds over employees
    /// are for one thread. False when ended.
    /// </summary>
    private bool AskForThread(PriceSearch search)
    {
        if (IsSmall || Blocks is not null)
        {
            return true;
        }

        double least = double.PositiveInfinity;
        for (int i = 0; i < TrialSteps; i++)
        {
            NodaTime.Duration began = _incumbent.Elapsed;
            if (!Step(search))
            {
                return false;
            }

            least = Math.Min(least, (_incumbent.Elapsed - began).TotalSeconds);
        }

        double alone = least * _loan.Threads;
        if (_incumbent.Elapsed.TotalSeconds + (alone / 2 * LikelyDiveSteps) < ShareForDive * _seconds)
        {
            _loan.Want();
        }
        else
        {
            _loan.Return();
        }

        return true;
    }

    private bool IsProven(int level) => _incumbent.Scores()[level].Gap == 0;

    /// <summary>Column generation from the prices of steps until it has converged; its prices and shares are taken over when they prove more.</summary>
    private bool RunColumns(PriceSearch search)
    {
        double before = search.Value;
        double paid = 0;
        for (int earlier = 1; earlier < search.Level; earlier++)
        {
            paid += search.Weights[earlier] * Target()[earlier];
        }

        Columns?.Dispose();
        Columns = new ColumnSearch(_model, Dual, search, Target()[search.Level], stop: _stop);
        for (int i = 0; i < StepsForColumns; i++)
        {
            if (!Step(search))
            {
                return false;
            }

            Columns.TakePriced();
        }

        bool going = true;
        while (going && !_ended() && _spent() < MostForColumns)
        {
            going = Columns.Step(_incumbent.OfferLevelBound);
        }

        if (Columns.Value - paid > before)
        {
            search.Take(Columns);
        }

        if (!going && search.Level == _model.Levels - 1)
        {
            Branches = new BranchSearch(_model, Networks, Columns);
        }

        return !_ended();
    }

    private bool Step(PriceSearch search) => !_ended() && search.Step(Target(), _incumbent.OfferLevelBound);

    private long[] Target() => _incumbent.Costs() ?? new long[_model.Levels];
}
