using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MostWeekends;

/// <content>Lists the weekends worked of each stretch, and how many of them were worked before the horizon already.</content>
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
            List<(DutyRun Weekend, Duty? Work)> line = [.. weekends.Select(w => (w, FirstWork(roster, employee, w)))];
            int windows = Math.Max(1, line.Count - WindowWeeks + 1);
            for (int first = 0; first < windows; first++)
            {
                Judge(roster, report, employee, line.GetRange(first, Math.Min(WindowWeeks, line.Count)));
            }
        }
    }

    private void Judge(RosterView roster, RuleReport report, Employee employee, List<(DutyRun Weekend, Duty? Work)> window)
    {
        List<DutyRun> worked = [.. window.Where(w => w.Work is not null).Select(w => w.Weekend)];
        int before = window.Count(w => w.Work is { } duty && duty.Date < roster.Horizon.Start);
        int allowed = Math.Max(Maximum, before);
        if (worked.Count <= allowed)
        {
            return;
        }

        string dates = string.Join(", ", worked.Select(w => $"{w.First:MM-dd}"));
        string already = before > Maximum ? $" ({before} of them before the horizon)" : "";
        string alreadyZh = before > Maximum ? $"（其中 {before} 个在排班期之前）" : "";
        report.Add(
            worked.Count - allowed,
            new LocalizedText(
                $"{employee.Name}：{window.Count} 个周末中有 {worked.Count} 个上班（{dates}）{alreadyZh}，最多 {Maximum} 个。",
                $"{employee.Name} works {worked.Count} of {window.Count} weekends ({dates}){already}; at most {Maximum} are allowed."),
            employee.Id,
            worked[0].First,
            worked[^1].Last);
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
