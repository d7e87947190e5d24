using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.IntervalCoverage;

namespace Scheduling.Engine.Rules.ReserveCoverage;

/// <summary>Agents above the forecast, for emergencies (机动人力).</summary>
public sealed partial record ReserveCoverageRule : Rule
{
    /// <summary>Soft by default: 2 on the quality level per agent-minute short of requirement and reserve.</summary>
    public ReserveCoverageRule() => Enforcement = Enforcement.Soft(2);

    /// <summary>Reserve in percent of the agents each demand requires, rounded up to whole agents, 0 to 500. Default 10.</summary>
    public int Percent { get; init; } = 10;

    /// <summary>Further agents in reserve wherever any are required, 0 to 1000. Default 0.</summary>
    public int Agents { get; init; }

    /// <summary>Ids of the posts with a reserve; every post when empty.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <summary>When there is a reserve; at all times when empty.</summary>
    public IReadOnlyList<WeeklyWindow> Windows { get; init; } = [];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "reserve-coverage",
        Title = new LocalizedText("机动人力", "Reserve above forecast"),
        Description = new LocalizedText(
            "在预测需求之上按比例或按人数为指定岗位和时段保留机动人力，以应对突发情况；见习员工不计入。",
            "At the posts and times named there are more agents than forecast demand asks, by a percentage or a number, for emergencies; trainees count 0."),
        Unit = new LocalizedText("人·分钟", "agent-minutes"),
        Terms = TermKinds.Cover,
        Policy = ["M7", "M2"],
        Example = new LocalizedText(
            "电话岗位 10:00–10:30 按预测需要 15 人，10% 的机动人力向上取整为 2 人，共需 17 人；在线 15 人，缺 60 人·分钟。",
            "Forecast demand asks for 15 agents on the phone post from 10:00 to 10:30, and 10 % of reserve is 2 more, rounded up; with 15 on queue 60 agent-minutes are missing."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("percent", Percent, 0, 500, "%");
        report.Range("agents", Agents, 0, 1000);
        report.KnownPosts("posts", Posts, problem);
        IntervalCoverageRule.ReportTooManyDemands(problem, report, d => d.Required.Count);
    }
}
