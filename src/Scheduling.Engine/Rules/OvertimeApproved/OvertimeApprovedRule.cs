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
    };
}
