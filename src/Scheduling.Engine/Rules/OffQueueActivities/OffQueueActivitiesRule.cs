using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.OffQueueActivities;

/// <summary>
/// Training, meetings, coaching and call-backs during work are held as asked: by those invited, once each, with their host, in groups of
/// the right size, after what they require (非接待活动).
/// </summary>
public sealed partial record OffQueueActivitiesRule : Rule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "off-queue-activities",
        Title = new LocalizedText("非接待活动", "Off-queue activities"),
        Description = new LocalizedText(
            "每位受邀员工在活动的可选时段内恰好参加一次，未受邀者不参加；须有主持人在场、人数符合要求、先修活动已完成；要求同时参加的，所有人在同一时间参加。",
            "Whoever is invited to an activity takes part exactly once in its windows and nobody else does; its host is there, groups have the right size, required activities come before it, and those who are to meet all together do."),
        Unit = new LocalizedText("人次", "people"),
        Terms = TermKinds.OptionCost | TermKinds.Total | TermKinds.Cover,
        Policy = ["M6", "M14"],
        Example = new LocalizedText(
            "李敏受邀参加一次培训，可选时段在周一至周三；三天里都没有为她安排，计 1 人次。",
            "Li Min is invited to a training with windows from Monday to Wednesday and takes part in none of them: an excess of 1."),
    };
}
