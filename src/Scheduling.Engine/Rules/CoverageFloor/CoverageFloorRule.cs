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
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        IntervalCoverageRule.ReportTooManyDemands(problem, report, d => d.Minimum.Count);
}
