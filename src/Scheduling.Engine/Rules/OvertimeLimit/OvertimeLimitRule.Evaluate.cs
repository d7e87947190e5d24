using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.OvertimeLimit;

/// <content>Groups the known duties of each employee by day, week and month, and judges those groups the horizon touches.</content>
public sealed partial record OvertimeLimitRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            JudgeDays(roster, report, employee);
            Func<LocalDate, LocalDate> weekOf = DateAdjusters.PreviousOrSame(roster.Horizon.WeekStart);
            Judge(roster, report, employee, MaximumMinutesPerWeek, weekOf, first => first.PlusDays(6));
            Judge(roster, report, employee, MaximumMinutesPerMonth, DateAdjusters.StartOfMonth, DateAdjusters.EndOfMonth);
        }
    }

    private void JudgeDays(RosterView roster, RuleReport report, Employee employee)
    {
        foreach (Duty duty in roster.HorizonDutiesOf(employee))
        {
            report.Add(
                Math.Max(0, duty.OvertimeMinutes - MaximumMinutesPerDay),
                new LocalizedText(
                    $"{employee.Name}：{duty.Date:MM-dd} 加班 {duty.OvertimeMinutes} 分钟，每天最多 {MaximumMinutesPerDay} 分钟。",
                    $"{employee.Name} has {duty.OvertimeMinutes} min of overtime on {duty.Date:MM-dd}; at most {MaximumMinutesPerDay} min a day are allowed."),
                employee.Id,
                duty.Date);
        }
    }

    private void Judge(RosterView roster, RuleReport report, Employee employee, int? maximum, Func<LocalDate, LocalDate> firstOf, Func<LocalDate, LocalDate> lastOf)
    {
        if (maximum is not { } most)
        {
            return;
        }

        ILookup<LocalDate, int> worked = roster.DutiesOf(employee).ToLookup(d => firstOf(d.Date), d => d.OvertimeMinutes);
        ILookup<LocalDate, int> earlier = employee.EarlierWork.Where(w => firstOf(w.From) == firstOf(w.Until)).ToLookup(w => firstOf(w.From), w => w.OvertimeMinutes);
        long warned = most * (long)WarningPercent / 100;
        foreach (LocalDate first in roster.HorizonDates().Select(firstOf).Distinct())
        {
            LocalDate last = lastOf(first);
            long minutes = worked[first].Sum(m => (long)m) + earlier[first].Sum(m => (long)m);
            report.Add(
                Math.Max(0, minutes - most),
                new LocalizedText(
                    $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 加班 {minutes} 分钟，最多 {most} 分钟。",
                    $"{employee.Name} has {minutes} min of overtime from {first:MM-dd} to {last:MM-dd}; at most {most} min are allowed."),
                employee.Id,
                first,
                last);
            report.Add(
                Warning,
                Math.Max(0, minutes - warned),
                new LocalizedText(
                    $"{employee.Name}：{first:MM-dd} 至 {last:MM-dd} 加班 {minutes} 分钟，已超过预警线 {warned} 分钟（上限 {most} 分钟的 {WarningPercent}%）。",
                    $"{employee.Name} has {minutes} min of overtime from {first:MM-dd} to {last:MM-dd}, above the warning at {warned} min ({WarningPercent} % of the limit of {most} min)."),
                employee.Id,
                first,
                last);
        }
    }
}
