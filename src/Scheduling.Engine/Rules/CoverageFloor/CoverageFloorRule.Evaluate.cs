using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.CoverageFloor;

/// <content>A maximum flow from agents to floors in each interval.</content>
public sealed partial record CoverageFloorRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (CoveredInterval interval in CoverageReport.OfMinimum(roster, IsFor).Intervals.Where(i => i.ShortMinutes > 0))
        {
            string post = roster.NameOfPost(interval.Post);
            string when = $"{interval.Start:MM-dd HH:mm}–{interval.End:HH:mm}";
            report.Add(
                interval.ShortMinutes,
                new LocalizedText(
                    $"岗位“{post}” {when} 最低需要 {interval.RequiredMinutes} 人·分钟（{interval.Required} 人），还缺 {interval.ShortMinutes} 人·分钟。",
                    $"Post '{post}', {when}: {interval.ShortMinutes} agent-minutes below the floor of {interval.RequiredMinutes} ({interval.Required} agents)."),
                from: interval.Start.Date,
                post: interval.Post);
        }
    }
}
