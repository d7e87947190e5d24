using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ShortestStretch;

/// <summary>How long one stays on a post at least, in shifts whose post may change (最短连续岗位时长).</summary>
public sealed partial record ShortestStretchRule : Rule
{
    /// <summary>Least minutes of a stretch on one post, 1 to 1440. Default 60.</summary>
    public int MinimumMinutes { get; init; } = 60;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "shortest-stretch",
        Title = new LocalizedText("最短连续岗位时长", "Shortest stretch on a post"),
        Description = new LocalizedText(
            "允许班中换岗（postStepMinutes）的班次里，每次在一个岗位上连续工作的时间不短于规定。",
            "In shifts whose post may change (postStepMinutes), each stretch on one post lasts at least so long."),
        Unit = new LocalizedText("不足的分钟", "minutes too few"),
        Terms = TermKinds.Sequence,
        Policy = ["M3"],
        Example = new LocalizedText(
            "每段至少 60 分钟；陈静 08:00 在电话岗位，10:00 换到在线客服，10:30 回到电话：在线客服一段不足 30 分钟。",
            "Stretches last at least 60 minutes; Chen Jing is on the phone from 08:00, on chat from 10:00 and back on the phone from 10:30: the stretch on chat is 30 minutes too short."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) => report.Range("minimumMinutes", MinimumMinutes, 1, 1440, "min");
}
