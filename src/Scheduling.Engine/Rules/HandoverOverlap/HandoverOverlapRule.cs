using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.HandoverOverlap;

/// <summary>Outgoing and incoming employees of a post overlap (交接班).</summary>
public sealed partial record HandoverOverlapRule : Rule
{
    /// <summary>Soft by default: 100 on the quality level per leaver without handover.</summary>
    public HandoverOverlapRule() => Enforcement = Enforcement.Soft(100);

    /// <summary>Ids of the posts with handover; every post when empty.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <summary>Minutes for which leaver and stayer are there together, 10 to 30. Default 15.</summary>
    public int OverlapMinutes { get; init; } = 15;

    /// <summary>Minutes of posts that differ from <see cref="OverlapMinutes"/>, 10 to 30, by the post's id. None by default.</summary>
    public IReadOnlyDictionary<string, int> OverlapMinutesByPost { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether each leaver needs a stayer of his or her own; by default one stayer takes over from all. Default false.</summary>
    public bool PerLeaver { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "handover-overlap",
        Title = new LocalizedText("交接班重叠", "Handover between shifts"),
        Description = new LocalizedText(
            "有人下班而部门仍在服务时，同一岗位须有人已提前到岗并继续值守，与下班者重叠规定的分钟数。",
            "When someone leaves a post while the department stays open, a colleague on the same post has been there for the overlap and stays on."),
        Unit = new LocalizedText("未交接人次", "leavers without handover"),
        Terms = TermKinds.Cover,
        Policy = ["M12"],
        Example = new LocalizedText(
            "电话岗位 15:00 有 2 人下班，接班的人 14:50 才到岗，只重叠 10 分钟；应为 15 分钟，2 人未交接。",
            "Two employees leave the phone post at 15:00 and the next one came at 14:50 only: 10 minutes of overlap where 15 are asked, 2 leavers without handover."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("overlapMinutes", OverlapMinutes, 10, 30, "min");
        report.KnownPosts("posts", Posts, problem);
        report.KnownPosts("overlapMinutesByPost", OverlapMinutesByPost.Keys, problem);
        foreach ((string post, int minutes) in OverlapMinutesByPost)
        {
            report.Range($"overlapMinutesByPost/{post.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", minutes, 10, 30, "min");
        }
    }

    private int OverlapOf(string post) => OverlapMinutesByPost.GetValueOrDefault(post, OverlapMinutes);
}
