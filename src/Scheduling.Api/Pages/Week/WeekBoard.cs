using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Store.Rosters;

namespace Scheduling.Api.Pages.Week;

/// <summary>A day of the grid.</summary>
public sealed record DayColumn(LocalDate Date, bool Weekend, bool Today, CalendarDay? Calendar);

/// <summary>What is missing on a day.</summary>
public sealed record DayGap(LocalDate Date, long ShortMinutes, IReadOnlyList<ShiftGap> Shifts)
{
    public bool IsEmpty => ShortMinutes == 0 && Shifts.Count == 0;
}

/// <summary>Employees missing on a shift, or on standby when there is no shift type.</summary>
public sealed record ShiftGap(string? ShiftType, string? Post, int Missing);

/// <summary>A cell as it is shown. Records compare by value, so that a row that did not change is not drawn again.</summary>
public sealed record GridCell(
    LocalDate Date, Assignment? Assignment, Assignment? Before, bool Changed, bool Pinned, LeavePart? Leave, Wish? Wish, bool Hard);

/// <summary>A person's week.</summary>
public sealed record GridRow(Employee Employee, int Index, EquatableCells Cells, long Minutes, long TargetMinutes, int Nights, int WeekendDays)
{
    public bool HasChanges => Cells.Any(c => c.Changed);
}

/// <summary>
/// All that the grid shows of one roster, worked out once: made anew after each edit, never changed.
/// </summary>
public sealed class WeekBoard
{
    private WeekBoard(SchedulingProblem problem, Roster roster, Evaluation evaluation)
    {
        Problem = problem;
        Roster = roster;
        Evaluation = evaluation;
        Names = new WeekNames(problem);
        Assignments = roster.Assignments.ToDictionary(a => (a.Employee, a.Date));
    }

    public SchedulingProblem Problem { get; }

    public Roster Roster { get; }

    public Evaluation Evaluation { get; }

    public WeekNames Names { get; }

    public IReadOnlyDictionary<(string Employee, LocalDate Date), Assignment> Assignments { get; }

    public required IReadOnlyList<DayColumn> Days { get; init; }

    public required IReadOnlyList<GridRow> Rows { get; init; }

    public required IReadOnlyList<DayGap> Gaps { get; init; }

    /// <summary>Null when the roster's shape is unsound.</summary>
    public required CoverageReport? Coverage { get; init; }

    public required RosterChanges Changes { get; init; }

    /// <summary>Violations, hard ones first, then the largest.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Works out the board of a roster. <paramref name="before"/>: the roster whose differences are shown as ghosts. <paramref name="judged"/> false: nothing is rostered yet, so nothing is broken.</summary>
    public static WeekBoard Of(SchedulingProblem problem, Roster roster, IReadOnlyList<Pin> pins, LocalDate today, IEnumerable<Assignment>? before = null, bool judged = true)
    {
        roster = RosterEditor.Fit(problem, roster);
        Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
        RosterView? view = evaluation.ShapeProblems.Count == 0 ? new RosterView(problem, roster) : null;
        CoverageReport? coverage = view is null ? null : CoverageReport.OfRequired(view);
        RosterChanges changes = before is null ? RosterChanges.Nothing : RosterChanges.Between(before, roster.Assignments);
        List<RuleViolation> violations = !judged ? [] : [.. evaluation.Violations.OrderBy(v => v.Level).ThenByDescending(v => v.Penalty).ThenBy(v => v.From).ThenBy(v => v.Employee, StringComparer.Ordinal)];
        Dictionary<LocalDate, CalendarDay> calendar = problem.Calendar.ToDictionary(d => d.Date);
        List<DayColumn> days = [.. Enumerable.Range(0, problem.Horizon.Days).Select(problem.Horizon.Start.PlusDays).Select(date => new DayColumn(
            date, IsFree(problem, calendar, date), date == today, calendar.GetValueOrDefault(date)))];
        var rows = new WeekRows(problem, roster, days, pins, changes, violations, view);
        return new WeekBoard(problem, roster, evaluation)
        {
            Days = days,
            Rows = rows.All(),
            Gaps = [.. days.Select(d => Gap(problem, roster, coverage, d.Date))],
            Coverage = coverage,
            Changes = changes,
            Violations = violations,
        };
    }

    /// <summary>The cell of an employee on a date.</summary>
    public GridCell? Cell(string employee, LocalDate date) =>
        Rows.FirstOrDefault(r => r.Employee.Id == employee)?.Cells.FirstOrDefault(c => c.Date == date);

    private static bool IsFree(SchedulingProblem problem, Dictionary<LocalDate, CalendarDay> calendar, LocalDate date) =>
        calendar.TryGetValue(date, out CalendarDay? day) ? day.Kind != CalendarDayKind.MakeUpWorkday : problem.Horizon.Weekend.Contains(date.DayOfWeek);

    private static DayGap Gap(SchedulingProblem problem, Roster roster, CoverageReport? coverage, LocalDate date)
    {
        Dictionary<string, Employee> employees = problem.Employees.ToDictionary(e => e.Id);
        Dictionary<string, Post> posts = problem.Posts.ToDictionary(p => p.Id);
        HashSet<string> standby = [.. problem.ShiftTypes.Where(s => s.IsStandby()).Select(s => s.Id)];
        List<Assignment> there = [.. roster.Assignments.Where(a => a.Date == date && Counts(employees[a.Employee], a.Post is null ? null : posts.GetValueOrDefault(a.Post), date))];
        List<ShiftGap> gaps = [];
        foreach (ShiftDemand demand in problem.Demand.Shifts.Where(d => d.Date == date))
        {
            Add(demand.ShiftType, demand.Post, demand.Required - there.Count(a => a.ShiftType == demand.ShiftType && (demand.Post ?? a.Post) == a.Post));
        }

        foreach (StandbyDemand demand in problem.Demand.Standby.Where(d => d.Date == date))
        {
            Add(null, demand.Post, demand.Required - there.Count(a => standby.Contains(a.ShiftType) && (demand.Post ?? a.Post) == a.Post));
        }

        return new DayGap(date, coverage?.Intervals.Where(i => i.Start.Date == date).Sum(i => i.ShortMinutes) ?? 0, gaps);

        void Add(string? shiftType, string? post, int missing)
        {
            if (missing > 0)
            {
                gaps.Add(new ShiftGap(shiftType, post, missing));
            }
        }
    }

    /// <summary>Trainees count nothing until they are certified.</summary>
    private static bool Counts(Employee employee, Post? post, LocalDate date) =>
        post?.Skill is null || employee.Skills.Any(s => s.Certified && s.Skill == post.Skill && s.Level >= post.MinimumLevel && s.HeldOn(date));
}
