using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ReserveCoverage;

/// <content>A maximum flow from agents to requirement and reserve in each interval.</content>
public sealed partial record ReserveCoverageRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (CoveredInterval interval in CoverageReport.OfReserve(roster, IsFor, WithReserve, Agents, HasReserve).Intervals.Where(i => i.ShortMinutes > 0))
        {
            string post = roster.NameOfPost(interval.Post);
            string when = $"{interval.Start:MM-dd HH:mm}–{interval.End:HH:mm}";
            report.Add(
                interval.ShortMinutes,
                new LocalizedText(
                    $"岗位“{post}” {when} 连同机动人力需要 {interval.RequiredMinutes} 人·分钟（{interval.Required} 人），还缺 {interval.ShortMinutes} 人·分钟。",
                    $"Post '{post}', {when}: {interval.ShortMinutes} agent-minutes short of the {interval.RequiredMinutes} ({interval.Required} agents) required with their reserve."),
                from: interval.Start.Date,
                post: interval.Post);
        }
    }

    private int WithReserve(int required)
    {
        int reserve = Math.DivRem(required * Percent, 100, out int rest);
        return required + reserve + (rest > 0 ? 1 : 0);
    }

    private bool HasReserve(string post, LocalDateTime start)
    {
        if (Posts.Count > 0 && !Posts.Any(p => p == post))
        {
            return false;
        }

        // A window of yesterday may last until now.
        return Windows.Count == 0 || Windows.Any(window => new[] { start.Date, start.Date.PlusDays(-1) }.Any(date =>
            (window.Day ?? date.DayOfWeek) == date.DayOfWeek
            && start >= date.At(window.From)
            && start < (window.To > window.From ? date : date.PlusDays(1)).At(window.To)));
    }
}
