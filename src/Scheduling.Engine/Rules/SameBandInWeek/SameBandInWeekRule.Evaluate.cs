using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.SameBandInWeek;

/// <content>Gathers the bands of the duties of each week.</content>
public sealed partial record SameBandInWeekRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        Horizon horizon = roster.Horizon;
        LocalDate firstWeek = WeekOf(horizon.Start);
        LocalDate lastWeek = WeekOf(horizon.End());
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (IGrouping<LocalDate, Duty> week in roster.DutiesOf(employee).Where(d => d.IsWork).GroupBy(d => WeekOf(d.Date)))
            {
                string[] bands = [.. week.Select(d => d.Band.Id).Distinct()];
                if (week.Key < firstWeek || week.Key > lastWeek || bands.Length <= MaximumBands)
                {
                    continue;
                }

                string[] names = [.. week.Select(d => d.Band).Distinct().Select(b => b.Name.Length > 0 ? b.Name : b.Id)];
                report.Add(
                    bands.Length - MaximumBands,
                    new LocalizedText(
                        $"{employee.Name}：{week.Key:MM-dd} 起的一周上了 {bands.Length} 个班段（{string.Join("、", names)}），最多 {MaximumBands} 个。",
                        $"{employee.Name} works in {bands.Length} bands ({string.Join(", ", bands)}) in the week of {week.Key:MM-dd}; at most {MaximumBands} are allowed."),
                    employee.Id,
                    week.First().Date,
                    week.Last().Date);
            }
        }

        LocalDate WeekOf(LocalDate date) => date.With(DateAdjusters.PreviousOrSame(horizon.WeekStart));
    }
}
