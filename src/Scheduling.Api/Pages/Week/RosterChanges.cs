using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages.Week;

/// <summary>One cell in which two rosters differ.</summary>
public sealed record CellChange(string Employee, LocalDate Date, Assignment? Before, Assignment? After);

/// <summary>Where a roster differs from an earlier one. Breaks do not count, nor does the time of an activity: nobody comes at another time for them.</summary>
public sealed record RosterChanges(IReadOnlyList<CellChange> Cells)
{
    public static RosterChanges Nothing { get; } = new([]);

    public int People => Cells.Select(c => c.Employee).Distinct().Count();

    public static RosterChanges Between(IEnumerable<Assignment> before, IEnumerable<Assignment> after)
    {
        Dictionary<(string, LocalDate), Assignment> old = before.ToDictionary(a => (a.Employee, a.Date));
        Dictionary<(string, LocalDate), Assignment> made = after.ToDictionary(a => (a.Employee, a.Date));
        return new RosterChanges([.. old.Keys.Union(made.Keys)
            .Select(key => new CellChange(key.Item1, key.Item2, old.GetValueOrDefault(key), made.GetValueOrDefault(key)))
            .Where(c => !Same(c.Before, c.After))
            .OrderBy(c => c.Employee, StringComparer.Ordinal).ThenBy(c => c.Date)]);
    }

    public static bool Same(Assignment? one, Assignment? other) =>
        one?.ShiftType == other?.ShiftType && one?.Start == other?.Start && one?.Post == other?.Post
        && one?.OvertimeMinutes == other?.OvertimeMinutes && one?.Activity?.Activity == other?.Activity?.Activity;
}
