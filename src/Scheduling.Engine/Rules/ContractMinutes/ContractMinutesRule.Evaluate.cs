using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ContractMinutes;

/// <content>Groups each employee's employed days by their period and sums them.</content>
public sealed partial record ContractMinutesRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        PaidLeave leave = roster.PaidLeave;
        Func<LocalDate, LocalDate> weekOf = DateAdjusters.PreviousOrSame(roster.Horizon.WeekStart);
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Contract contract = roster.ContractOf(employee);
            IEnumerable<LocalDate> employed = (Period == ContractPeriod.Week ? roster.KnownDates() : roster.HorizonDates())
                .Where(d => d >= (employee.EmployedFrom ?? d) && d <= (employee.EmployedUntil ?? d));
            foreach (IGrouping<LocalDate, LocalDate> period in employed.GroupBy(d => Period == ContractPeriod.Week ? weekOf(d) : roster.Horizon.Start))
            {
                if (!period.Any(roster.Horizon.Contains))
                {
                    continue;
                }

                long minutes = 0;
                int days = 0;
                LocalDate last = default;
                foreach (LocalDate date in period)
                {
                    Duty? duty = roster.DutyOn(employee, date);
                    minutes += (duty?.PaidMinutes ?? 0) - (duty?.OvertimeMinutes ?? 0) + leave.MinutesOn(employee, date);
                    days += !FollowsCalendar || roster.NatureOf(date) == DayNature.Workday ? 1 : 0;
                    last = date;
                }

                LocalDate first = period.First();
                int full = FollowsCalendar ? 5 : 7;
                long least = MinimumMinutes is { } given ? (long)Math.Floor(PartOf(given, roster, days))
                    : (long)Math.Floor(contract.MinimumMinutesPerWeek * (decimal)days / full);
                long most = MaximumMinutes is { } limit ? (long)Math.Ceiling(PartOf(limit, roster, days)) : contract.MaximumMinutesPerWeek is not { } maximum ? long.MaxValue
                    : Period == ContractPeriod.Horizon ? (long)Math.Ceiling(maximum * (decimal)days / full)
                    : FollowsCalendar ? (long)Math.Ceiling(maximum * (decimal)roster.WorkdaysBetween(weekOf(first), weekOf(first).PlusDays(6)) / full)
                    : maximum;
                report.Add(
                    Math.Max(0, least - minutes),
                    new LocalizedText(
                        $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 计薪 {minutes} 分钟（不含加班），按合同至少 {least} 分钟。",
                        $"{employee.Name} has {minutes} paid min without overtime from {first:MM-dd} to {last:MM-dd}; the contract asks for at least {least} min."),
                    employee.Id,
                    first,
                    last);
                report.Add(
                    Math.Max(0, minutes - most),
                    new LocalizedText(
                        $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 计薪 {minutes} 分钟（不含加班），按合同最多 {most} 分钟。",
                        $"{employee.Name} has {minutes} paid min without overtime from {first:MM-dd} to {last:MM-dd}; the contract allows at most {most} min."),
                    employee.Id,
                    first,
                    last);
            }
        }
    }

    /// <summary>Minutes of the horizon for an employee's days in it, or workdays; all of them when there are none.</summary>
    private decimal PartOf(int minutes, RosterView roster, int days)
    {
        int all = roster.HorizonDates().Count(d => !FollowsCalendar || roster.NatureOf(d) == DayNature.Workday);
        return days == all ? minutes : minutes * (decimal)days / all;
    }
}
