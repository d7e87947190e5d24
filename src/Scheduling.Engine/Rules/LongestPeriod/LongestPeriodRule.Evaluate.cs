using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LongestPeriod;

/// <content>Gives every known day, every day that is asked for and every piece of earlier work to the periods it lies in.</content>
public sealed partial record LongestPeriodRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        HashSet<(LocalDate First, LocalDate Last)> judged = [.. roster.HorizonDates().Select(PeriodOf)];
        Dictionary<(LocalDate, LocalDate), long> limits = judged.ToDictionary(p => p, p => MaximumMinutes ?? ((long)MinutesPerWorkday * roster.WorkdaysBetween(p.First, p.Last)));
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach ((LocalDate first, LocalDate last) in judged)
            {
                long minutes = 0;
                foreach (Duty duty in roster.DutiesOf(employee).SkipWhile(d => d.Date < first).TakeWhile(d => d.Date <= last))
                {
                    minutes += Counted(duty.PaidMinutes, duty.OvertimeMinutes);
                }

                foreach (EarlierWork work in employee.EarlierWork)
                {
                    bool inside = work.From >= first && work.Until <= last;
                    minutes += inside ? Counted(work.Minutes, work.OvertimeMinutes) : 0;
                }

                long most = Allowed(roster.ContractOf(employee), limits[(first, last)]);
                report.Add(
                    Math.Max(0, minutes - most),
                    new LocalizedText(
                        $"{employee.Name}：{first:uuuu-MM-dd} 至 {last:uuuu-MM-dd} 计薪 {minutes} 分钟，最多 {most} 分钟。",
                        $"{employee.Name} has {minutes} paid min from {first:uuuu-MM-dd} to {last:uuuu-MM-dd}; at most {most} min are allowed."),
                    employee.Id,
                    first,
                    last);
            }
        }
    }

    private long Counted(long paid, long overtime) => CountsOvertime ? paid : paid - overtime;

    private long Allowed(Contract contract, long fullTime) =>
        ProRata && contract.TargetMinutesPerWeek > 0 ? Math.Min(fullTime, fullTime * contract.TargetMinutesPerWeek / 2400) : fullTime;

    /// <summary>The period a date lies in; the 28 days that end with it.</summary>
    private (LocalDate First, LocalDate Last) PeriodOf(LocalDate date)
    {
        switch (Period)
        {
            case LongPeriod.FourWeeks:
                return (date.PlusDays(-27), date);
            case LongPeriod.Weeks:
                long span = Weeks * 7L;
                long number = (long)Math.Floor((double)NodaTime.Period.DaysBetween(Anchor ?? date, date) / span);
                LocalDate first = (Anchor ?? date).PlusDays((int)(number * span));
                return (first, first.PlusDays((int)span - 1));
            case LongPeriod.Year:
                return (new LocalDate(date.Year, 1, 1), new LocalDate(date.Year, 12, 31));
            default:
                int firstMonth = Period == LongPeriod.Month ? date.Month : (3 * ((date.Month + 2) / 3)) - 2;
                int lastMonth = Period == LongPeriod.Month ? date.Month : firstMonth + 2;
                return (new LocalDate(date.Year, firstMonth, 1), DateAdjusters.EndOfMonth(new LocalDate(date.Year, lastMonth, 1)));
        }
    }
}
