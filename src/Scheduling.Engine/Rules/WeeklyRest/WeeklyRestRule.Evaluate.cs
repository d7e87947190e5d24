using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.WeeklyRest;

/// <content>Looks for the longest stretch of each week that no duty touches.</content>
public sealed partial record WeeklyRestRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        var needed = Duration.FromHours(RestHours);
        LocalDate[] weeks = [.. roster.KnownDates().Where(date => date.DayOfWeek == roster.Horizon.WeekStart
            && date.PlusDays(6) >= roster.Horizon.Start && date <= roster.Horizon.End() && date.PlusDays(6) <= roster.Horizon.KnownUntil())];
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Duty[] duties = [.. roster.DutiesOf(employee).Where(d => d.End > d.Start && (CountsStandby || d.IsWork))];
            foreach (LocalDate week in weeks)
            {
                LocalDate last = week.PlusDays(6);
                Duration longest = LongestFree(duties, roster.StartOf(week), roster.StartOf(last.PlusDays(1)));
                if (longest < needed)
                {
                    string found = longest.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);
                    report.Add(
                        1,
                        new LocalizedText(
                            $"{employee.Name}：{week:MM-dd} 至 {last:MM-dd} 这一周最长的连续休息只有 {found}，应至少 {RestHours} 小时。",
                            $"{employee.Name} has at most {found} hours free in a row in the week from {week:MM-dd} to {last:MM-dd}; {RestHours} are required."),
                        employee.Id,
                        week,
                        last);
                }
            }
        }
    }

    /// <summary>Every longest stretch begins at the week's start or at the end of a duty, and ends at the first duty after it.</summary>
    private static Duration LongestFree(Duty[] duties, Instant start, Instant end)
    {
        Duration longest = Duration.Zero;
        foreach (Instant from in duties.Select(d => d.End).Append(start).Where(i => i >= start && i < end))
        {
            if (duties.Any(d => d.Start < from && d.End > from))
            {
                continue;
            }

            Instant until = duties.Where(d => d.Start >= from).Select(d => d.Start).Append(end).Min();
            longest = Duration.Max(longest, Instant.Min(until, end) - from);
        }

        return longest;
    }
}
