using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.OvertimeApproved;

/// <summary>Overtime only as approved (加班须审批).</summary>
public sealed partial record OvertimeApprovedRule : Rule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "overtime-approved",
        Title = new LocalizedText("加班须审批", "Overtime as approved"),
        Description = new LocalizedText(
            "一天的加班不得超过已审批的分钟数；设为软性时，方案可以提出尚未审批的加班，并列出供审批。",
            "Overtime of a day stays within what was approved for it. Held softly, overtime may be proposed and is listed to be approved."),
        Unit = new LocalizedText("未经审批的分钟", "minutes not approved"),
        Terms = TermKinds.OptionCost,
        Policy = ["M19"],
        Law = new LocalizedText(
            "《劳动法》第 41 条（加班须与工会和劳动者协商）；审批流程为企业制度",
            "Labour Law, Art. 41 (overtime needs consultation with union and employee); the approval is a company rule"),
        Example = new LocalizedText(
            "赵磊周四加班 120 分钟，只审批了 60 分钟：未经审批 60 分钟。",
            "Zhao Lei has 120 minutes of overtime on Thursday and 60 are approved: an excess of 60 minutes."),
    };
}
