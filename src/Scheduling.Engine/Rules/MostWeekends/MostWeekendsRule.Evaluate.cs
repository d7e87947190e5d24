using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MostWeekends;

/// <content>Lists the weekends worked, and how many of them were worked before the horizon already.</content>
public sealed partial record MostWeekendsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        Horizon horizon = roster.Horizon;
        List<DutyRun> weekends = [.. DutyRun.Find(roster, date => horizon.Weekend.Contains(date.DayOfWeek))
            .Where(w => w.First <= horizon.End() && (CountsHistory || w.Last >= horizon.Start))];
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            List<DutyRun> worked = [];
            int before = 0;
            foreach (DutyRun weekend in weekends)
            {
                if (FirstWork(roster, employee, weekend) is { } duty)
                {
                    worked.Add(weekend);
                    before += duty.Date < horizon.Start ? 1 : 0;
                }
            }

            int allowed = Math.Max(Maximum, before);
            if (worked.Count > allowed)
            {
                string dates = string.Join(", ", worked.Select(w => $"{w.First:MM-dd}"));
                string already = before > Maximum ? $" ({before} of them before the horizon)" : "";
                string alreadyZh = before > Maximum ? $"（其中 {before} 个在排班期之前）" : "";
                report.Add(
                    worked.Count - allowed,
                    new LocalizedText(
                        $"{employee.Name}：{worked.Count} 个周末上班（{dates}）{alreadyZh}，最多 {Maximum} 个。",
                        $"{employee.Name} works {worked.Count} weekends ({dates}){already}; at most {Maximum} are allowed."),
                    employee.Id,
                    worked[0].First,
                    worked[^1].Last);
            }
        }
    }

    private Duty? FirstWork(RosterView roster, Employee employee, DutyRun weekend)
    {
        if (CountsNightBefore
            && roster.DutyOn(employee, weekend.First.PlusDays(-1)) is { IsWork: true } night
            && night.End > roster.StartOf(weekend.First))
        {
            return night;
        }

        for (LocalDate date = weekend.First; date <= weekend.Last; date = date.PlusDays(1))
        {
            if (roster.DutyOn(employee, date) is { IsWork: true } duty)
            {
                return duty;
            }
        }

        return null;
    }
}
