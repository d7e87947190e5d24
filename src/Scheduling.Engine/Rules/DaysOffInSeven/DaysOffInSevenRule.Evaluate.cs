using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.DaysOffInSeven;

/// <content>Marks the calendar days that duties reach, then slides the window along the known days and the free ones after them.</content>
public sealed partial record DaysOffInSevenRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            HashSet<LocalDate> onDuty = DatesOnDuty(roster, employee);
            Queue<LocalDate> window = new();
            int daysOff = 0;
            for (LocalDate date = roster.Horizon.KnownFrom(); date < roster.Horizon.KnownUntil().PlusDays(WindowDays); date = date.PlusDays(1))
            {
                window.Enqueue(date);
                daysOff += onDuty.Contains(date) ? 0 : 1;
                if (window.Count > WindowDays)
                {
                    daysOff -= onDuty.Contains(window.Dequeue()) ? 0 : 1;
                }

                bool touchesHorizon = date >= roster.Horizon.Start && window.Peek() <= roster.Horizon.End();
                if (window.Count == WindowDays && touchesHorizon && daysOff < MinimumDaysOff)
                {
                    report.Add(
                        MinimumDaysOff - daysOff,
                        new LocalizedText(
                            $"{employee.Name}：{window.Peek():MM-dd} 至 {date:MM-dd} 的 {WindowDays} 天内只有 {daysOff} 个真正休息日，至少 {MinimumDaysOff} 个。",
                            $"{employee.Name} has {daysOff} true days off in the {WindowDays} days from {window.Peek():MM-dd} to {date:MM-dd}; at least {MinimumDaysOff} are required."),
                        employee.Id,
                        window.Peek(),
                        date);
                }
            }
        }
    }

    private HashSet<LocalDate> DatesOnDuty(RosterView roster, Employee employee)
    {
        HashSet<LocalDate> dates = [];
        foreach (Duty duty in roster.DutiesOf(employee))
        {
            foreach (DutyPart part in duty.Parts.Where(p => p.End > p.Start))
            {
                // The end is the first instant that is free again: a part that ends at midnight leaves the new day alone.
                LocalDate last = roster.LocalOf(part.End - Duration.Epsilon).Date;
                for (LocalDate date = roster.LocalOf(part.Start).Date; date <= last; date = date.PlusDays(1))
                {
                    if (!CountsDayAfterNight || date == duty.Date)
                    {
                        dates.Add(date);
                    }
                }
            }
        }

        return dates;
    }
}
