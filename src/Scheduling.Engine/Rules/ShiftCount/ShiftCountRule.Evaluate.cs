using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ShiftCount;

/// <content>Groups the known dates by their period and counts the duties on them.</content>
public sealed partial record ShiftCountRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        IEnumerable<LocalDate> known = Period == CountPeriod.Horizon ? roster.HorizonDates() : roster.KnownDates();
        List<LocalDate[]> periods = [.. known.GroupBy(date => PeriodOf(roster.Horizon, date)).Select(p => p.ToArray()).Where(p => p.Any(roster.Horizon.Contains))];
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (LocalDate[] dates in periods)
            {
                List<LocalDate> worked = [.. dates.Where(date => roster.DutyOn(employee, date) is { } duty && Judges(duty))];
                int settled = worked.Count(date => !roster.Horizon.Contains(date));
                Report(report, employee, dates, worked.Count, settled, IsWhole(dates) ? Minimum : 0);
            }
        }
    }

    private void Report(RuleReport report, Employee employee, LocalDate[] dates, int count, int settled, int least)
    {
        (string zh, string en) = ShiftTypes.Count + Bands.Count == 0
            ? ("班", "shifts")
            : ($"“{string.Join("、", ShiftTypes.Concat(Bands))}”", $"shifts of '{string.Join(", ", ShiftTypes.Concat(Bands))}'");
        string name = Presence.NameOf(employee);
        report.Add(
            Math.Max(0, least - count),
            new LocalizedText(
                $"{name}：{dates[0]:MM-dd} 至 {dates[^1]:MM-dd} 上{zh} {count} 次，至少 {least} 次。",
                $"{name} has {count} {en} from {dates[0]:MM-dd} to {dates[^1]:MM-dd}; at least {least} are required."),
            employee.Id,
            dates[0],
            dates[^1]);
        if (Maximum is { } most && count > Math.Max(most, settled))
        {
            string alreadyZh = settled > 0 ? $"（其中排班期外 {settled} 次）" : "";
            string alreadyEn = settled > 0 ? $", {settled} of them outside the horizon" : "";
            report.Add(
                count - Math.Max(most, settled),
                new LocalizedText(
                    $"{name}：{dates[0]:MM-dd} 至 {dates[^1]:MM-dd} 上{zh} {count} 次{alreadyZh}，最多 {most} 次。",
                    $"{name} has {count} {en} from {dates[0]:MM-dd} to {dates[^1]:MM-dd}{alreadyEn}; at most {most} are allowed."),
                employee.Id,
                dates[0],
                dates[^1]);
        }
    }

    private bool Judges(Duty duty)
    {
        if (ShiftTypes.Any(id => id == duty.ShiftType.Id))
        {
            return true;
        }

        return duty.IsWork && (Bands.Any(id => id == duty.Band.Id) || ShiftTypes.Count + Bands.Count == 0);
    }

    /// <summary>Whether a period's known dates are all of its dates.</summary>
    private bool IsWhole(LocalDate[] dates) => Period switch
    {
        CountPeriod.Week => dates.Length == 7,
        CountPeriod.Month => dates.Length == CalendarSystem.Iso.GetDaysInMonth(dates[0].Year, dates[0].Month),
        _ => true,
    };

    private LocalDate PeriodOf(Horizon horizon, LocalDate date) => Period switch
    {
        CountPeriod.Week => date.PlusDays(-((7 + (int)date.DayOfWeek - (int)horizon.WeekStart) % 7)),
        CountPeriod.Month => date.PlusDays(1 - date.Day),
        _ => horizon.Start,
    };
}
