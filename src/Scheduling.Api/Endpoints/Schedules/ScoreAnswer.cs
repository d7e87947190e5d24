using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Solving;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>Penalty, proven bound and gap of a level.</summary>
internal sealed record LevelAnswer(string Name, long Penalty, long? LowerBound, double? Gap)
{
    public static LevelAnswer Of(LevelScore level) => new(level.Name, level.Penalty, level.LowerBound, level.Gap);
}

/// <summary>One breach of one rule.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="RuleIndex">Its position in the rules of the problem.</param>
/// <param name="Title">The rule's own label, or its title.</param>
/// <param name="Level">Name of the level it costs on.</param>
/// <param name="Excess">Size of the breach.</param>
/// <param name="Unit">What one unit of excess is.</param>
/// <param name="Penalty">What it costs.</param>
/// <param name="Employee">Id of the employee, where it is one's.</param>
/// <param name="EmployeeName">The employee's name.</param>
/// <param name="Post">Id of the post, where one is meant.</param>
/// <param name="From">First day concerned.</param>
/// <param name="Until">Last day concerned.</param>
/// <param name="Message">The breach in words.</param>
internal sealed record ViolationAnswer(
    string Rule, int RuleIndex, LocalizedText Title, string Level, long Excess, LocalizedText Unit, long Penalty, string? Employee, string? EmployeeName, string? Post, LocalDate? From, LocalDate? Until, LocalizedText Message)
{
    public static IReadOnlyList<ViolationAnswer> Of(SchedulingProblem problem, IReadOnlyList<RuleViolation> violations)
    {
        Dictionary<string, string> names = problem.Employees.ToDictionary(e => e.Id, e => e.Name);
        return [.. violations.OrderBy(v => v.Level).ThenByDescending(v => v.Penalty).Select(v =>
        {
            Rule rule = problem.Rules[v.RuleIndex];
            LocalizedText title = rule.Label.Length > 0 ? new LocalizedText(rule.Label, rule.Label) : rule.Descriptor.Title;
            return new ViolationAnswer(
                v.Rule, v.RuleIndex, title, problem.Levels[v.Level], v.Excess, rule.Descriptor.Unit, v.Penalty, v.Employee, v.Employee is null ? null : names.GetValueOrDefault(v.Employee), v.Post, v.From, v.Until, v.Message);
        })];
    }
}

/// <summary>What the violations of one rule add up to.</summary>
internal sealed record RuleScoreAnswer(string Rule, int RuleIndex, LocalizedText Title, string Level, int Violations, long Excess, long Penalty);

/// <summary>An assignment that the problem does not allow at all.</summary>
internal sealed record UnsoundAnswer(string Code, string Pointer, LocalizedText Message);

/// <summary>What became of a wish.</summary>
/// <param name="Employee">Id of the employee.</param>
/// <param name="Date">The day.</param>
/// <param name="Kind">How it is meant.</param>
/// <param name="Granted">Whether the roster grants it.</param>
/// <param name="CouldBeGranted">Whether a change grants it at no greater cost.</param>
/// <param name="CutBy">Ids of the rules that the best change which grants it would break or make dearer.</param>
/// <param name="Message">The outcome in words.</param>
internal sealed record WishAnswer(string Employee, LocalDate Date, WishKind Kind, bool Granted, bool CouldBeGranted, IReadOnlyList<string> CutBy, LocalizedText Message)
{
    public static WishAnswer Of(WishOutcome outcome) => new(
        outcome.Wish.Employee, outcome.Wish.Date, outcome.Wish.Kind, outcome.IsGranted, outcome.CouldBeGranted, [.. outcome.CutBy.Select(c => c.Rule).Distinct()], outcome.Message);
}

/// <summary>The independent evaluator's judgement of a roster.</summary>
/// <param name="Passes">Whether the shape is sound and no hard rule is broken.</param>
/// <param name="Status">What the solver proved, where a solver made the roster.</param>
/// <param name="Levels">Penalty per level, with bounds where they are proven.</param>
/// <param name="Rules">What each rule costs.</param>
/// <param name="Violations">Every breach in words, the gravest first.</param>
/// <param name="Wishes">What became of every wish, and which rules cut it.</param>
/// <param name="Unsound">Assignments that are not allowed at all; with any, rules are not judged.</param>
internal sealed record ScoreAnswer(
    bool Passes, string? Status, IReadOnlyList<LevelAnswer> Levels, IReadOnlyList<RuleScoreAnswer> Rules, IReadOnlyList<ViolationAnswer> Violations, IReadOnlyList<WishAnswer> Wishes, IReadOnlyList<UnsoundAnswer> Unsound)
{
    public static ScoreAnswer Of(SchedulingProblem problem, Roster roster, SolveStatus? status = null, IReadOnlyList<LevelScore>? proven = null)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
        IReadOnlyList<ViolationAnswer> violations = ViolationAnswer.Of(problem, evaluation.Violations);
        return new ScoreAnswer(
            evaluation.Passes,
            RunWords.Of(status),
            status is not null && proven is not null
                ? [.. proven.Select(LevelAnswer.Of)]
                : [.. problem.Levels.Select((name, level) => new LevelAnswer(name, evaluation.Penalties[level], null, null))],
            [.. violations.GroupBy(v => (v.RuleIndex, v.Level)).Select(g => new RuleScoreAnswer(g.First().Rule, g.Key.RuleIndex, g.First().Title, g.Key.Level, g.Count(), g.Sum(v => v.Excess), g.Sum(v => v.Penalty)))],
            violations,
            evaluation.ShapeProblems.Count > 0 ? [] : [.. WishExplainer.Explain(problem, roster).Select(WishAnswer.Of)],
            [.. evaluation.ShapeProblems.Select(p => new UnsoundAnswer(p.Code, p.Pointer, p.Message))]);
    }
}
