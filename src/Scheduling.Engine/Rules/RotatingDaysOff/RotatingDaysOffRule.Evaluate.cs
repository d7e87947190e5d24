using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.RotatingDaysOff;

/// <content>Walks each weekday from week to week and counts how long it has been off.</content>
public sealed partial record RotatingDaysOffRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        LocalDate[] firsts = [.. roster.KnownDates().Take(7).Where(date => Weekdays.Count == 0 || Weekdays.Contains(date.DayOfWeek))];
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Leave[] leave = [.. roster.Problem.Leave.Where(l => l.Employee == employee.Id && l.Part == LeavePart.FullDay)];
            foreach (LocalDate first in firsts)
            {
                LocalDate? since = null;
                for (LocalDate date = first; ; date = date.PlusDays(7))
                {
                    if (date <= roster.Horizon.KnownUntil() && IsOff(roster, employee, leave, date))
                    {
                        since ??= date;
                        continue;
                    }

                    if (since is { } start)
                    {
                        Judge(roster.Horizon, report, employee, start, date.PlusDays(-7));
                        since = null;
                    }

                    if (date > roster.Horizon.KnownUntil())
                    {
                        break;
                    }
                }
            }
        }
    }

    private void Judge(Horizon horizon, RuleReport report, Employee employee, LocalDate first, LocalDate last)
    {
        // Week by week beyond the maximum, where the weeks that make it too many have a day in the horizon.
        long beyond = 0;
        for (LocalDate date = first.PlusDays(7 * MaximumWeeks); date <= last; date = date.PlusDays(7))
        {
            LocalDate week = date;
            while (!horizon.Contains(week) && week > date.PlusDays(-7 * MaximumWeeks))
            {
                week = week.PlusDays(-7);
            }

            beyond += horizon.Contains(week) ? 1 : 0;
        }

        int weeks = (Period.DaysBetween(first, last) / 7) + 1;
        report.Add(
            beyond,
            new LocalizedText(
                $"{employee.Name}：从 {first:MM-dd} 到 {last:MM-dd}，连续 {weeks} 周在{Zh[(int)first.DayOfWeek - 1]}休息，最多 {MaximumWeeks} 周。",
                $"{employee.Name} is off on {weeks} {first.DayOfWeek}s in a row from {first:MM-dd} to {last:MM-dd}; at most {MaximumWeeks} are allowed."),
            employee.Id,
            first,
            last);
    }

    private static bool IsOff(RosterView roster, Employee employee, Leave[] leave, LocalDate date) =>
        roster.DutyOn(employee, date) is null
        && !(date < employee.EmployedFrom) && !(date > employee.EmployedUntil)
        && !leave.Any(l => l.From <= date && date <= l.Until);

    private static string[] Zh { get; } = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
}
