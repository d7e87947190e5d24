using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ConsecutiveWorkDays;

/// <content>Walks the known days of each employee.</content>
public sealed partial record ConsecutiveWorkDaysRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (DutyRun run in DutyRun.Of(roster, employee, d => d.IsWork))
            {
                long tooMany = run.DaysBeyond(MaximumDays);
                report.Add(
                    tooMany,
                    new LocalizedText(
                        $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 连续上班 {run.Days} 天，最多 {MaximumDays} 天。",
                        $"{employee.Name} works {run.Days} days in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at most {MaximumDays} are allowed."),
                    employee.Id,
                    run.First,
                    run.Last);
                report.Add(
                    run.DaysMissing(MinimumDays),
                    new LocalizedText(
                        $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 只连续上班 {run.Days} 天，至少 {MinimumDays} 天。",
                        $"{employee.Name} works only {run.Days} days in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at least {MinimumDays} are required."),
                    employee.Id,
                    run.First,
                    run.Last);
            }
        }
    }
}
