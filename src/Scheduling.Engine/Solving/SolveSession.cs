using Google.OrTools.Sat;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving;

/// <summary>
/// One solve. With two threads or more, one keeps improving the roster by neighbourhoods while the others work on the whole model, which
/// finds rosters too and proves bounds. With one thread they take turns. In deterministic mode the two never talk before they end.
/// </summary>
internal sealed partial class SolveSession : IDisposable
{
    /// <summary>With one thread, the share of the limit that goes to the whole model, first.</summary>
    private const double WholeShare = 0.3;

    /// <summary>Employees × options of the horizon up to which the first roster is made with the tightest networks.</summary>
    private const long LargestExactStart = 100_000;
    private static readonly Duration Patience = Duration.FromSeconds(5);
    private const int MostVainDives = 4;
    private const double BranchingShare = 0.25;
    private static readonly Duration LongestBranching = Duration.FromSeconds(60);
    private const double SecondsAlone = 10;

    /// <summary>A roster that is improved alone is as good as parts make it after so many in vain.</summary>
    private const int MostVainAlone = 12;

    /// <summary>A window of everybody gets this share of the time limit, within bounds in seconds.</summary>
    private const double ShareOfWindow = 0.25;
    private const double LeastWindow = 5;
    private const double LongestWindow = 40;
    private const int WholeSource = 0;
    private const int ImprovingSource = 1;
    private const int StartSource = 2;
    private static readonly TimeSpan LimitCheck = TimeSpan.FromMilliseconds(50);

    private readonly RosterModel _model;
    private readonly SolveOptions _options;
    private readonly Incumbent _incumbent;
    private readonly CancellationTokenSource _ended;
    private readonly SharedNetworks _networks;
    private readonly ThreadLoan _loan = new();
    private readonly Lock _watchLock = new();
    private Exception? _failure;
    private bool _isOver;
    private volatile bool _provenInfeasible;
    private volatile bool _provenBest;
    private bool[][]? _promising;
    private volatile float[]? _averaged;
    private volatile PartPrices? _priced;

    /// <param name="started">Timestamp of the options' clock from which time is counted.</param>
    public SolveSession(RosterModel model, SolveOptions options, long started, CancellationToken stop)
    {
        _model = model;
        _options = options;
        _incumbent = new Incumbent(model, options, started);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _networks = new SharedNetworks(model, _ended.Token);
    }

    public void Dispose()
    {
        _loan.Dispose();
        _ended.Dispose();
    }

    public SolveResult Run()
    {
        RosterCells start = StartCells() ?? _model.FixedCells;
        _incumbent.Offer(start, ModelCost.Of(_model, start), StartSource);
        using (_options.Deterministic ? null : _options.Clock.CreateTimer(_ => EndWhenLimitMet(), null, LimitCheck, LimitCheck))
        {
            SolveOnThreads();

            // A tick that is on its way when the timer goes must find nothing left to end.
            lock (_watchLock)
            {
                _isOver = true;
            }
        }

        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }

