using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ConsecutiveDaysOff;

/// <content>Walks the runs of dates without a duty of each employee.</content>
public sealed partial record ConsecutiveDaysOffRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (DutyRun run in DutyRun.Find(roster, date => IsOff(roster, employee, date)))
            {
                report.Add(
                    run.DaysMissing(MinimumDays),
                    new LocalizedText(
                        $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 只连休 {run.Days} 天，至少 {MinimumDays} 天。",
                        $"{employee.Name} has only {run.Days} days off in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at least {MinimumDays} are required."),
                    employee.Id,
                    run.First,
                    run.Last);
                if (MaximumDays is { } most)
                {
                    report.Add(
                        run.DaysBeyond(most),
                        new LocalizedText(
                            $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 连休 {run.Days} 天，最多 {most} 天。",
                            $"{employee.Name} has {run.Days} days off in a row from {run.First:MM-dd} to {run.Last:MM-dd}; at most {most} are allowed."),
                        employee.Id,
                        run.First,
                        run.Last);
                }
            }
        }
    }

    private bool IsOff(RosterView roster, Employee employee, LocalDate date) =>
        roster.DutyOn(employee, date) is null
        && (CountsDayAfterNight || roster.DutiesOf(employee).TakeWhile(d => d.Date < date).All(d => d.Overlap(roster.StartOf(date), roster.StartOf(date.PlusDays(1))) == 0));
}
