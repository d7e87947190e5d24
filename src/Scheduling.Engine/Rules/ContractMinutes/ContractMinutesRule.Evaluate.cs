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
        var leave = new PaidLeave(roster);
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
                    minutes += (roster.DutyOn(employee, date)?.PaidMinutes ?? 0) + leave.MinutesOn(employee, date);
                    days++;
                    last = date;
                }

                LocalDate first = period.First();
                long least = (long)Math.Floor(contract.MinimumMinutesPerWeek * (decimal)days / 7);
                long most = contract.MaximumMinutesPerWeek is not { } maximum ? long.MaxValue
                    : Period == ContractPeriod.Week ? maximum
                    : (long)Math.Ceiling(maximum * (decimal)days / 7);
                report.Add(
                    Math.Max(0, least - minutes),
                    new LocalizedText(
                        $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 计薪 {minutes} 分钟，按合同至少 {least} 分钟。",
                        $"{employee.Name} has {minutes} paid min from {first:MM-dd} to {last:MM-dd}; the contract asks for at least {least} min."),
                    employee.Id,
                    first,
                    last);
                report.Add(
                    Math.Max(0, minutes - most),
                    new LocalizedText(
                        $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 计薪 {minutes} 分钟，按合同最多 {most} 分钟。",
                        $"{employee.Name} has {minutes} paid min from {first:MM-dd} to {last:MM-dd}; the contract allows at most {most} min."),
                    employee.Id,
                    first,
                    last);
            }
        }
    }
}
