using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Solving;

/// <summary>The one public entry to solving.</summary>
public static class RosterSolver
{
    /// <summary>
    /// Solves a valid problem. Cancelling stops the search and returns the best roster so far.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="SolverMismatchException">Solver and evaluator disagree on a roster.</exception>
    public static SolveResult Solve(SchedulingProblem problem, SolveOptions options, CancellationToken stop = default)
    {
        options.Check();
        long started = options.Clock.GetTimestamp();
        using var session = new SolveSession(Modelling.RosterModel.Compile(problem), options, started, stop);
        return session.Run();
    }
}
