using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MinimumRest;

/// <content>Every two duties at most three dates apart, one of them in the horizon.</content>
public sealed partial record MinimumRestRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty before in roster.DutiesOf(employee))
            {
                foreach (Duty? after in Enumerable.Range(1, 3).Select(days => roster.DutyOn(employee, before.Date.PlusDays(days))))
                {
                    if (after is null || !(roster.Horizon.Contains(before.Date) || roster.Horizon.Contains(after.Date)))
                    {
                        continue;
                    }

                    long rest = (long)(after.Start - before.End).TotalMinutes;
                    long missing = RestMinutes - rest;
                    if (missing > 0)
                    {
                        report.Add(
                            missing,
                            rest < 0
                                ? new LocalizedText(
                                    $"{employee.Name}：{before.Date:MM-dd} 的{before.ShiftType.Name}与 {after.Date:MM-dd} 的{after.ShiftType.Name}重叠 {-rest} 分钟，其间应休息至少 {RestMinutes} 分钟。",
                                    $"{employee.Name}: {before.ShiftType.Name} of {before.Date:MM-dd} and {after.ShiftType.Name} of {after.Date:MM-dd} overlap by {-rest} min; {RestMinutes} min of rest are required between them.")
                                : new LocalizedText(
                                    $"{employee.Name}：{before.Date:MM-dd} 的{before.ShiftType.Name}结束到 {after.Date:MM-dd} 的{after.ShiftType.Name}开始只有 {rest} 分钟，少于 {RestMinutes} 分钟。",
                                    $"{employee.Name}: only {rest} min between {before.ShiftType.Name} of {before.Date:MM-dd} and {after.ShiftType.Name} of {after.Date:MM-dd}; {RestMinutes} min are required."),
                            employee.Id,
                            before.Date,
                            after.Date);
                    }
                }
            }
        }
    }
}
