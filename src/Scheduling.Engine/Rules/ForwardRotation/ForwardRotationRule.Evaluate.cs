using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ForwardRotation;

/// <content>Compares each working day with the one before it.</content>
public sealed partial record ForwardRotationRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            Duty? before = null;
            foreach (Duty after in roster.DutiesOf(employee).Where(d => d.IsWork))
            {
                if (before is not null && after.Date >= roster.Horizon.Start)
                {
                    int daysOff = Period.DaysBetween(before.Date, after.Date) - 1;
                    long back = (long)before.Band.Order - after.Band.Order;
                    if (back > 0 && daysOff < ResetDaysOff)
                    {
                        report.Add(
                            back,
                            new LocalizedText(
                                $"{employee.Name}：{before.Date:MM-dd} 的{before.ShiftType.Name}之后，{after.Date:MM-dd} 的{after.ShiftType.Name}倒退 {back} 个时段，中间只休息 {daysOff} 天；须休息 {ResetDaysOff} 天或不倒退。",
                                $"{employee.Name} steps back {back} bands from {before.ShiftType.Name} of {before.Date:MM-dd} to {after.ShiftType.Name} of {after.Date:MM-dd} with {daysOff} days off between; {ResetDaysOff} are required, or a band that is not earlier."),
                            employee.Id,
                            before.Date,
                            after.Date);
                    }
                }

                before = after;
            }
        }
    }
}
