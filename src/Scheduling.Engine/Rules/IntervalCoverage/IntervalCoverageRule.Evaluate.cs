using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.IntervalCoverage;

/// <content>A maximum flow from agents to demands in each interval.</content>
public sealed partial record IntervalCoverageRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (CoveredInterval interval in CoverageReport.OfRequired(roster, IsFor).Intervals)
        {
            LocalDate date = interval.Start.Date;
            string post = roster.NameOfPost(interval.Post);
            string when = $"{interval.Start:MM-dd HH:mm}–{interval.End:HH:mm}";
            long missing = interval.ShortMinutes;
            if (missing > 0)
            {
                report.Add(
                    missing,
                    new LocalizedText(
                        $"岗位“{post}” {when} 需要 {interval.RequiredMinutes} 人·分钟，还缺 {missing} 人·分钟。",
                        $"Post '{post}', {when}: {missing} agent-minutes short of the {interval.RequiredMinutes} required."),
                    from: date,
                    post: interval.Post);
            }

            // Rounded down: 10 % of 45 min tolerate 4 min.
            long tolerated = interval.RequiredMinutes * TolerancePercent / 100;
            if (missing > tolerated)
            {
                report.Add(
                    Beyond,
                    missing - tolerated,
                    new LocalizedText(
                        $"岗位“{post}” {when} 缺少 {missing} 人·分钟，超过允许的 {tolerated} 人·分钟。",
                        $"Post '{post}', {when}: {missing} agent-minutes short, more than the {tolerated} tolerated."),
                    from: date,
                    post: interval.Post);
            }

            long free = interval.RequiredMinutes * SurplusTolerancePercent / 100;
            if (interval.OverMinutes > free)
            {
                report.Add(
                    Surplus,
                    Grown(interval.OverMinutes - free, roster.Horizon.IntervalMinutes),
                    new LocalizedText(
                        $"岗位“{post}” {when} 在线 {interval.OnQueueMinutes} 人·分钟，多于需要的 {interval.RequiredMinutes} 人·分钟（允许多 {free}）。",
                        $"Post '{post}', {when}: {interval.OnQueueMinutes} agent-minutes on queue, above the {interval.RequiredMinutes} required ({free} more are tolerated)."),
                    from: date,
                    post: interval.Post);
            }
        }
    }

    /// <summary>Minutes over, each counted once and once more <see cref="SurplusGrowth"/> times for every whole agent that is too many before it.</summary>
    private long Grown(long minutes, long interval)
    {
        (long agents, long rest) = (minutes / interval, minutes % interval);
        return minutes + (SurplusGrowth * ((interval * (agents * (agents - 1) / 2)) + (rest * agents)));
    }
}
