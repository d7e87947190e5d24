using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ShiftCoverage;

/// <summary>Employees per shift type and day (班次人数).</summary>
public sealed partial record ShiftCoverageRule : Rule
{
    /// <summary>Soft by default: 100 on the coverage level per employee short.</summary>
    public ShiftCoverageRule() => Enforcement = Enforcement.Soft(100, Enforcement.CoverageLevel);

    /// <summary>Cost per employee above the demand's maximum. Default 10 on the quality level.</summary>
    public Enforcement Surplus { get; init; } = Enforcement.Soft(10);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "shift-coverage",
        Title = new LocalizedText("班次人数", "Employees per shift"),
        Description = new LocalizedText(
            "每天每个班次（可指定岗位）的上班人数应达到需求人数，且不宜超过上限；见习员工不计入。",
            "Each day each shift, on a post where one is named, has the employees its demand asks and no more than its maximum; trainees count 0."),
        Unit = new LocalizedText("人（乘以需求中的倍数）", "employees, times the factor of the demand"),
        Terms = TermKinds.Cover,
        Policy = ["M2", "M4", "M14"],
        Example = new LocalizedText(
            "周一电话岗位的早班需要 5 人，到岗 4 名已通过考核的员工和 1 名见习员工；见习员工不计入，缺 1 人。",
            "The early shift on the phone post needs 5 employees on Monday and has 4 who are certified and 1 trainee, who counts 0: 1 employee short."),
    };
}
