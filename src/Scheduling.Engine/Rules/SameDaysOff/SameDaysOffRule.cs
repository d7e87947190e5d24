using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.SameDaysOff;

/// <summary>Couples, and others who wish it, are off on the same days (同休).</summary>
public sealed partial record SameDaysOffRule : Rule
{
    /// <summary>Soft by default: 10 on the quality level per day.</summary>
    public SameDaysOffRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Groups of two or more employees, by id. None by default.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    /// <summary>Whether a day of mere standby is a day off here. Default false.</summary>
    public bool StandbyIsOff { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "same-days-off",
        Title = new LocalizedText("同休", "Same days off"),
        Description = new LocalizedText(
            "同一组的员工（如夫妻）在同样的日子休息；整天请假或不在职的成员当天不计。",
            "The members of a group, such as a couple, are off on the same days; whoever is on leave all day is left out."),
        Unit = new LocalizedText("不同休的天数", "days not off together"),
        Terms = TermKinds.Cover,
        Policy = ["M5", "M6"],
        Example = new LocalizedText(
            "李敏和赵磊应同休：周二李敏休息而赵磊上班，周三两人都休息；计 1 天。",
            "Li Min and Zhao Lei are to be off together: on Tuesday she is off and he works, on Wednesday both are off: an excess of 1 day."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) => report.SoundGroups("groups", Groups, problem);
}
