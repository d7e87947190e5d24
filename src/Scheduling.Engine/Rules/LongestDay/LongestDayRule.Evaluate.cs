using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LongestDay;

/// <content>Looks at every duty of the horizon.</content>
public sealed partial record LongestDayRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Duty duty in roster.Duties.Where(d => roster.Horizon.Contains(d.Date) && IsFor(d.Employee)))
        {
            report.Add(
                Math.Max(0, duty.PaidMinutes - MaximumMinutes),
                new LocalizedText(
                    $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}计薪 {duty.PaidMinutes} 分钟，最多 {MaximumMinutes} 分钟。",
                    $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} has {duty.PaidMinutes} paid min; at most {MaximumMinutes} min are allowed."),
                duty.Employee.Id,
                duty.Date);
        }
    }
}
