using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;

namespace Scheduling.Store.Rosters;

/// <summary>One cell of a roster as it shall be.</summary>
public sealed record CellEdit
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Id of the shift type; off when absent.</summary>
    public string? ShiftType { get; init; }

    /// <summary>Local start; the shift type's own when absent.</summary>
    public LocalTime? Start { get; init; }

    /// <summary>Id of the post; when absent the first post of the shift type the employee may work on, or the first of all.</summary>
    public string? Post { get; init; }

    /// <summary>Minutes of overtime after the shift; when absent those of the cell where shift type and start stay, else none.</summary>
    public int? OvertimeMinutes { get; init; }

    /// <summary>The off-queue activity held during the shift; when absent that of the cell where shift type and start stay and it still fits, else none.</summary>
    public PlacedActivity? Activity { get; init; }

    /// <summary>Breaks; at their earliest when absent.</summary>
    public IReadOnlyList<PlacedBreak> Breaks { get; init; } = [];
}

/// <summary>What an edit would do: the violations it brings and takes away, and the penalties before and after.</summary>
/// <param name="Allowed">No assignment is unsound and no hard rule is newly broken.</param>
/// <param name="Unsound">Assignments the problem does not allow at all; they cannot be stored.</param>
/// <param name="Added">New violations, or larger ones.</param>
/// <param name="Removed">Violations that are gone, or smaller.</param>
/// <param name="Before">Penalty per level before.</param>
/// <param name="After">Penalty per level after.</param>
public sealed record EditJudgement(bool Allowed, IReadOnlyList<InputProblem> Unsound, IReadOnlyList<RuleViolation> Added, IReadOnlyList<RuleViolation> Removed, IReadOnlyList<long> Before, IReadOnlyList<long> After)
{
    /// <summary>Judges two rosters of one problem against each other.</summary>
    public static EditJudgement Of(SchedulingProblem problem, Roster before, Roster after) =>
        Of(RosterEvaluator.Evaluate(problem, before), RosterEvaluator.Evaluate(problem, after));

    /// <summary>Puts two evaluations of rosters of one problem against each other.</summary>
    public static EditJudgement Of(Evaluation then, Evaluation now)
    {
        List<RuleViolation> added = Beyond(now, then);
        return new EditJudgement(
            now.ShapeProblems.Count == 0 && !added.Any(v => v.Level == 0), now.ShapeProblems, added, now.ShapeProblems.Count > 0 ? [] : Beyond(then, now), then.Penalties, now.Penalties);
    }

    /// <summary>Applies edits to a roster; assignments stay in the order of employees and dates.</summary>
    public static Roster Apply(SchedulingProblem problem, Roster roster, IReadOnlyList<CellEdit> edits)
    {
        Dictionary<string, int> order = problem.Employees.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
        HashSet<(string, LocalDate)> touched = [.. edits.Select(e => (e.Employee, e.Date))];
        IEnumerable<Assignment> kept = roster.Assignments.Where(a => !touched.Contains((a.Employee, a.Date)));
        Dictionary<(string, LocalDate), Assignment> before = roster.Assignments.Where(a => touched.Contains((a.Employee, a.Date))).DistinctBy(a => (a.Employee, a.Date)).ToDictionary(a => (a.Employee, a.Date));
        IEnumerable<Assignment> made = edits.Where(e => e.ShiftType is not null).Select(e => Keep(problem, e, before.GetValueOrDefault((e.Employee, e.Date)), new Assignment
        {
            Employee = e.Employee,
            Date = e.Date,
            ShiftType = e.ShiftType!,
            Start = e.Start,
            Post = e.Post ?? PostFor(problem, e),
            OvertimeMinutes = e.OvertimeMinutes ?? 0,
            Activity = e.Activity,
            Breaks = e.Breaks,
        }));
        return roster with { Assignments = [.. kept.Concat(made).OrderBy(a => order.GetValueOrDefault(a.Employee, int.MaxValue)).ThenBy(a => a.Date)] };
    }

    /// <summary>The assignment with what the cell had beside its shift, where the shift stays and the edit says nothing of it.</summary>
    private static Assignment Keep(SchedulingProblem problem, CellEdit edit, Assignment? before, Assignment made)
    {
        LocalTime? nominal = problem.ShiftTypes.FirstOrDefault(s => s.Id == edit.ShiftType)?.Parts[0].Start;
        if (before?.ShiftType != made.ShiftType || (before.Start ?? nominal) != (made.Start ?? nominal))
        {
            return made;
        }

        made = made with { OvertimeMinutes = edit.OvertimeMinutes ?? before.OvertimeMinutes };
        Assignment with = made with { Activity = edit.Activity ?? before.Activity };
        return edit.Activity is not null || before.Activity is null || RosterShape.Check(problem, new Roster { Assignments = [with] }).Count == 0 ? with : made;
    }

    private static string? PostFor(SchedulingProblem problem, CellEdit edit)
    {
        IReadOnlyList<string> posts = problem.ShiftTypes.FirstOrDefault(s => s.Id == edit.ShiftType)?.Posts ?? [];
        Employee? employee = problem.Employees.FirstOrDefault(e => e.Id == edit.Employee);
        return posts.FirstOrDefault(id => problem.Posts.FirstOrDefault(p => p.Id == id) is { } post
            && (post.Skill is null || employee?.Skills.Any(s => s.Skill == post.Skill && s.Level >= post.MinimumLevel && s.HeldOn(edit.Date)) == true)) ?? (posts.Count > 0 ? posts[0] : null);
    }

    private static List<RuleViolation> Beyond(Evaluation here, Evaluation there)
    {
        Dictionary<(int, string?, string?, LocalDate?, LocalDate?, int), long> known = there.Violations
            .GroupBy(Key).ToDictionary(g => g.Key, g => g.Sum(v => v.Penalty));
        return [.. here.Violations.GroupBy(Key).Where(g => g.Sum(v => v.Penalty) > known.GetValueOrDefault(g.Key)).SelectMany(g => g)];

        static (int, string?, string?, LocalDate?, LocalDate?, int) Key(RuleViolation v) => (v.RuleIndex, v.Employee, v.Post, v.From, v.Until, v.Level);
    }
}
