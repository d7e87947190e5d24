using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LongestWeek;

/// <content>Sums the known days of each employee by the first day of their week.</content>
public sealed partial record LongestWeekRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        Func<LocalDate, LocalDate> weekOf = DateAdjusters.PreviousOrSame(roster.Horizon.WeekStart);
        ILookup<LocalDate, LocalDate> weeks = roster.KnownDates().ToLookup(weekOf);
        List<LocalDate> touched = [.. roster.HorizonDates().Select(weekOf).Distinct()];
        PaidLeave leave = roster.PaidLeave;
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (LocalDate week in touched)
            {
                long minutes = 0;
                foreach (LocalDate date in weeks[week])
                {
                    Duty? duty = roster.DutyOn(employee, date);
                    minutes += duty?.PaidMinutes ?? 0;
                    minutes -= CountsOvertime ? 0 : duty?.OvertimeMinutes ?? 0;
                    minutes += CountsLeave ? leave.MinutesOn(employee, date) : 0;
                }

                LocalDate last = week.PlusDays(6);
                report.Add(
                    Math.Max(0, minutes - MaximumMinutes),
                    new LocalizedText(
                        $"{employee.Name}：{week:MM-dd} 至 {last:MM-dd} 一周计薪 {minutes} 分钟，最多 {MaximumMinutes} 分钟。",
                        $"{employee.Name} has {minutes} paid min in the week from {week:MM-dd} to {last:MM-dd}; at most {MaximumMinutes} min are allowed."),
                    employee.Id,
                    week,
                    last);
            }
        }
    }
}
