using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.RestAfterNights;

/// <content>Finds the first duty after each run of nights and counts the days between.</content>
public sealed partial record RestAfterNightsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (DutyRun run in DutyRun.Of(roster, employee, d => d.IsNight).Where(r => r.Days >= AfterNights))
            {
                Duty? duty = roster.DutiesOf(employee).FirstOrDefault(d => d.Date > run.Last);
                if (duty is null || duty.Date < roster.Horizon.Start)
                {
                    continue;
                }

                int free = Period.DaysBetween(run.Last, duty.Date) - 1;
                int needed = RestDays + 1;
                if (free < needed)
                {
                    report.Add(
                        needed - free,
                        new LocalizedText(
                            $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 的 {run.Days} 个夜班之后，到 {duty.Date:MM-dd} 的{duty.ShiftType.Name}只空出 {free} 天；包括下夜班当天须空出 {needed} 天。",
                            $"{employee.Name} has {free} days without duty between the {run.Days} nights from {run.First:MM-dd} to {run.Last:MM-dd} and {duty.ShiftType.Name} of {duty.Date:MM-dd}; {needed} are required, the day on which the last night ends included."),
                        employee.Id,
                        run.First,
                        duty.Date);
                }
            }
        }
    }
}
