using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.StandbyRest;

/// <content>Walks from each standby duty to the duties around it.</content>
public sealed partial record StandbyRestRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty standby in roster.DutiesOf(employee).Where(d => d.IsStandby))
            {
                foreach (Duty other in roster.DutiesOf(employee))
                {
                    int days = Period.DaysBetween(standby.Date, other.Date);
                    if (Math.Abs(days) is < 1 or > 3 || !(roster.Horizon.Contains(standby.Date) || roster.Horizon.Contains(other.Date)))
                    {
                        continue;
                    }

                    // Two standby duties are one pair, told at the later one, where the longer rest counts.
                    if (days < 0)
                    {
                        Report(report, other, standby, other.IsStandby ? Math.Max(RestBeforeMinutes, RestAfterMinutes) : RestBeforeMinutes);
                    }
                    else if (!other.IsStandby)
                    {
                        Report(report, standby, other, RestAfterMinutes);
                    }
                }
            }
        }
    }

    private static void Report(RuleReport report, Duty before, Duty after, int required)
    {
        long rest = (long)(after.Start - before.End).TotalMinutes;
        string name = Presence.NameOf(after.Employee);
        report.Add(
            Math.Max(0, required - rest),
            new LocalizedText(
                $"{name}：{before.Date:MM-dd} 的{before.ShiftType.Name}结束到 {after.Date:MM-dd} 的{after.ShiftType.Name}开始有 {rest} 分钟；备班前后应休息 {required} 分钟。",
                $"{name}: {rest} min between {before.ShiftType.Name} of {before.Date:MM-dd} and {after.ShiftType.Name} of {after.Date:MM-dd}; standby asks for {required} min of rest here."),
            after.Employee.Id,
            before.Date,
            after.Date);
    }
}
