using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MostStandby;

/// <summary>Not too many standby duties for one employee (备班次数上限).</summary>
public sealed partial record MostStandbyRule : Rule
{
    /// <summary>Most standby duties of a calendar month, 0 to 31. Default 4.</summary>
    public int MostPerMonth { get; init; } = 4;

    /// <summary>Most standby duties of a week, 0 to 7; no limit when absent. Absent by default.</summary>
    public int? MostPerWeek { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "most-standby",
        Title = new LocalizedText("备班次数上限", "Most standby duties"),
        Description = new LocalizedText(
            "每名员工每个自然月（可另设每周）的备班次数不超过上限；排班期前后的已知备班一并计算。",
            "No employee has more than so many standby duties in a calendar month, and in a week where that is set, counting known ones before and after the horizon."),
        Unit = new LocalizedText("超出的备班次数", "standby duties too many"),
        Terms = TermKinds.Total,
        Policy = ["M7", "M1"],
        Example = new LocalizedText(
            "李敏 7 月在排班期前已备班 3 次，排班期内又排 2 次，共 5 次；每月最多 4 次，超出 1 次。",
            "Li Min stood by 3 times in July before the horizon and does so twice in it, 5 times where 4 a month are allowed: an excess of 1 standby duty."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("mostPerMonth", MostPerMonth, 0, 31);
        report.Range("mostPerWeek", MostPerWeek ?? 0, 0, 7);
    }
}
