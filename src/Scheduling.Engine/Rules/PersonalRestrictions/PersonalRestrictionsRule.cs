using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.PersonalRestrictions;

/// <summary>Protected employees work neither at night nor overtime (个人排班限制). Why they are protected is never told.</summary>
public sealed partial record PersonalRestrictionsRule : Rule
{
    /// <summary>Kinds of restriction that count; all when empty. Name several: a rule for one kind tells by its settings what it is about.</summary>
    public IReadOnlyList<RestrictionKind> Kinds { get; init; } = [];

    /// <summary>Local time from which no work is allowed. Default 22:00.</summary>
    public LocalTime NightFrom { get; init; } = new(22, 0);

    /// <summary>Local time until which no work is allowed; at or before <see cref="NightFrom"/>: on the next day. Default 06:00.</summary>
    public LocalTime NightUntil { get; init; } = new(6, 0);

    /// <summary>Whether overtime is forbidden. Default true.</summary>
    public bool ForbidsOvertime { get; init; } = true;

    /// <summary>Whether standby is forbidden. Default false.</summary>
    public bool ForbidsStandby { get; init; }

    /// <summary>Most paid minutes of a day, 0 to 1440; no limit of its own when absent, which is the default.</summary>
    public int? MaximumMinutesPerDay { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "personal-restrictions",
        Title = new LocalizedText("个人排班限制", "Personal restrictions"),
        Description = new LocalizedText(
            "有个人排班限制的员工，在限制期间不上夜间时段的班，也不加班；可设置不安排备班和每日工时上限。限制的原因不会显示。",
            "Employees with a personal restriction work neither at night nor overtime while it holds; by setting also no standby and only so many minutes a day. The reason is never shown."),
        Unit = new LocalizedText("不得安排的分钟", "minutes not allowed"),
        Terms = TermKinds.OptionCost,
        Policy = ["M3"],
        Law = new LocalizedText(
            "《劳动法》第 61、63 条和《女职工劳动保护特别规定》第 6、9 条；未成年工见《劳动法》第 64 条和《未成年工特殊保护规定》",
            "Labour Law, Arts. 61 and 63, and the Special Rules on the Labour Protection of Female Employees, Arts. 6 and 9; minors: Labour Law, Art. 64, and the rules on their special protection"),
        Example = new LocalizedText(
            "一名有个人排班限制的员工被排了 16:00–24:00 的晚班：22:00–24:00 在夜间时段内，计 120 分钟。",
            "An employee with a personal restriction is given a late shift from 16:00 to 24:00: the two hours from 22:00 on are night, an excess of 120 minutes."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        if (MaximumMinutesPerDay is { } most)
        {
            report.Range("maximumMinutesPerDay", most, 0, 1440, "min");
        }

        WholeMinute(report, "nightFrom", NightFrom);
        WholeMinute(report, "nightUntil", NightUntil);
    }

    /// <summary>JSON knows no seconds; code can make some.</summary>
    private static void WholeMinute(RuleSettingsReport report, string member, LocalTime time) =>
        report.Range(member, time.TickOfDay % NodaConstants.TicksPerMinute, 0, 0);
}
