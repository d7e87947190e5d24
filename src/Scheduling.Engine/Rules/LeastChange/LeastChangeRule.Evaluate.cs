using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LeastChange;

/// <content>Compares each employee's duties, as sets, with the published ones.</content>
public sealed partial record LeastChangeRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        if (roster.Problem.Published is null)
        {
            return;
        }

        Dictionary<string, LocalTime> nominalStarts = roster.Problem.ShiftTypes.ToDictionary(s => s.Id, s => s.Parts[0].Start);
        ILookup<string, (LocalDate Date, string ShiftType, LocalTime? Start, string? Post, int Overtime)> published = roster.Problem.Published
            .Where(a => roster.Horizon.Contains(a.Date))
            .ToLookup(a => a.Employee, a => (a.Date, a.ShiftType, a.Start ?? (nominalStarts.TryGetValue(a.ShiftType, out LocalTime start) ? start : null), a.Post, a.OvertimeMinutes));
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            HashSet<(LocalDate Date, string ShiftType, LocalTime? Start, string? Post, int Overtime)> before = [.. published[employee.Id]];
            HashSet<(LocalDate Date, string ShiftType, LocalTime? Start, string? Post, int Overtime)> now =
                [.. roster.HorizonDutiesOf(employee).Select(d => (d.Date, d.ShiftType.Id, (LocalTime?)d.StartTime, d.Post, d.Assignment.OvertimeMinutes))];
            HashSet<(LocalDate Date, string ShiftType, LocalTime? Start, string? Post, int Overtime)> different = [.. before];
            different.SymmetricExceptWith(now);
            SortedSet<LocalDate> changed = [.. different.Select(c => c.Date)];
            foreach (LocalDate date in changed)
            {
                string was = string.Join(" ", before.Where(c => c.Date == date).Select(c => InWords(c.ShiftType, c.Start, c.Post, c.Overtime)));
                string isNow = string.Join(" ", now.Where(c => c.Date == date).Select(c => InWords(c.ShiftType, c.Start, c.Post, c.Overtime)));
                report.Add(
                    CellUnits,
                    new LocalizedText(
                        $"{employee.Name}：{date:MM-dd} 由“{(was.Length > 0 ? was : "休息")}”改为“{(isNow.Length > 0 ? isNow : "休息")}”。",
                        $"{employee.Name}: {date:MM-dd} changes from '{(was.Length > 0 ? was : "off")}' to '{(isNow.Length > 0 ? isNow : "off")}'."),
                    employee.Id,
                    date);
            }

            if (changed.Count > 0)
            {
                report.Add(
                    PersonUnits,
                    new LocalizedText(
                        $"{employee.Name}：已发布的排班有 {changed.Count} 天改动，应为 0 天。",
                        $"{employee.Name}: {changed.Count} days of the published roster change; 0 are asked for."),
                    employee.Id,
                    changed.Min,
                    changed.Max);
            }
        }
    }

    private static string InWords(string shiftType, LocalTime? start, string? post, int overtime) =>
        $"{shiftType}{(start is null ? "" : $" {start:HH:mm}")}{(overtime == 0 ? "" : $" +{overtime} min")}{(post is null ? "" : $" ({post})")}";
}
