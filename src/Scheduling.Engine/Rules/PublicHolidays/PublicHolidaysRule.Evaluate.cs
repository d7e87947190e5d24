using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.PublicHolidays;

/// <content>Counts the holiday shifts of each employee by their period, and walks from the start of the horizon to the festivals around it.</content>
public sealed partial record PublicHolidaysRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        (List<LocalDate> last, List<LocalDate> next) = SparesLast ? Festivals(roster) : ([], []);
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Duty[] worked = [.. roster.DutiesOf(employee).Where(d => d.IsWork && roster.NatureOf(d.Date) == DayNature.PublicHoliday)];
            IEnumerable<IGrouping<int, Duty>> periods = Period == HolidayPeriod.Year
                ? worked.Where(d => d.Date.Year >= roster.Horizon.Start.Year && d.Date.Year <= roster.Horizon.End().Year).GroupBy(d => d.Date.Year)
                : worked.Where(d => roster.Horizon.Contains(d.Date)).GroupBy(_ => 0);
            foreach (IGrouping<int, Duty> period in periods)
            {
                int count = period.Count();
                (LocalDate from, LocalDate until) = (period.First().Date, period.Last().Date);
                report.Add(
                    Math.Max(0, count - Maximum),
                    new LocalizedText(
                        $"{employee.Name}：{from:MM-dd} 至 {until:MM-dd} 有 {count} 个法定节假日班次，最多 {Maximum} 个。",
                        $"{employee.Name} works {count} shifts on public holidays from {from:MM-dd} to {until:MM-dd}; at most {Maximum} are allowed."),
                    employee.Id,
                    from,
                    until);
            }

            if (!worked.Any(d => d.Date < roster.Horizon.Start && last.Contains(d.Date)))
            {
                continue;
            }

            foreach (Duty duty in worked.Where(d => roster.Horizon.Contains(d.Date) && next.Contains(d.Date)))
            {
                report.Add(
                    1,
                    new LocalizedText(
                        $"{employee.Name}：{last[0]:MM-dd} 的节日已上过班，{duty.Date:MM-dd} 的节日应休息。",
                        $"{employee.Name} worked in the festival of {last[0]:MM-dd} and should be spared on {duty.Date:MM-dd}."),
                    employee.Id,
                    duty.Date);
            }
        }
    }

    /// <summary>The dates of the first festival that ends in the horizon or later, and of the one before it; none when there is none.</summary>
    private static (List<LocalDate> Last, List<LocalDate> Next) Festivals(RosterView roster)
    {
        HashSet<LocalDate> holidays = [.. roster.Problem.Calendar.Where(c => c.Kind == CalendarDayKind.PublicHoliday).Select(c => c.Date)];
        if (!holidays.Any(h => h >= roster.Horizon.Start))
        {
            return ([], []);
        }

        List<LocalDate> next = Around(holidays.Where(h => h >= roster.Horizon.Start).Min());
        List<LocalDate> before = [.. holidays.Where(h => h < next[0])];
        return before.Count == 0 ? ([], []) : (Around(before.Max()), next);

        List<LocalDate> Around(LocalDate holiday)
        {
            LocalDate date = holiday;
            while (holidays.Contains(date.PlusDays(-1)))
            {
                date = date.PlusDays(-1);
            }

            List<LocalDate> dates = [];
            for (; holidays.Contains(date); date = date.PlusDays(1))
            {
                dates.Add(date);
            }

            return dates;
        }
    }
}