        return Result();
    }

    /// <summary>Small problems are proven by the whole model; larger ones get bounds by prices first, then rosters by dives until these find nothing better any more.</summary>
    private void Prove()
    {
        if (IsSmall || _options.Deterministic)
        {
            SolveWhole(1);
            return;
        }

        using var guided = new PriceGuidedSearch(_model, _networks, _options.Seed, _incumbent, Seconds(1) ?? double.PositiveInfinity, Spent, NeedsRoster, Offer, _loan, _ended.Token)
        {
            PartsComeFirst = StartsWithParts,
        };
        if (guided.TryBound())
        {
            (_averaged, _priced) = (guided.Averaged, new(guided.Networks!.Copy(), guided.Prices));
            if (guided.RoundOff() is { } whole)
            {
                guided.RaiseByWholeDays();
                if (StartsWithParts)
                {
                    ImproveInTurn(guided, whole);
                }
                else
                {
                    Improve(1, _options.Seed + 1, whole, guided.Networks);
                }

                return;
            }

            guided.RaiseByWholeDays();
            if (WholeSize() <= LargestWhole)
            {
                guided.Branch(true, _options.TimeLimit is { } limit ? limit * BranchingShare : LongestBranching);
            }

            for (int vain = 0; vain < MostVainDives && !_ended.IsCancellationRequested;)
            {
                int before = _incumbent.Version;
                bool again = guided.Dive();
                guided.ForbidHopeless();
                _promising = guided.Promising;
                vain = !again ? MostVainDives : _incumbent.Version == before ? vain + 1 : 0;
                vain = IsPromising() ? MostVainDives : vain;
                if (guided.TakeDived() is { } dived)
                {
                    Improve(1, _options.Seed + 1, dived, guided.Networks, again ? Patience : null);
                }
            }
        }

        if (_ended.IsCancellationRequested)
        {
            return;
        }

        if (_priced is null ? WholeSize() <= LargestWhole : IsPromising())
        {
            SolveWhole(1);
        }
        else
        {
            Improve(1, _options.Seed + 1, networks: _priced?.Networks.Copy(), prefersColumns: true);
        }
    }

    /// <summary>Makes one roster after the other of the shares of schedules, each as good as parts make it, whatever the other thread has: what whole schedules look like is decided at the start.</summary>
    private void ImproveInTurn(PriceGuidedSearch guided, RosterCells? whole)
    {
        for (int turn = 1; whole is not null && !_ended.IsCancellationRequested && !StopsBecauseImpossible(); turn++)
        {
            Improve(1, _options.Seed + turn, whole, guided.Networks, prefersColumns: true, alone: true);
            whole = guided.RoundOff();
        }
    }

    private void SolveWhole(double share)
    {
        RosterCells basis = (_promising is null ? null : _incumbent.Best()?.Cells) ?? StartCells() ?? _model.FixedCells;
        var encoding = new CpSatEncoding(_model, basis, null, HardRules.Enforced, whole: true, usable: _promising);
        if (_options.Start is not null || _promising is not null)
        {
            encoding.HintBasis();
        }

        var settings = new CpSatSettings
        {
            Workers = _options.Deterministic ? 1 : Math.Max(1, _options.Threads - 1),
            Seed = _options.Seed,
            DeterministicTime = _options.DeterministicLimit * share,
            Seconds = _options.Threads == 1 ? Seconds(share) : null,
        };
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, Offer, _promising is null ? _incumbent.OfferBound : null, _ended.Token);
        if (outcome.Cells is not null)
        {
            Offer(outcome.Cells);
        }

        if (outcome.Status == CpSolverStatus.Optimal)
        {
            EndProven(outcome);
        }
        else if (outcome.Status == CpSolverStatus.Infeasible && _promising is not null && _incumbent.Costs() is { } best)
        {
            // Nothing better is left, if a second proof says the same.
            if (CpSatSearch.SecondProof(_model, settings, _ended.Token, _promising) == CpSolverStatus.Infeasible)
            {
                EndProven(best);
            }
        }
        else if (outcome.Status == CpSolverStatus.Infeasible && IsInfeasible(settings))
        {
            _provenInfeasible = true;
            BreakLittle(settings);
        }
    }

    /// <summary>Whether the verdict is to be believed: nobody has a witness, and a second proof says the same.</summary>
    private bool IsInfeasible(CpSatSettings settings) =>
        !_incumbent.IsFeasible && CpSatSearch.SecondProof(_model, settings, _ended.Token) == CpSolverStatus.Infeasible;

    /// <summary>Looks for a roster that breaks hard rules as little as possible.</summary>
    private void BreakLittle(CpSatSettings settings)
    {
        var encoding = new CpSatEncoding(_model, _model.FixedCells, null, HardRules.Penalised, whole: true);
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, Offer, null, _ended.Token);
        if (outcome.Cells is not null)
        {
            Offer(outcome.Cells);
        }

        if (outcome.Status == CpSolverStatus.Optimal)
        {
            EndProven(outcome);
        }
    }

    /// <summary>Takes over that CP-SAT proved its roster best, after its own count was found equal to the model's.</summary>
    private void EndProven(CpSatOutcome outcome)
    {
        long[] costs = ModelCost.Of(_model, outcome.Cells!);
        if (!costs.AsSpan().SequenceEqual(outcome.Levels))
        {
            throw new SolverMismatchException(_model.Problem.Levels, outcome.Levels!, costs);
        }

        // With options taken away, the best of what is left may be worse than what was known before.
        EndProven(_promising is not null && _incumbent.Costs() is { } known && Lexicographic.Compare(known, costs) < 0 ? known : costs);
    }

    private void EndProven(long[] costs)
    {
        _incumbent.ProveOptimal(costs);
        _provenBest = true;
        if (!_options.Deterministic)
        {
            _ended.Cancel();
        }
    }

    /// <param name="alone">Never looks at what the other thread finds, and ends when nothing better is found for long.</param>
    /// <param name="lends">Ends, too, when the prover wants this thread and there is a roster.</param>
    /// <param name="patience">Ends when nothing better was found for so long; never by default.</param>
    private void Improve(double share, int seed, RosterCells? own = null, EmployeeNetworks? networks = null, Duration? patience = null, bool prefersColumns = false, bool alone = false, bool lends = false)
    {
        EmployeeNetworks? known = networks ?? ((StartsExact || _model.PlacementContributions.Length > 0) && !_options.Deterministic ? StartNetworks() : null);

        PartPrices? unpriced = known is not null && StartsWithParts ? new(known.Copy(), null) : null;
        var search = new NeighbourhoodSearch(
            _model,
            seed,
            _options.Clock,
            _options.Deterministic ? _options.DeterministicLimit * share : null,
            AnnealSeconds(share),
            follow: _options.Deterministic || alone ? null : _incumbent,
            aloneSeconds: own is null ? 0 : SecondsAlone,
            (cells, costs) => _incumbent.Offer(cells, costs, ImprovingSource),
            _ended.Token)
        {
            Interest = _options.Deterministic ? null : Disagreement(),
            Priced = _options.Deterministic ? null : () => _priced ?? unpriced,
            Networks = known,
            PrefersColumns = prefersColumns,
            MostVain = alone ? MostVainAlone : int.MaxValue,
            WindowSeconds = _options.Deterministic ? null : Math.Clamp((Seconds(1) ?? double.PositiveInfinity) * ShareOfWindow, LeastWindow, LongestWindow),
        };
        RosterCells? start = own ?? StartCells();
        if (own is null && !_options.Deterministic && _incumbent.IsFeasible)
        {
            start = _incumbent.Best()?.Cells;
        }

        search.Run(start ?? Construct(), rough: start is null, ended: () => !_options.Deterministic && (_provenBest || StopsBecauseImpossible() || _incumbent.SinceImproved > patience || (lends && _loan.IsWanted && _incumbent.IsFeasible)));
    }

    /// <summary>Where the best roster and the averaged schedules of the bound disagree, once there are any: a weight per cell, a new array with every better roster.</summary>
    private Func<float[]?> Disagreement()
    {
        float[]? known = null;
        int version = -1;
        return () =>
        {
            if (_averaged is not { } averaged || version == _incumbent.Version || _incumbent.Best() is not { } best)
            {
                return known;
            }

            version = _incumbent.Version;
            known = new float[_model.Cells];
            for (int cell = 0; cell < known.Length; cell++)
            {
                int option = best.Cells.Options[cell] - _model.FirstHorizonOption;
                if (_model.Timeline.IsInHorizon(cell % _model.Timeline.Days))
                {
                    known[cell] = Math.Max(0, 1 - averaged[(cell / _model.Timeline.Days * _model.HorizonOptions) + option]);
                }
            }

            return known;
        };
    }

    /// <summary>A first roster by best responses; null when the day networks find somebody without a legal schedule.</summary>
    private RosterCells? Construct() => StartNetworks() is { } networks
        ? new FirstRoster(_model, networks, _ended.Token).Make(_options.Seed, (cells, costs) => _incumbent.Offer(cells, costs, ImprovingSource))
        : null;

    /// <summary>Networks to make a first roster with; null when somebody has no legal schedule.</summary>
    private EmployeeNetworks? StartNetworks() => (StartsExact ? _networks.Exact : _networks.Steps?.Tight)?.Copy();

    private bool StartsExact => (long)_model.Employees * _model.HorizonOptions <= LargestExactStart;

    /// <summary>Whether parts can be improved by column generation before there are prices: with one level of costs there is nothing that they are needed for to weigh levels.</summary>
    private bool StartsWithParts => StartsExact && _model.Levels == 2 && _model.PlacementContributions.Length == 0;

    /// <summary>Once it is proven that hard rules cannot all hold, a roster that breaks them little is looked for a little longer only.</summary>
    private bool StopsBecauseImpossible() => _provenInfeasible && _incumbent.SinceImproved > Duration.FromSeconds(5);

    private void Offer(RosterCells cells) => _incumbent.Offer(cells, ModelCost.Of(_model, cells), WholeSource);

    /// <summary>Annealing gets up to half of what is left, and no more than lets it try each cell a few thousand times.</summary>
    private double AnnealSeconds(double share)
    {
        double enough = Math.Max(1, _model.Cells * 0.03);
        double limit = (_options.TimeLimit?.TotalSeconds ?? _options.DeterministicLimit) * share ?? double.MaxValue;
        return Math.Min(enough, limit * 0.5);
    }

    /// <summary>Share of the time limit that is over; 0 without one.</summary>
    private double Spent() => _options.TimeLimit is { } limit ? Math.Min(1, _incumbent.Elapsed / limit) : 0;

    private double? Seconds(double share) => _options.TimeLimit is { } limit ? limit.TotalSeconds * share : null;

    private RosterCells? StartCells() => _options.Start is { } roster ? RosterCodec.EncodeWhatFits(_model, roster) : null;

    private void EndWhenLimitMet()
    {
        lock (_watchLock)
        {
            if (_isOver)
            {
                return;
            }

            Guard(() =>
            {
                bool ended = _incumbent.Elapsed >= _options.TimeLimit
                    || (_incumbent.IsFeasible && _incumbent.SinceImproved >= _options.UnimprovedLimit)
                    || _incumbent.GapReached();
                if (ended)
                {
                    _ended.Cancel();
                }
            });
        }
    }

    private SolveResult Result()
    {
        (Roster roster, Evaluation.Evaluation evaluation) = _incumbent.Judge();
        bool feasible = evaluation.Penalties[0] == 0;
        IReadOnlyList<LevelScore> levels = _incumbent.Scores();
        return new SolveResult
        {
            Status = feasible && levels.All(l => l.Gap == 0) ? SolveStatus.Optimal
                : feasible ? SolveStatus.Feasible
                : _provenInfeasible ? SolveStatus.Infeasible
                : SolveStatus.Unknown,
            Roster = roster,
            Evaluation = evaluation,
            Levels = levels,
            Elapsed = _incumbent.Elapsed,
            FirstFeasible = _incumbent.FirstFeasible,
        };
    }
}
