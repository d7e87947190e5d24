using Google.OrTools.Sat;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;

namespace Scheduling.Engine.Solving;

/// <summary>
/// One solve. With two threads or more, one keeps improving the roster by neighbourhoods while the others work on the whole model, which
/// finds rosters too and proves bounds. With one thread they take turns. In deterministic mode the two never talk before they end.
/// </summary>
internal sealed class SolveSession : IDisposable
{
    /// <summary>With one thread, the share of the limit that goes to the whole model, first.</summary>
    private const double WholeShare = 0.3;
    private const int WholeSource = 0;
    private const int ImprovingSource = 1;
    private static readonly TimeSpan LimitCheck = TimeSpan.FromMilliseconds(50);

    private readonly RosterModel _model;
    private readonly SolveOptions _options;
    private readonly Incumbent _incumbent;
    private readonly CancellationTokenSource _ended;
    private bool _provenInfeasible;
    private bool _provenOptimal;

    public SolveSession(RosterModel model, SolveOptions options, CancellationToken stop)
    {
        _model = model;
        _options = options;
        _incumbent = new Incumbent(model, options);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    public void Dispose() => _ended.Dispose();

    public SolveResult Run()
    {
        using ITimer? watch = _options.Deterministic ? null : _options.Clock.CreateTimer(_ => EndWhenLimitMet(), null, LimitCheck, LimitCheck);
        if (_options.Threads == 1)
        {
            SolveWhole(WholeShare);
            if (!_provenOptimal && !_ended.IsCancellationRequested)
            {
                Improve(1 - WholeShare);
            }
        }
        else
        {
            SolveSideBySide();
        }

        return Result();
    }

    private void SolveSideBySide()
    {
        Exception? failure = null;
        var whole = new Thread(() => Guard(() => SolveWhole(1), ref failure)) { Name = "whole model" };
        whole.Start();
        Guard(() => Improve(1), ref failure);
        whole.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>An exception in one thread ends the other and is thrown again by the caller.</summary>
    private void Guard(Action action, ref Exception? failure)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            failure ??= exception;
            _ended.Cancel();
        }
    }

    private void SolveWhole(double share)
    {
        RosterCells basis = StartCells() ?? _model.FixedCells;
        var encoding = new CpSatEncoding(_model, basis, null, HardRules.Enforced, whole: true);
        if (_options.Start is not null)
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
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, Offer, _incumbent.OfferBound, _ended.Token);
        if (outcome.Cells is not null)
        {
            Offer(outcome.Cells);
        }

        if (outcome.Status == CpSolverStatus.Optimal)
        {
            _provenOptimal = true;
            _incumbent.ProveOptimal();
            if (!_options.Deterministic)
            {
                _ended.Cancel();
            }
        }
        else if (outcome.Status == CpSolverStatus.Infeasible && IsInfeasible(settings))
        {
            _provenInfeasible = true;
            BreakLittle(settings);
        }
    }

    /// <summary>
    /// CP-SAT's presolve has been seen to call feasible models infeasible (google/or-tools issue 5274), so that verdict is believed only
    /// without a witness and after a second proof with presolve off.
    /// </summary>
    private bool IsInfeasible(CpSatSettings settings)
    {
        if (_incumbent.IsFeasible)
        {
            return false;
        }

        var encoding = new CpSatEncoding(_model, _model.FixedCells, null, HardRules.Enforced, whole: true);
        return CpSatSearch.Satisfy(encoding, settings with { Workers = 1, Presolve = false }, _ended.Token).Status == CpSolverStatus.Infeasible;
    }

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
            _incumbent.ProveOptimal();
            if (!_options.Deterministic)
            {
                _ended.Cancel();
            }
        }
    }

    private void Improve(double share)
    {
        var search = new NeighbourhoodSearch(
            _model,
            _options.Seed,
            _options.Clock,
            _options.Deterministic ? _options.DeterministicLimit * share : null,
            AnnealSeconds(share),
            follow: _options.Deterministic ? null : _incumbent,
            (cells, costs) => _incumbent.Offer(cells, costs, ImprovingSource),
            _ended.Token);
        search.Run(StartCells(), ended: () => !_options.Deterministic && (_provenOptimal || StopsBecauseImpossible()));
    }

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

    private double? Seconds(double share) => _options.TimeLimit is { } limit ? limit.TotalSeconds * share : null;

    private RosterCells? StartCells() => _options.Start is { } roster ? RosterCodec.EncodeWhatFits(_model, roster) : null;

    private void EndWhenLimitMet()
    {
        bool ended = _incumbent.Elapsed >= _options.TimeLimit
            || (_incumbent.IsFeasible && _incumbent.SinceImproved >= _options.UnimprovedLimit)
            || (_options.GapLimit > 0 && _incumbent.GapReached());
        if (ended)
        {
            _ended.Cancel();
        }
    }

    private SolveResult Result()
    {
        if (_incumbent.Best() is null)
        {
            return new SolveResult
            {
                Status = _provenInfeasible ? SolveStatus.Infeasible : SolveStatus.Unknown,
                Roster = null,
                Evaluation = null,
                Levels = _incumbent.Scores(),
                Elapsed = _incumbent.Elapsed,
            };
        }

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
