using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.CompleteWeekends;

/// <content>Looks at each whole weekend of each employee.</content>
public sealed partial record CompleteWeekendsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (DutyRun weekend in DutyRun.Find(roster, IsWeekend).Where(IsJudged))
        {
            LocalDate[] dates = [.. Enumerable.Range(0, weekend.Days).Select(weekend.First.PlusDays)];
            foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
            {
                LocalDate[] off = [.. dates.Where(date => roster.DutyOn(employee, date) is not { IsWork: true })];
                if (off.Length > 0 && off.Length < dates.Length)
                {
                    string free = string.Join(", ", off.Select(date => $"{date:MM-dd}"));
                    report.Add(
                        off.Length,
                        new LocalizedText(
                            $"{employee.Name}：{weekend.First:MM-dd} 至 {weekend.Last:MM-dd} 的周末上班 {dates.Length - off.Length} 天，{free} 不上班；应当 {dates.Length} 天都上班或都不上班。",
                            $"{employee.Name} works {dates.Length - off.Length} of the {dates.Length} days of the weekend from {weekend.First:MM-dd} to {weekend.Last:MM-dd} and not on {free}; all or none of them are required."),
                        employee.Id,
                        weekend.First,
                        weekend.Last);
                }
            }
        }

        bool IsWeekend(LocalDate date) => roster.Horizon.Weekend.Contains(date.DayOfWeek);

        bool IsJudged(DutyRun weekend) =>
            !IsWeekend(weekend.First.PlusDays(-1)) && !IsWeekend(weekend.Last.PlusDays(1))
            && weekend.First <= roster.Horizon.End() && weekend.Last >= roster.Horizon.Start;
    }
}
