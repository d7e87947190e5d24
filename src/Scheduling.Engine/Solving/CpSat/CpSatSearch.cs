using System.Globalization;
using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>Limits and settings of one CP-SAT run.</summary>
internal sealed record CpSatSettings
{
    public double? Seconds { get; init; }

    public double? DeterministicTime { get; init; }

    public int Workers { get; init; } = 1;

    public int Seed { get; init; } = 1;

    /// <summary>Whether it is a sub-problem, whose presolve is kept light. The linear relaxation is strong in both: it closes two to three times as many sub-problems (docs/benchmarks.md).</summary>
    public bool IsSubProblem { get; init; }

    public bool Presolve { get; init; } = true;

    /// <summary>Ends when the solution is proven to be within this share of the best.</summary>
    public double RelativeGap { get; init; }

    /// <summary>Strategies that take turns on one thread, in place of workers; none: those that the solver chooses, each on a worker.</summary>
    public IReadOnlyList<string> Interleaved { get; init; } = [];

    public override string ToString()
    {
        List<string> parts =
        [
            .. Interleaved.Count > 0 ? Interleaved.Select(s => $"subsolvers:\"{s}\"").Prepend("interleave_search:true") : [],
            "num_workers:" + (Interleaved.Count > 0 ? Interleaved.Count + 1 : Workers).ToString(CultureInfo.InvariantCulture),
            "random_seed:" + Seed.ToString(CultureInfo.InvariantCulture),
            // Signals belong to the program around the engine; the solver's own handler for Ctrl+C ends the process.
            "catch_sigint_signal:false",
            "linearization_level:2",
            IsSubProblem ? "symmetry_level:0 cp_model_probing_level:0" : "",
        ];
        if (!Presolve)
        {
            parts.Add("cp_model_presolve:false");
        }

        if (RelativeGap > 0)
        {
            parts.Add("relative_gap_limit:" + RelativeGap.ToString("0.######", CultureInfo.InvariantCulture));
        }

        if (Seconds is { } seconds)
        {
            parts.Add("max_time_in_seconds:" + seconds.ToString("0.###", CultureInfo.InvariantCulture));
        }

        if (DeterministicTime is { } work)
        {
            parts.Add("max_deterministic_time:" + work.ToString("0.###", CultureInfo.InvariantCulture));
        }

        return string.Join(' ', parts);
    }
}

/// <summary>What a CP-SAT run found.</summary>
/// <param name="Levels">The encoding's own cost per level of the cells; exact when the status is Optimal.</param>
internal sealed record CpSatOutcome(CpSolverStatus Status, RosterCells? Cells, long[]? Levels, double DeterministicTime);

/// <summary>Runs CP-SAT on an encoding: one level objective, stop at any time, solutions as they come.</summary>
internal static class CpSatSearch
{
    /// <summary>Minimises the encoding's levels lexicographically.</summary>
    public static CpSatOutcome Minimize(
        CpSatEncoding encoding,
        CpSatSettings settings,
        Action<RosterCells>? found,
        Action<double, LexicographicObjective>? bounded,
        CancellationToken stop)
    {
        if (encoding.IsInfeasible)
        {
            return new CpSatOutcome(CpSolverStatus.Infeasible, null, null, 0);
        }

        if (LexicographicObjective.TryCreate(encoding.Objective) is { } objective)
        {
            encoding.Minimize(objective.Scalar);
            return Run(encoding, settings, found, bounded is null ? null : bound => bounded(bound, objective), stop);
        }

        return MinimizeInStages(encoding, settings, found, stop);
    }

    /// <summary>Finds any roster that keeps the constraints.</summary>
    public static CpSatOutcome Satisfy(CpSatEncoding encoding, CpSatSettings settings, CancellationToken stop) =>
        encoding.IsInfeasible ? new CpSatOutcome(CpSolverStatus.Infeasible, null, null, 0) : Run(encoding, settings, null, null, stop);

    /// <summary>
    /// Whether any roster keeps the hard rules. CP-SAT's presolve has been seen to call feasible models infeasible (google/or-tools issue 5274), so that verdict
    /// is believed only after a second proof with presolve off.
    /// </summary>
    public static CpSolverStatus Possible(RosterModel model, CpSatSettings settings, CancellationToken stop)
    {
        CpSolverStatus status = Satisfy(Whole(), settings, stop).Status;
        return status == CpSolverStatus.Infeasible ? SecondProof(model, settings, stop) : status;

        CpSatEncoding Whole() => new(model, model.FixedCells, null, HardRules.Enforced, whole: true);
    }

