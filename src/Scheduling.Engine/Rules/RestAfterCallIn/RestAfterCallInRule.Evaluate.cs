using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.RestAfterCallIn;

/// <content>Looks back from each duty to the call-ins before it.</content>
public sealed partial record RestAfterCallInRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        ILookup<string, (Instant Start, Instant End)> callIns = roster.Problem.CallIns.ToLookup(c => c.Employee, c => (roster.StartInstant(c.Start), roster.EndInstant(c.End)));
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty duty in roster.HorizonDutiesOf(employee))
            {
                (Instant Start, Instant End)[] earlier = [.. callIns[employee.Id].Where(c => c.Start < duty.Start)];
                if (earlier.Length == 0)
                {
                    continue;
                }

                Instant last = earlier.Max(c => c.End);
                long rest = (long)(duty.Start - last).TotalMinutes;
                string name = Presence.NameOf(employee);
                report.Add(
                    Math.Max(0, RestMinutes - rest),
                    new LocalizedText(
                        $"{name}：召回于 {roster.LocalOf(last):MM-dd HH:mm} 结束，{duty.Date:MM-dd} 的{duty.ShiftType.Name}在 {rest} 分钟后开始，应休息 {RestMinutes} 分钟。",
                        $"{name} was called in until {roster.LocalOf(last):MM-dd HH:mm}; {duty.ShiftType.Name} of {duty.Date:MM-dd} starts {rest} min later, and {RestMinutes} min of rest are required."),
                    employee.Id,
                    duty.Date);
            }
        }
    }
}
