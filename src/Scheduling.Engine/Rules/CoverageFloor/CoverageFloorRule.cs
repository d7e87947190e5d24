using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.IntervalCoverage;

namespace Scheduling.Engine.Rules.CoverageFloor;

/// <summary>The floor under coverage in each interval, hard by default (分时段最低人力).</summary>
public sealed partial record CoverageFloorRule : Rule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "coverage-floor",
        Title = new LocalizedText("分时段最低人力", "Least coverage per interval"),
        Description = new LocalizedText(
            "每个岗位每个时段在线接待的人力不得低于需求中设定的最低人数；见习员工不计入。",
            "In no interval has a post fewer agents on queue than the minimum given with its demand; trainees count 0."),
        Unit = new LocalizedText("人·分钟", "agent-minutes"),
        Terms = TermKinds.Cover,
        Policy = ["M2", "M14"],
        Example = new LocalizedText(
            "电话岗位 02:00–02:30 最低 2 人；当班 2 人中 1 人在休息，只有 1 人在线：缺 30 人·分钟。",
            "The phone post needs a floor of 2 agents from 02:00 to 02:30; of the two on duty one is on a break: 30 agent-minutes are missing."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        IntervalCoverageRule.ReportTooManyDemands(problem, report, d => d.Minimum.Count);
}
