using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.TimeInLieu;

/// <content>Keeps the bank day by day: what expires first is taken first, overtime is paid in after the day.</content>
public sealed partial record TimeInLieuRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        var leave = new PaidLeave(roster, l => l.Kind == Leave.TimeInLieuKind);
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            List<(LocalDate Expires, long Minutes)> bank = [.. employee.TimeInLieu.Select(e => (e.Expires ?? LocalDate.MaxIsoValue, (long)e.Minutes)).Order()];
            foreach (LocalDate date in roster.HorizonDates())
            {
                long asked = leave.MinutesOn(employee, date);
                long lacking = asked;
                for (int i = 0; i < bank.Count && lacking > 0; i++)
                {
                    if (bank[i].Expires >= date)
                    {
                        long taken = Math.Min(lacking, bank[i].Minutes);
                        bank[i] = (bank[i].Expires, bank[i].Minutes - taken);
                        lacking -= taken;
                    }
                }

                report.Add(
                    lacking,
                    new LocalizedText(
                        $"{employee.Name}：{date:MM-dd} 调休 {asked} 分钟，余额只够 {asked - lacking} 分钟。",
                        $"{employee.Name} takes {asked} min in lieu on {date:MM-dd}; the bank holds {asked - lacking} min."),
                    employee.Id,
                    date);
                if (EarnsOvertime && roster.DutyOn(employee, date) is { OvertimeMinutes: > 0 } duty)
                {
                    bank.Add((LocalDate.MaxIsoValue, duty.OvertimeMinutes));
                }
            }
        }
    }
}