    /// <summary>The verdict with presolve off and one worker; with some options only when <paramref name="usable"/> names them per employee.</summary>
    public static CpSolverStatus SecondProof(RosterModel model, CpSatSettings settings, CancellationToken stop, bool[][]? usable = null) =>
        Satisfy(new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true, usable: usable), settings with { Workers = 1, Presolve = false }, stop).Status;

    /// <summary>Level after level, each frozen at what was found before the next.</summary>
    private static CpSatOutcome MinimizeInStages(CpSatEncoding encoding, CpSatSettings settings, Action<RosterCells>? found, CancellationToken stop)
    {
        int stages = encoding.Objective.Count(o => !o.IsConstant);
        CpSatSettings share = settings with { Seconds = settings.Seconds / stages, DeterministicTime = settings.DeterministicTime / stages };
        CpSatOutcome? best = null;
        double work = 0;
        bool optimal = true;
        foreach (LinearTerms level in encoding.Objective.Where(o => !o.IsConstant))
        {
            encoding.Minimize(level);
            (CpSatOutcome outcome, long value) = Run(encoding, share, found, null, level, stop);
            work += outcome.DeterministicTime;
            if (outcome.Cells is null)
            {
                return best is null ? outcome with { DeterministicTime = work } : best with { Status = CpSolverStatus.Feasible, DeterministicTime = work };
            }

            optimal &= outcome.Status == CpSolverStatus.Optimal;
            best = outcome;
            encoding.Limit(level, value);
            encoding.ClearHints();
        }

        return best! with { Status = optimal ? CpSolverStatus.Optimal : CpSolverStatus.Feasible, DeterministicTime = work };
    }

    private static CpSatOutcome Run(CpSatEncoding encoding, CpSatSettings settings, Action<RosterCells>? found, Action<double>? bounded, CancellationToken stop) =>
        Run(encoding, settings, found, bounded, null, stop).Outcome;

    /// <summary>Solves until the solver's limits, or until stopped.</summary>
    /// <exception cref="InvalidOperationException">The model is none.</exception>
    public static CpSolverStatus Solve(CpSolver solver, CpModel model, CpSolverSolutionCallback? sink, CancellationToken stop)
    {
        // A stop asked for before the search has begun is lost, so it is asked for again until the solver returns.
        using Timer? stopper = stop.CanBeCanceled
            ? new Timer(
                _ =>
                {
                    if (stop.IsCancellationRequested)
                    {
                        solver.StopSearch();
                    }
                },
                null,
                25,
                25)
            : null;
        CpSolverStatus status = solver.Solve(model, sink);
        return status != CpSolverStatus.ModelInvalid ? status
            : throw new InvalidOperationException("The model written for CP-SAT is invalid: " + model.Validate() + " Please report this with the problem file.");
    }

    private static (CpSatOutcome Outcome, long LevelValue) Run(
        CpSatEncoding encoding,
        CpSatSettings settings,
        Action<RosterCells>? found,
        Action<double>? bounded,
        LinearTerms? level,
        CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return (new CpSatOutcome(CpSolverStatus.Unknown, null, null, 0), 0);
        }

        using var solver = new CpSolver { StringParameters = settings.ToString() };
        BoundCallback? bounds = bounded is null ? null : new BoundCallback(bounded);
        if (bounds is not null)
        {
            solver.SetBestBoundCallback(bounds.Invoke);
        }

        using SolutionSink? sink = found is null ? null : new SolutionSink(encoding, found);

        CpSolverStatus status = Solve(solver, encoding.Cp, sink, stop);
        sink?.Rethrow();
        bounds?.Rethrow();
        bool hasSolution = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
        RosterCells? cells = hasSolution ? encoding.Decode(solver.Response!.Solution) : null;
        long value = hasSolution && level is not null ? level.Evaluate(solver.Response!.Solution) : 0;
        long[]? levels = hasSolution ? [.. encoding.Objective.Select(o => o.Evaluate(solver.Response!.Solution))] : null;
        return (new CpSatOutcome(status, cells, levels, solver.Response?.DeterministicTime ?? 0), value);
    }

    /// <summary>An exception inside a callback would end the process, so it is kept until the solver has returned.</summary>
    private sealed class BoundCallback(Action<double> bounded)
    {
        private Exception? _failure;

        public void Invoke(double bound)
        {
            try
            {
                bounded(bound);
            }
            catch (Exception exception)
            {
                _failure ??= exception;
            }
        }

        public void Rethrow()
        {
            if (_failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
            }
        }
    }

    private sealed class SolutionSink(CpSatEncoding encoding, Action<RosterCells> found) : CpSolverSolutionCallback
    {
        private Exception? _failure;

        public override void OnSolutionCallback()
        {
            try
            {
                found(encoding.Decode(Response().Solution));
            }
            catch (Exception exception)
            {
                _failure ??= exception;
                StopSearch();
            }
        }

        public void Rethrow()
        {
            if (_failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
            }
        }
    }
}
