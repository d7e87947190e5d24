using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LeaveAndAvailability;

/// <summary>Nobody is on duty during approved leave, outside the weekly availability or outside employment (请假与可排班时间).</summary>
public sealed partial record LeaveAndAvailabilityRule : Rule
{
    /// <summary>Whether minutes of approved leave are judged. Default true.</summary>
    public bool CountsLeave { get; init; } = true;

    /// <summary>Whether duties on days outside the employment are judged. Default true.</summary>
    public bool CountsEmployment { get; init; } = true;

    /// <summary>Whether minutes outside the weekly availability are judged. Default true.</summary>
    public bool CountsAvailability { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "leave-and-availability",
        Title = new LocalizedText("请假与可排班时间", "Leave and availability"),
        Description = new LocalizedText(
            "已批准的请假时间、可排班时间之外以及在职期间之外，都不安排任何班次；前一天的夜班也不得延续到请假时间内。",
            "No duty during approved leave, outside the weekly availability or outside employment; a night of the day before must not reach into leave either."),
        Unit = new LocalizedText("不得安排的分钟", "minutes of duty not allowed"),
        Terms = TermKinds.OptionCost,
        Policy = ["M3", "M11"],
        Law = new LocalizedText(
            "《劳动法》第 45 条和《职工带薪年休假条例》（带薪年休假）；可排班时间由双方约定",
            "Labour Law, Art. 45, and the Regulations on Paid Annual Leave; availability is by agreement"),
        Example = new LocalizedText(
            "李敏周二全天请假，却在周一上夜班 22:00–06:00：其中 00:00–06:00 落在请假日内，计 360 分钟。",
            "Li Min is on leave all Tuesday but works the night from 22:00 on Monday to 06:00: the six hours after midnight fall into the leave, an excess of 360 minutes."),
    };
}
