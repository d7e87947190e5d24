using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.OperatingPeriod;

/// <content>Looks at the part of every duty before the period begins, and at the part after it ends.</content>
public sealed partial record OperatingPeriodRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        Instant? from = From is { } begins ? roster.StartInstant(begins) : null;
        Instant? until = Until is { } ends ? roster.EndInstant(ends) : null;
        foreach (Duty duty in roster.Duties.Where(d => roster.Horizon.Contains(d.Date) && IsFor(d.Employee)))
        {
            if (from is { } first && duty.Start < first)
            {
                report.Add(
                    duty.Overlap(duty.Start, first),
                    new LocalizedText(
                        $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}在运营期开始（{From:MM-dd HH:mm}）之前有 {duty.Overlap(duty.Start, first)} 分钟。",
                        $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} has {duty.Overlap(duty.Start, first)} min before the operating period begins ({From:MM-dd HH:mm})."),
                    duty.Employee.Id,
                    duty.Date);
            }

            if (until is { } last && duty.End > last)
            {
                report.Add(
                    duty.Overlap(last, duty.End),
                    new LocalizedText(
                        $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}在运营期结束（{Until:MM-dd HH:mm}）之后有 {duty.Overlap(last, duty.End)} 分钟。",
                        $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} has {duty.Overlap(last, duty.End)} min after the operating period ends ({Until:MM-dd HH:mm})."),
                    duty.Employee.Id,
                    duty.Date);
            }
        }
    }
}
