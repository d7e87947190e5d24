using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MostStandby;

/// <content>Goes from each month and week of the horizon to the standby duties in it.</content>
public sealed partial record MostStandbyRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        List<(LocalDate First, LocalDate Last, int Most, string Zh, string En)> periods = [];
        for (LocalDate first = roster.Horizon.Start.With(DateAdjusters.StartOfMonth); first <= roster.Horizon.End(); first = first.PlusMonths(1))
        {
            periods.Add((first, first.With(DateAdjusters.EndOfMonth), MostPerMonth, $"{first:uuuu-MM} 月", $"in {first:uuuu-MM}"));
        }

        if (MostPerWeek is { } mostPerWeek)
        {
            for (LocalDate first = roster.Horizon.Start.With(DateAdjusters.PreviousOrSame(roster.Horizon.WeekStart)); first <= roster.Horizon.End(); first = first.PlusWeeks(1))
            {
                periods.Add((first, first.PlusDays(6), mostPerWeek, $"{first:MM-dd} 起的一周", $"in the week from {first:MM-dd}"));
            }
        }

        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            List<LocalDate> standby = [.. roster.DutiesOf(employee).Where(d => d.IsStandby).Select(d => d.Date)];
            foreach ((LocalDate first, LocalDate last, int most, string zh, string en) in periods)
            {
                List<LocalDate> within = [.. standby.Where(date => date >= first && date <= last)];
                int settled = within.Count(date => !roster.Horizon.Contains(date));
                if (within.Count > Math.Max(most, settled))
                {
                    string name = Presence.NameOf(employee);
                    report.Add(
                        within.Count - Math.Max(most, settled),
                        new LocalizedText(
                            $"{name}：{zh}内备班 {within.Count} 次（其中排班期外 {settled} 次），最多 {most} 次。",
                            $"{name} stands by {within.Count} times {en}, {settled} of them outside the horizon; at most {most} are allowed."),
                        employee.Id,
                        within[0],
                        within[^1]);
                }
            }
        }
    }
}
