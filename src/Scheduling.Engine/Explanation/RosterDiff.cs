using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Explanation;

/// <summary>How a cell of a roster changed.</summary>
public enum RosterChangeKind
{
    /// <summary>A day off became a shift.</summary>
    Added,

    /// <summary>A shift became a day off.</summary>
    Removed,

    /// <summary>Another shift type, start, post or overtime on the same day, or an off-queue activity more or less.</summary>
    Moved,
}

/// <summary>One changed cell.</summary>
/// <param name="Kind">How it changed.</param>
/// <param name="Employee">Id of the employee.</param>
/// <param name="Date">Business date.</param>
/// <param name="Before">The shift before; null for a day off.</param>
/// <param name="After">The shift after; null for a day off.</param>
public sealed record RosterChange(RosterChangeKind Kind, string Employee, LocalDate Date, Assignment? Before, Assignment? After);

/// <summary>How many cells of one employee changed.</summary>
/// <param name="Employee">Id of the employee.</param>
/// <param name="Added">Shifts gained.</param>
/// <param name="Removed">Shifts lost.</param>
/// <param name="Moved">Shifts that are other ones, as in <see cref="RosterChangeKind.Moved"/>.</param>
public sealed record EmployeeChanges(string Employee, int Added, int Removed, int Moved)
{
    /// <summary>All changed cells.</summary>
    public int Total => Added + Removed + Moved;
}

/// <summary>
/// What changes for people between two rosters. Breaks and activities moved within a shift are no change, nor is a start that is spelled out in
/// one roster and left to the shift type in the other, when the shift types are told.
/// </summary>
public sealed record RosterDiff
{
    private RosterDiff(IReadOnlyList<RosterChange> changes, IReadOnlyList<EmployeeChanges> people) => (Changes, People) = (changes, people);

    /// <summary>Changed cells, by employee in the order of the rosters, then by date.</summary>
    public IReadOnlyList<RosterChange> Changes { get; }

    /// <summary>The employees who are affected, in the same order.</summary>
    public IReadOnlyList<EmployeeChanges> People { get; }

    /// <summary>Compares two rosters. Where a roster has two shifts of an employee on one day, which is unsound, the first counts.</summary>
    public static RosterDiff Of(Roster before, Roster after, IReadOnlyList<ShiftType>? shiftTypes = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, LocalTime> nominal = (shiftTypes ?? []).Where(s => s.Parts.Count > 0).GroupBy(s => s.Id).ToDictionary(g => g.Key, g => g.First().Parts[0].Start);
        Dictionary<(string Employee, LocalDate Date), Assignment> then = Cells(before);
        Dictionary<(string Employee, LocalDate Date), Assignment> now = Cells(after);
        Dictionary<string, int> order = [];
        foreach (Assignment assignment in before.Assignments.Concat(after.Assignments))
        {
            order.TryAdd(assignment.Employee, order.Count);
        }

        List<RosterChange> changes = [];
        foreach ((string employee, LocalDate date) in then.Keys.Union(now.Keys).OrderBy(cell => order[cell.Employee]).ThenBy(cell => cell.Date))
        {
            Assignment? was = then.GetValueOrDefault((employee, date));
            Assignment? becomes = now.GetValueOrDefault((employee, date));
            if (was is null || becomes is null)
            {
                changes.Add(new RosterChange(was is null ? RosterChangeKind.Added : RosterChangeKind.Removed, employee, date, was, becomes));
            }
            else if (Duty(was) != Duty(becomes))
            {
                changes.Add(new RosterChange(RosterChangeKind.Moved, employee, date, was, becomes));
            }
        }

        return new RosterDiff(changes, [.. changes.GroupBy(c => c.Employee).Select(g => new EmployeeChanges(g.Key, Count(g, RosterChangeKind.Added), Count(g, RosterChangeKind.Removed), Count(g, RosterChangeKind.Moved)))]);

        (string, LocalTime?, string?, int, string?) Duty(Assignment a) =>
            (a.ShiftType, a.Start ?? (nominal.TryGetValue(a.ShiftType, out LocalTime start) ? start : null), a.Post, a.OvertimeMinutes, a.Activity?.Activity);
    }

    private static Dictionary<(string Employee, LocalDate Date), Assignment> Cells(Roster roster) =>
        roster.Assignments.GroupBy(a => (a.Employee, a.Date)).ToDictionary(g => g.Key, g => g.First());

    private static int Count(IEnumerable<RosterChange> changes, RosterChangeKind kind) => changes.Count(c => c.Kind == kind);
}
