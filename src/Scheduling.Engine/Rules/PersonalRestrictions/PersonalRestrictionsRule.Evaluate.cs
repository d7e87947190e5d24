using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.PersonalRestrictions;

/// <content>Asks of every minute of a duty whether it lies in a night of a restricted date.</content>
public sealed partial record PersonalRestrictionsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(e => e.Restrictions.Count > 0 && IsFor(e)))
        {
            foreach (Duty duty in roster.HorizonDutiesOf(employee))
            {
                Report(report, duty, NightMinutes(roster, duty), "夜间时段有", "at night");
                if (!IsRestricted(employee, duty.Date))
                {
                    continue;
                }

                Report(report, duty, ForbidsOvertime ? duty.OvertimeMinutes : 0, "加班", "of overtime");
                Report(report, duty, ForbidsStandby ? duty.Overlap(duty.Start, duty.End, PartKind.Standby) : 0, "备班", "of standby");
                Report(report, duty, Math.Max(0, duty.PaidMinutes - (MaximumMinutesPerDay ?? duty.PaidMinutes)), "当日工时多出", "too many on the day");
            }
        }
    }

    private static void Report(RuleReport report, Duty duty, long minutes, string zh, string en) =>
        report.Add(
            minutes,
            new LocalizedText(
                $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}{zh} {minutes} 分钟，因个人排班限制应为 0 分钟。",
                $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} has {minutes} min {en}; a personal restriction allows 0 min."),
            duty.Employee.Id,
            duty.Date);

    private bool IsRestricted(Employee employee, LocalDate date) =>
        employee.Restrictions.Any(r => (Kinds.Count == 0 || Kinds.Contains(r.Kind)) && (r.From ?? date) <= date && (r.Until ?? date) >= date);

    private long NightMinutes(RosterView roster, Duty duty)
    {
        List<Interval> restricted = [];
        List<Interval> nights = [];
        LocalDate last = roster.LocalOf(duty.End).Date;
        for (LocalDate date = duty.Date.PlusDays(-1); date <= last; date = date.PlusDays(1))
        {
            Instant from = roster.StartInstant(date.At(NightFrom));
            Instant until = roster.EndInstant((NightUntil > NightFrom ? date : date.PlusDays(1)).At(NightUntil));
            if (from < until)
            {
                nights.Add(new Interval(from, until));
            }

            if (IsRestricted(duty.Employee, date))
            {
                restricted.Add(new Interval(roster.StartOf(date), roster.StartOf(date.PlusDays(1))));
            }
        }

        long minutes = 0;
        foreach (DutyPart part in duty.Parts.Where(p => p.Kind != PartKind.Standby))
        {
            for (Instant minute = part.Start; minute < part.End; minute += Duration.FromMinutes(1))
            {
                minutes += nights.Exists(n => n.Contains(minute)) && restricted.Exists(r => r.Contains(minute)) ? 1 : 0;
            }
        }

        return minutes;
    }
}
