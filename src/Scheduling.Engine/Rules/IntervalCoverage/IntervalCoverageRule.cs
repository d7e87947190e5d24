using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.IntervalCoverage;

/// <summary>Agents on queue per interval and post, skills pooled (分时段人力覆盖).</summary>
public sealed partial record IntervalCoverageRule : Rule
{
    /// <summary>Most distinct demands (skill and level) of one post in one interval.</summary>
    public const int MostDemands = 8;

    /// <summary>Soft by default: 10 on the quality level per agent-minute short.</summary>
    public IntervalCoverageRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Further cost per agent-minute short beyond the tolerance. Default 1 on the coverage level.</summary>
    public Enforcement Beyond { get; init; } = Enforcement.Soft(1, Enforcement.CoverageLevel);

    /// <summary>Shortage tolerated before <see cref="Beyond"/> applies, in percent of the interval's requirement, 0 to 100. Default 10.</summary>
    public int TolerancePercent { get; init; } = 10;

    /// <summary>Cost per agent-minute above the requirement. Default 1 on the quality level.</summary>
    public Enforcement Surplus { get; init; } = Enforcement.Soft(1);

    /// <summary>Surplus tolerated free of cost, in percent of the interval's requirement, 0 to 1000. Default 0.</summary>
    public int SurplusTolerancePercent { get; init; }

    /// <summary>
    /// How much dearer each further agent too many is: the first whole agent above the tolerance costs <see cref="Surplus"/> per minute, the next so many times more of it, and so on;
    /// 0 to 1000. Default 0: all cost alike. With 2, n agents too many cost n² as much as one, so that a surplus is spread.
    /// </summary>
    public int SurplusGrowth { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "interval-coverage",
        Title = new LocalizedText("分时段人力覆盖", "Coverage per interval"),
        Description = new LocalizedText(
            "每个岗位每个时段在线接待的人力应满足预测需求；多技能员工按最优方式分配到各技能需求，见习员工不计入。",
            "In each interval each post has the agents on queue that its demand asks; agents with several skills serve where they are needed most, trainees count 0."),
        Unit = new LocalizedText("人·分钟", "agent-minutes"),
        Terms = TermKinds.Cover,
        Policy = ["M2", "M13", "M14"],
        Example = new LocalizedText(
            "电话岗位 10:00–10:30 需要 5 人，即 150 人·分钟；在线 4 人，缺 30 人·分钟，其中超过 10% 容差（15）的 15 人·分钟另按 beyond 计。",
            "The phone post requires 5 agents from 10:00 to 10:30, 150 agent-minutes, and has 4: an excess of 30 agent-minutes, of which the 15 above the tolerance of 10 % (15) are charged under `beyond` as well."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("tolerancePercent", TolerancePercent, 0, 100, "%");
        report.Range("surplusTolerancePercent", SurplusTolerancePercent, 0, 1000, "%");
        report.Range("surplusGrowth", SurplusGrowth, 0, 1000, "");
        ReportTooManyDemands(problem, report, d => d.Required.Count);
    }

    internal static void ReportTooManyDemands(SchedulingProblem problem, RuleSettingsReport report, Func<IntervalDemand, int> intervals)
    {
        Dictionary<(string Post, LocalDateTime Start), HashSet<(string?, int)>> kinds = [];
        foreach (IntervalDemand series in problem.Demand.Intervals)
        {
            for (int i = 0; i < intervals(series); i++)
            {
                LocalDateTime start = (series.Date + series.From).PlusMinutes((long)i * problem.Horizon.IntervalMinutes);
                (kinds.TryGetValue((series.Post, start), out HashSet<(string?, int)>? known) ? known : kinds[(series.Post, start)] = [])
                    .Add((series.Skill, series.Skill is null ? 0 : series.MinimumLevel));
            }
        }

        foreach (((string post, LocalDateTime start), HashSet<(string?, int)> known) in kinds.Where(k => k.Value.Count > MostDemands).Take(1))
        {
            report.Add("rule", "too-many-demands", new LocalizedText(
                $"岗位“{post}”在 {start:uuuu-MM-dd HH:mm} 的时段有 {known.Count} 种不同的技能需求；最多 {MostDemands} 种，请合并技能或分成几个岗位。",
                $"Post '{post}' has {known.Count} demands of different skill or level in the interval of {start:uuuu-MM-dd HH:mm}; at most {MostDemands} are possible: join skills or make several posts."));
        }
    }
}
