using System.Globalization;
using Google.OrTools.Sat;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Benchmarks.Runs;

/// <summary>
/// The plain peer: one CP-SAT model of the whole problem, written as OR-Tools' own shift scheduling sample writes it (a Boolean per employee, day and shift, runs as clauses over
/// bounded spans, soft limits as costs), solved with CP-SAT's own settings, as many workers as threads, and nothing of our search.
/// </summary>
internal static class CpSatPeer
{
    /// <exception cref="InvalidOperationException">CP-SAT refuses the model.</exception>
    public static SolverOutcome Solve(SchedulingProblem problem, TimeSpan time, int threads, int seed, Action<double, IReadOnlyList<LevelScore>> tell)
    {
        long began = TimeProvider.System.GetTimestamp();
        double Elapsed() => TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        RosterModel model = RosterModel.Compile(problem);
        var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true);
        LexicographicObjective? objective = LexicographicObjective.TryCreate(encoding.Objective);
        if (encoding.IsInfeasible)
        {
            return Outcome(model, SolveStatus.Infeasible, null, null, Elapsed(), null);
        }

        if (objective is null)
        {
            return Staged(model, encoding, time, threads, seed, Elapsed);
        }

        encoding.Minimize(objective.Scalar);
        using var solver = new CpSolver
        {
            StringParameters = string.Create(CultureInfo.InvariantCulture, $"max_time_in_seconds:{Math.Max(0.1, time.TotalSeconds - Elapsed()):0.###} num_workers:{threads} random_seed:{seed}"),
        };
        using var found = new Found(encoding, model, objective, Elapsed, tell);
        CpSolverStatus status = solver.Solve(encoding.Cp, found);
        if (status == CpSolverStatus.ModelInvalid)
        {
            throw new InvalidOperationException("CP-SAT refuses the model: " + encoding.Cp.Validate());
        }

        RosterCells? cells = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? encoding.Decode(solver.Response!.Solution) : null;
        long[]? bounds = cells is null ? null : objective.LevelBounds(solver.BestObjectiveBound, ModelCost.Of(model, cells));
        return Outcome(model, Told(status), cells, bounds, Elapsed(), found.FirstSeconds);
    }

    /// <summary>Levels one after another, where one integer cannot hold them all; without bounds.</summary>
    private static SolverOutcome Staged(RosterModel model, CpSatEncoding encoding, TimeSpan time, int threads, int seed, Func<double> elapsed)
    {
        double? first = null;
        var settings = new CpSatSettings { Seconds = Math.Max(0.1, time.TotalSeconds - elapsed()), Workers = threads, Seed = seed };
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, settings, _ => first ??= elapsed(), null, CancellationToken.None);
        return Outcome(model, Told(outcome.Status), outcome.Cells, null, elapsed(), first);
    }

    private static SolverOutcome Outcome(RosterModel model, SolveStatus status, RosterCells? cells, long[]? bounds, double seconds, double? first)
    {
        cells ??= model.FixedCells;
        return new SolverOutcome(status, RosterCodec.Decode(model, cells), Scores(model, ModelCost.Of(model, cells), bounds), seconds, first);
    }

    private static IReadOnlyList<LevelScore> Scores(RosterModel model, long[] costs, long[]? bounds) =>
        [.. costs.Select((cost, level) => new LevelScore(model.Problem.Levels[level], cost, bounds?[level] ?? 0))];

    private static SolveStatus Told(CpSolverStatus status) => status switch
    {
        CpSolverStatus.Optimal => SolveStatus.Optimal,
        CpSolverStatus.Feasible => SolveStatus.Feasible,
        CpSolverStatus.Infeasible => SolveStatus.Infeasible,
        _ => SolveStatus.Unknown,
    };

    private sealed class Found(CpSatEncoding encoding, RosterModel model, LexicographicObjective objective, Func<double> elapsed, Action<double, IReadOnlyList<LevelScore>> tell)
        : CpSolverSolutionCallback
    {
        public double? FirstSeconds { get; private set; }

        public override void OnSolutionCallback()
        {
            FirstSeconds ??= elapsed();
            long[] costs = ModelCost.Of(model, encoding.Decode(Response().Solution));
            tell(elapsed(), Scores(model, costs, objective.LevelBounds(BestObjectiveBound(), costs)));
        }
    }
}
