using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.OvertimeCost;

/// <content>Values the overtime of every duty of the horizon.</content>
public sealed partial record OvertimeCostRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Duty duty in roster.Duties.Where(d => d.OvertimeMinutes > 0 && roster.Horizon.Contains(d.Date) && IsFor(d.Employee)))
        {
            (int percent, string zh, string en) = roster.NatureOf(duty.Date) switch
            {
                DayNature.PublicHoliday => (PublicHolidayPercent, "法定节假日", "a public holiday"),
                DayNature.RestDay => (RestDayPercent, "休息日", "a day of rest"),
                _ => (WorkdayPercent, "工作日", "a workday"),
            };
            long value = (long)Math.Ceiling(duty.OvertimeMinutes * (decimal)percent / 100);
            report.Add(
                value,
                new LocalizedText(
                    $"{duty.Employee.Name}：{duty.Date:MM-dd}（{zh}）加班 {duty.OvertimeMinutes} 分钟，按 {percent}% 折合 {value} 分钟。",
                    $"{duty.Employee.Name} has {duty.OvertimeMinutes} min of overtime on {duty.Date:MM-dd}, {en}: worth {value} min at {percent} %."),
                duty.Employee.Id,
                duty.Date);
        }
    }
}
