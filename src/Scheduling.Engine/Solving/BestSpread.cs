using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Solving;

/// <summary>
/// The smallest spread of one measure that any roster can have: the problem is rewritten so that the hard rules come first, then (unless it is ignored) coverage, then
/// the spread, and solved as any other, so every bound the solver proves is one of the spread.
/// </summary>
public static class BestSpread
{
    private const string LevelName = "spread";

    /// <summary>Looks for the roster with the smallest spread and proves how much smaller none can be. Cancelling keeps what was found.</summary>
    /// <param name="problem">A valid problem.</param>
    /// <param name="spread">The rule whose excess is the spread, such as a fairness rule without tolerance; its own enforcement does not matter.</param>
    /// <param name="options">How to search.</param>
    /// <param name="stop">Ends the search.</param>
    /// <exception cref="ArgumentException">The rule compares nobody with anybody, or an option is out of range.</exception>
    /// <exception cref="SolverMismatchException">Solver and evaluator disagree on a roster.</exception>
    public static BestSpreadResult Prove(SchedulingProblem problem, Rule spread, BestSpreadOptions options, CancellationToken stop = default)
    {
        if (!spread.Descriptor.Terms.HasFlag(TermKinds.Balance))
        {
            throw new ArgumentException($"Rule '{spread.Descriptor.Id}' compares no totals of employees; give a rule such as fairness.", nameof(spread));
        }

        SchedulingProblem rewritten = Rewrite(problem, spread, options.KeepCoverage, out int level);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        SolveResult result = RosterSolver.Solve(rewritten, options.Search with { Progress = Watch }, ended.Token);
        bool feasible = result.Evaluation.Penalties[0] == 0;
        return new BestSpreadResult
        {
            Status = feasible && IsSettled(result.Levels) ? SolveStatus.Optimal : feasible ? SolveStatus.Feasible : result.Status,
            Roster = result.Roster,
            Spread = feasible ? result.Levels[level].Penalty : null,
            LowerBound = feasible ? result.Levels[level].LowerBound : 0,
            Elapsed = result.Elapsed,
        };

        // What the rules for coverage charge after the spread need not be proven. With counted work the search ends by itself.
        void Watch(SolveProgress progress)
        {
            options.Search.Progress?.Invoke(progress);
            if (!options.Search.Deterministic && progress.Levels[0].Penalty == 0 && IsSettled(progress.Levels))
            {
                _ = ended.CancelAsync();
            }
        }

        bool IsSettled(IReadOnlyList<LevelScore> levels) => levels.Take(level + 1).All(l => l.Penalty == l.LowerBound);
    }

    private static SchedulingProblem Rewrite(SchedulingProblem problem, Rule spread, bool keepCoverage, out int level)
    {
        string name = LevelName;
        while (problem.Levels.Contains(name))
        {
            name += "-";
        }

        int coverage = keepCoverage ? problem.Levels.TakeWhile(l => l != Enforcement.CoverageLevel).Count() : 0;
        level = coverage < problem.Levels.Count ? coverage + 1 : 1;
        return problem with
        {
            Levels = [.. problem.Levels.Take(level), name, .. problem.Levels.Skip(level)],
            Rules =
            [
                .. problem.Rules.Where(r => IsHardInPart(r) || (keepCoverage && r.Descriptor.Terms.HasFlag(TermKinds.Cover))),
                spread with { Enforcement = Enforcement.Soft(1, name) },
            ],
        };
    }

    /// <summary>Whether a rule, or one of the enforcements among its settings (such as that of a surplus), is hard.</summary>
    private static bool IsHardInPart(Rule rule) =>
        !rule.Enforcement.IsOff && rule.GetType().GetProperties().Any(p => p.PropertyType == typeof(Enforcement) && p.GetValue(rule) is Enforcement { IsHard: true });
}

/// <summary>How a best spread is looked for.</summary>
public sealed record BestSpreadOptions
{
    /// <summary>Limits, threads, seed, progress and the roster to start from.</summary>
    public required SolveOptions Search { get; init; }

    /// <summary>
    /// Whether coverage comes before the spread: what the rules for coverage charge up to the level <c>coverage</c> is as small as can be found, and never more than in a
    /// roster given as <see cref="SolveOptions.Start"/> that keeps the hard rules. Without it a roster in which nobody works may have the best spread. Default true.
    /// </summary>
    public bool KeepCoverage { get; init; } = true;
}

/// <summary>The best spread found and the bound proven.</summary>
public sealed record BestSpreadResult
{
    /// <summary><see cref="SolveStatus.Optimal"/>: proven that no roster has a smaller spread (with the best coverage there is, where that is kept).</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The roster with the best spread found; when the status is neither optimal nor feasible it breaks hard rules.</summary>
    public required Roster Roster { get; init; }

    /// <summary>Its spread, in units of the rule's excess; null when no roster that keeps the hard rules was found.</summary>
    public required long? Spread { get; init; }

    /// <summary>Proven: no roster that keeps the hard rules, and covers at least as well as this one where coverage is kept, has a smaller spread.</summary>
    public required long LowerBound { get; init; }

    /// <summary>Time taken.</summary>
    public required Duration Elapsed { get; init; }
}
