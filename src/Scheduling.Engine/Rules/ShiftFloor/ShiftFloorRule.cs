using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ShiftFloor;

/// <summary>The floor under the number of employees on a shift, hard by default (班次最低人数).</summary>
public sealed partial record ShiftFloorRule : Rule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "shift-floor",
        Title = new LocalizedText("班次最低人数", "Least employees per shift"),
        Description = new LocalizedText(
            "每天每个班次（可指定岗位）的上班人数不得低于需求中设定的最低人数；见习员工不计入。",
            "Each day no shift, on a post where one is named, has fewer employees than the minimum given with its demand; trainees count 0."),
        Unit = new LocalizedText("人", "employees"),
        Terms = TermKinds.Cover,
        Policy = ["M2", "M4", "M14"],
        Example = new LocalizedText(
            "周一电话岗位的早班需要 4 人，最低 3 人；到岗 1 名已通过考核的员工和 1 名见习员工，见习员工不计入：缺 2 人。",
            "The early shift on the phone post needs 4 employees on Monday and must have 3; 1 who is certified and 1 trainee, who counts 0, are there: 2 employees short."),
    };
}
