using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.HandoverBeforeDaysOff;

/// <summary>Before days off somebody who has agreed to takes over (休前交接).</summary>
public sealed partial record HandoverBeforeDaysOffRule : Rule
{
    /// <summary>Soft by default: 30 on the quality level per duty without handover.</summary>
    public HandoverBeforeDaysOffRule() => Enforcement = Enforcement.Soft(30);

    /// <summary>Days off after a duty from which on it must be handed over, 1 to 14. Default 1.</summary>
    public int LeastDaysOff { get; init; } = 1;

    /// <summary>Minutes at the end of the duty for which a colleague is there too, 1 to 240. Default 30.</summary>
    public int OverlapMinutes { get; init; } = 30;

    /// <summary>Whether whoever has named no colleagues may hand over to anybody on the same post; else nothing is asked of him or her. Default false.</summary>
    public bool AnyColleague { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "handover-before-days-off",
        Title = new LocalizedText("休前交接", "Handover before days off"),
        Description = new LocalizedText(
            "员工次日起休息时，当班最后一段时间内须有约定的同岗位同事同时在岗接手。",
            "When an employee has days off after a duty, a colleague who has agreed to take over works on the same post for its last minutes."),
        Unit = new LocalizedText("休前未交接的班次", "duties before days off without handover"),
        Terms = TermKinds.Cover,
        Policy = ["M12"],
        Example = new LocalizedText(
            "王芳周五在电话岗位上早班到 15:00，周六休息；约定接手的张伟 15:00 才到岗，14:30–15:00 没有人可交接：计 1 个班次。",
            "Wang Fang works early on the phone post until 15:00 on Friday and is off on Saturday; Zhang Wei, who is to take over, comes at 15:00 only, so nobody is there from 14:30 to 15:00: an excess of 1 duty."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("leastDaysOff", LeastDaysOff, 1, 14);
        report.Range("overlapMinutes", OverlapMinutes, 1, 240, "min");
    }
}
