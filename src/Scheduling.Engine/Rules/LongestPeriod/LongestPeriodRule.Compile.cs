using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LongestPeriod;

/// <content>A total of paid minutes for each period that touches the horizon, cut to the known days, with earlier work as its constant.</content>
public sealed partial record LongestPeriodRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        var calendar = new WorkCalendar(compiler.Problem);
        Dictionary<string, Contract> contracts = compiler.Problem.Contracts.ToDictionary(c => c.Id);
        int minutes = compiler.Measure(o => CountsOvertime ? o.PaidMinutes : o.PaidMinutes - o.OvertimeMinutes);
        int[] scope = [.. compiler.EmployeesInScope];
        foreach ((LocalDate first, LocalDate last) in Periods(compiler.Problem.Horizon))
        {
            int firstDay = Math.Max(0, timeline.DayOf(first));
            int lastDay = Math.Min(timeline.Days - 1, timeline.DayOf(last));
            long maximum = MaximumMinutes ?? ((long)calendar.Workdays(first, last) * MinutesPerWorkday);
            foreach (int index in scope)
            {
                Employee employee = compiler.Problem.Employees[index];
                int target = contracts[employee.Contract].TargetMinutesPerWeek;
                bool partTime = ProRata && target is > 0 and < FullTimeMinutesPerWeek;
                long earlier = employee.EarlierWork
                    .Where(w => w.From >= first && w.Until <= last)
                    .Sum(w => (long)w.Minutes - (CountsOvertime ? 0 : w.OvertimeMinutes));
                compiler.Total(
                    new TotalExpression { Employee = index, Measure = minutes, FirstDay = firstDay, LastDay = lastDay, Constant = earlier },
                    compiler.Above(partTime ? maximum * target / FullTimeMinutesPerWeek : maximum));
            }
        }
    }

    /// <summary>First and last date of each period that touches the horizon, or, for 28 days in a row, that ends in it.</summary>
    private IEnumerable<(LocalDate First, LocalDate Last)> Periods(Horizon horizon)
    {
        if (Period == LongPeriod.FourWeeks)
        {
            for (int day = 0; day < horizon.Days; day++)
            {
                yield return (horizon.Start.PlusDays(day - 27), horizon.Start.PlusDays(day));
            }

            yield break;
        }

        LocalDate first = FirstOf(horizon.Start);
        while (first <= horizon.End())
        {
            LocalDate next = Period switch
            {
                LongPeriod.Month => first.PlusMonths(1),
                LongPeriod.Quarter => first.PlusMonths(3),
                LongPeriod.Year => first.PlusYears(1),
                _ => first.PlusDays(7 * Weeks),
            };
            yield return (first, next.PlusDays(-1));
            first = next;
        }
    }

    private LocalDate FirstOf(LocalDate date)
    {
        if (Period == LongPeriod.Weeks)
        {
            int length = 7 * Weeks;
            int into = NodaTime.Period.DaysBetween(Anchor!.Value, date) % length;
            return date.PlusDays(into < 0 ? -into - length : -into);
        }

        int month = Period switch
        {
            LongPeriod.Month => date.Month,
            LongPeriod.Quarter => date.Month - ((date.Month - 1) % 3),
            _ => 1,
        };
        return new LocalDate(date.Year, month, 1);
    }
}
