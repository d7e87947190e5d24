using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ForwardRotation;

/// <summary>From one working day to the next the band must not step back, such as night to early (顺向轮班).</summary>
public sealed partial record ForwardRotationRule : Rule
{
    /// <summary>Days off between two working days from which on any band may follow, 1 to 28. Default 2.</summary>
    public int ResetDaysOff { get; init; } = 2;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "forward-rotation",
        Title = new LocalizedText("顺向轮班", "Forward rotation"),
        Description = new LocalizedText(
            "班次时段只能按早、中、晚、夜的方向轮换，不得倒退（例如夜班后接早班）；中间休息满规定天数后可以重新开始。",
            "Shift bands rotate forward only, from early to night, never back (night to early); after enough days off in between any band may follow."),
        Unit = new LocalizedText("倒退的时段数", "bands stepped back"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "陈静周二上夜班，周三休息，周四上早班：中间只休 1 天，而从夜班（顺序 3）退到早班（顺序 0）须先休 2 天，超出 3 个时段。",
            "Chen Jing works a night on Tuesday, is off on Wednesday and works early on Thursday: from night (order 3) back to early (order 0) with 1 day off between where 2 are needed, an excess of 3 bands."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("resetDaysOff", ResetDaysOff, 1, 28);
}
