using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ConsecutiveNights;

/// <content>Walks the runs of nights of each employee.</content>
public sealed partial record ConsecutiveNightsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (DutyRun run in DutyRun.Of(roster, employee, d => d.IsNight))
            {
                report.Add(
                    run.DaysBeyond(MaximumNights),
                    new LocalizedText(
                        $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 连续 {run.Days} 个夜班，最多 {MaximumNights} 个。",
                        $"{employee.Name} works {run.Days} nights in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at most {MaximumNights} are allowed."),
                    employee.Id,
                    run.First,
                    run.Last);
                report.Add(
                    run.DaysMissing(MinimumNights),
                    new LocalizedText(
                        $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 只有连续 {run.Days} 个夜班，至少 {MinimumNights} 个。",
                        $"{employee.Name} works only {run.Days} nights in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at least {MinimumNights} are required."),
                    employee.Id,
                    run.First,
                    run.Last);
            }
        }
    }
}
