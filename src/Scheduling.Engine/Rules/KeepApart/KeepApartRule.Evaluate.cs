using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.KeepApart;

/// <content>Counts duties on each date, or follows the clock from one coming or going to the next.</content>
public sealed partial record KeepApartRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee[] members in Groups.Select(group => group.Select(roster.EmployeeOf).Where(IsFor).ToArray()).Where(members => members.Length > 1))
        {
            List<Duty> duties = [.. members.SelectMany(roster.DutiesOf).Where(d => d.IsWork || CountsStandby)];
            if (By == ApartBy.Time)
            {
                ReportMinutes(roster, report, duties);
            }
            else
            {
                ReportDates(roster, report, duties);
            }
        }
    }

    private void ReportDates(RosterView roster, RuleReport report, List<Duty> duties)
    {
        foreach (var there in duties.Where(d => roster.Horizon.Contains(d.Date)).GroupBy(d => (d.Date, Band: By == ApartBy.Band ? d.Band.Id : "")).Where(d => d.Count() > 1))
        {
            string band = there.Key.Band.Length == 0 ? "" : $" ({there.Key.Band})";
            report.Add(
                there.Count() - 1,
                new LocalizedText(
                    $"{there.Key.Date:MM-dd}{band} 应回避的员工同时上班：{string.Join("、", there.Select(d => Presence.NameOf(d.Employee)))}。",
                    $"{there.Key.Date:MM-dd}{band}: employees to be kept apart are both on duty: {string.Join(", ", there.Select(d => Presence.NameOf(d.Employee)))}."),
                from: there.Key.Date);
        }
    }

    private static void ReportMinutes(RosterView roster, RuleReport report, List<Duty> duties)
    {
        Instant first = roster.StartOf(roster.Horizon.Start);
        var parts = duties.SelectMany(d => d.Parts.Where(p => p.End > first).Select(p => (Start: Instant.Max(p.Start, first), p.End, Duty: d))).ToList();
        List<Instant> moments = [.. parts.SelectMany(p => new[] { p.Start, p.End }).Distinct().Order()];
        SortedDictionary<LocalDate, (long Minutes, Instant Since, List<Duty> Who)> met = [];
        for (int i = 0; i + 1 < moments.Count; i++)
        {
            List<Duty> there = [.. parts.Where(p => p.Start <= moments[i] && p.End > moments[i]).Select(p => p.Duty)];
            int settled = there.Count(d => !roster.Horizon.Contains(d.Date));
            long tooMany = Math.Max(0, there.Count - Math.Max(1, settled));
            if (tooMany > 0)
            {
                long minutes = tooMany * (long)(moments[i + 1] - moments[i]).TotalMinutes;
                LocalDate date = roster.LocalOf(moments[i]).Date;
                met[date] = met.TryGetValue(date, out var earlier) ? earlier with { Minutes = earlier.Minutes + minutes } : (minutes, moments[i], there);
            }
        }

        foreach ((LocalDate date, (long minutes, Instant since, List<Duty> who)) in met)
        {
            report.Add(
                minutes,
                new LocalizedText(
                    $"{date:MM-dd} 从 {roster.LocalOf(since):HH:mm} 起应回避的员工同时在班 {minutes} 人·分钟：{string.Join("、", who.Select(d => Presence.NameOf(d.Employee)))}。",
                    $"{date:MM-dd} from {roster.LocalOf(since):HH:mm}: employees to be kept apart are on duty together for {minutes} person-minutes: {string.Join(", ", who.Select(d => Presence.NameOf(d.Employee)))}."),
                from: date);
        }
    }
}
