using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ConsecutiveBand;

/// <content>Walks the runs of days in one band of each employee.</content>
public sealed partial record ConsecutiveBandRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Band band in roster.Problem.Bands.Where(b => IsMeant(b.Id)))
            {
                string zh = band.Name.Length > 0 ? band.Name : band.Id;
                foreach (DutyRun run in DutyRun.Of(roster, employee, d => d.IsWork && ReferenceEquals(d.Band, band)))
                {
                    report.Add(
                        run.DaysBeyond(MaximumDays),
                        new LocalizedText(
                            $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 连续 {run.Days} 天上“{zh}”，最多 {MaximumDays} 天。",
                            $"{employee.Name} works {run.Days} days in a row in band '{band.Id}' from {run.First:MM-dd} to {run.Last:MM-dd}; at most {MaximumDays} are allowed."),
                        employee.Id,
                        run.First,
                        run.Last);
                    report.Add(
                        run.DaysMissing(MinimumDays),
                        new LocalizedText(
                            $"{employee.Name}：{run.First:MM-dd} 至 {run.Last:MM-dd} 只连续 {run.Days} 天上“{zh}”，至少 {MinimumDays} 天。",
                            $"{employee.Name} works only {run.Days} days in a row in band '{band.Id}' from {run.First:MM-dd} to {run.Last:MM-dd}; at least {MinimumDays} are required."),
                        employee.Id,
                        run.First,
                        run.Last);
                }
            }
        }
    }
}
