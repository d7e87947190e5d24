using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.LeaderPresent;

/// <content>Counts heads, band by band or interval by interval.</content>
public sealed partial record LeaderPresentRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        List<Duty> duties = [.. roster.Duties.Where(d => d.IsWork && IsFor(d.Employee) && (Bands.Count == 0 || Bands.Contains(d.Band.Id)))];
        foreach (string? post in Posts.DefaultIfEmpty<string?>(null).Distinct())
        {
            List<Duty> there = [.. duties.Where(d => post is null || d.Parts.Any(p => p.Post == post))];
            foreach (LocalDate date in roster.HorizonDates().Where(d => Weekdays.Count == 0 || Weekdays.Contains(d.DayOfWeek)))
            {
                if (Per == LeaderPer.Band)
                {
                    foreach (Band band in roster.Problem.Bands.Where(b => (Bands.Count == 0 || Bands.Contains(b.Id)) && IsWorked(roster, b, date, post)))
                    {
                        string name = band.Name.Length > 0 ? band.Name : band.Id;
                        (long excess, int leaders, int others) = Judge(there.Where(d => d.Date == date && d.Band.Id == band.Id));
                        Report(roster, report, (date, post), excess, $"班段“{name}”", $", band '{band.Id}'", $"组长 {leaders} 人，其他 {others} 人", $"{leaders} leaders, {others} others");
                    }
                }
                else
                {
                    ReportIntervals(roster, report, (date, post), there);
                }
            }
        }
    }

    private void ReportIntervals(RosterView roster, RuleReport report, (LocalDate Date, string? Post) place, List<Duty> duties)
    {
        Instant midnight = roster.StartOf(place.Date.PlusDays(1));
        long missing = 0;
        Instant? first = null;
        for (Instant start = roster.StartOf(place.Date); start < midnight; start += Duration.FromMinutes(roster.Horizon.IntervalMinutes))
        {
            Instant from = start;
            Instant end = Instant.Min(start + Duration.FromMinutes(roster.Horizon.IntervalMinutes), midnight);
            if (MostPerLeader is not null || roster.IsServing(start))
            {
                long excess = Judge(duties.Where(d => Fills(d, place.Post, from, end))).Excess;
                first ??= excess > 0 ? start : null;
                missing += excess;
            }
        }

        if (first is { } begin)
        {
            LocalTime time = roster.LocalOf(begin).TimeOfDay;
            Report(roster, report, place, missing, $"从 {time:HH:mm} 起", $" from {time:HH:mm}", $"共差 {missing} 人·时段", $"{missing} person-intervals in all");
        }
    }

    private (long Excess, int Leaders, int Others) Judge(IEnumerable<Duty> duties)
    {
        int leaders = 0;
        int others = 0;
        foreach (Duty duty in duties)
        {
            bool leads = (Tag.Length > 0 && duty.Employee.Tags.Contains(Tag))
                || (Skill is { } skill && Certification.IsCertified(duty.Employee, skill, MinimumLevel, duty.Date));
            (leaders, others) = leads ? (leaders + 1, others) : (leaders, others + 1);
        }

        long excess = MostPerLeader is { } most ? others - ((long)most * leaders) : Least - leaders;
        return (Math.Max(0, excess), leaders, others);
    }

    private static bool Fills(Duty duty, string? post, Instant start, Instant end) =>
        duty.Parts.Where(p => p.Kind == PartKind.Work && (post is null || p.Post == post))
            .Aggregate(Duration.Zero, (sum, p) => sum + Duration.Max(Duration.Zero, Instant.Min(p.End, end) - Instant.Max(p.Start, start))) == end - start;

    private static bool IsWorked(RosterView roster, Band band, LocalDate date, string? post) => roster.Problem.ShiftTypes.Any(s =>
        s.Band == band.Id && !s.IsStandby() && (s.Days.Count == 0 || s.Days.Contains(date.DayOfWeek)) && (post is null || s.Parts.Any(p => p.Post is null ? s.Posts.Contains(post) : p.Post == post)));

    private void Report(RosterView roster, RuleReport report, (LocalDate Date, string? Post) place, long excess, string zhWhere, string enWhere, string zhCount, string enCount)
    {
        string zhPost = place.Post is null ? "" : $"岗位“{roster.NameOfPost(place.Post)}”";
        string enPost = place.Post is null ? "" : $", post '{place.Post}'";
        (string zhAsked, string enAsked) = MostPerLeader is { } most
            ? ($"每位组长最多带 {most} 人", $"a leader looks after at most {most}")
            : ($"应有组长 {Least} 人", $"{Least} leaders are required");
        report.Add(
            excess,
            new LocalizedText($"{place.Date:MM-dd} {zhPost}{zhWhere}组长不足：{zhCount}，{zhAsked}。", $"{place.Date:MM-dd}{enPost}{enWhere}: too few leaders, {enCount}; {enAsked}."),
            from: place.Date,
            post: place.Post);
    }
}
