using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>What the CP-SAT encoding says of rosters and problems, to be compared with the other three ways to count.</summary>
internal static class CpSatOracle
{
    private static readonly CpSatSettings Exact = new() { Workers = 1, IsSubProblem = true };

    /// <summary>The encoding's cost per level of one roster: everything else is forbidden, then each level is minimised. Hard rules are costs here.</summary>
    public static long[] CostOf(RosterModel model, RosterCells cells, RunEncoding runs = RunEncoding.WindowClauses)
    {
        var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Penalised, whole: true, runs);
        encoding.Fix(cells);
        return Levels(encoding)!;
    }

    /// <summary>Whether the encoding with hard rules as constraints allows a roster.</summary>
    public static bool Allows(RosterModel model, RosterCells cells, RunEncoding runs = RunEncoding.WindowClauses)
    {
        // Options that hard rules forbid have no literal, so the roster is looked for among what is left.
        var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true, runs);
        encoding.Fix(cells);
        return CpSatSearch.Satisfy(encoding, Exact, CancellationToken.None).Status == CpSolverStatus.Optimal;
    }

    /// <summary>The best cost per level by CP-SAT; null when hard rules are constraints and cannot all hold.</summary>
    /// <param name="usable">For each employee the options that count; all by default.</param>
    public static long[]? Optimum(RosterModel model, bool enforceHard, bool[][]? usable = null)
    {
        var encoding = new CpSatEncoding(model, model.FixedCells, null, enforceHard ? HardRules.Enforced : HardRules.Penalised, whole: true, usable: usable);
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, Exact, null, null, CancellationToken.None);
        if (outcome.Status == CpSolverStatus.Infeasible)
        {
            return null;
        }

        Assert.Equal(CpSolverStatus.Optimal, outcome.Status);
        return ModelCost.Of(model, outcome.Cells!);
    }

    private static long[]? Levels(CpSatEncoding encoding)
    {
        long[] levels = new long[encoding.Objective.Length];
        for (int level = 0; level < levels.Length; level++)
        {
            LinearTerms objective = encoding.Objective[level];
            encoding.Minimize(objective);
            using var solver = new CpSolver { StringParameters = Exact.ToString() };
            Assert.Equal(CpSolverStatus.Optimal, solver.Solve(encoding.Cp));
            levels[level] = objective.Evaluate(solver.Response!.Solution);
        }

        return levels;
    }
}
