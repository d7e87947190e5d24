using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Evaluation;

/// <summary>What the evaluator says of a roster.</summary>
public sealed record Evaluation
{
    /// <summary>Whether the roster has a sound shape and breaks no hard rule.</summary>
    public bool Passes => ShapeProblems.Count == 0 && Penalties[0] == 0;

    /// <summary>Penalty per level; level 0 is the size of all breaches of hard rules.</summary>
    public required IReadOnlyList<long> Penalties { get; init; }

    /// <summary>Assignments that the problem does not allow at all; when there are any, rules are not judged.</summary>
    public required IReadOnlyList<InputProblem> ShapeProblems { get; init; }

    /// <summary>Every violation, by rule.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Violations of hard rules.</summary>
    public IEnumerable<RuleViolation> HardViolations => Violations.Where(v => v.Level == 0);
}

/// <summary>
/// The independent checker: judges a finished roster rule by rule from the domain objects, without OR-Tools and without the compiled model.
/// </summary>
public static class RosterEvaluator
{
    /// <summary>Judges a roster of a valid problem.</summary>
    public static Evaluation Evaluate(SchedulingProblem problem, Roster roster)
    {
        IReadOnlyList<InputProblem> shape = RosterShape.Check(problem, roster);
        List<RuleViolation> violations = [];
        if (shape.Count == 0)
        {
            var view = new RosterView(problem, roster);
            for (int index = 0; index < problem.Rules.Count; index++)
            {
                Rule rule = problem.Rules[index];
                if (!rule.Enforcement.IsOff)
                {
                    rule.Evaluate(view, new RuleReport(rule, index, problem.Levels, violations));
                }
            }
        }

        long[] penalties = new long[problem.Levels.Count];
        foreach (RuleViolation violation in violations)
        {
            penalties[violation.Level] = checked(penalties[violation.Level] + violation.Penalty);
        }

        return new Evaluation { Penalties = penalties, ShapeProblems = shape, Violations = violations };
    }
}
