using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ContractMinutes;

/// <summary>The time over which contract minutes are kept.</summary>
public enum ContractPeriod
{
    /// <summary>Each calendar week.</summary>
    Week,

    /// <summary>The whole horizon, so that weeks may make up for each other.</summary>
    Horizon,
}

/// <summary>Least and most paid minutes of the contract (合同工时).</summary>
public sealed partial record ContractMinutesRule : Rule
{
    /// <summary>The time over which minutes are counted. Default week.</summary>
    public ContractPeriod Period { get; init; } = ContractPeriod.Week;

    /// <summary>Whether minimum and maximum go by the workdays of the calendar, a fifth for each: less in a week with holidays, more with a make-up workday. Default false.</summary>
    public bool FollowsCalendar { get; init; }

    /// <summary>Least minutes of the horizon, 0 to 527040, in place of the contract's minimum per week; only with the period horizon. The contract's when absent.</summary>
    public int? MinimumMinutes { get; init; }

    /// <summary>Most minutes of the horizon, 0 to 527040, in place of the contract's maximum per week; only with the period horizon. The contract's when absent.</summary>
    public int? MaximumMinutes { get; init; }

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "contract-minutes",
        Title = new LocalizedText("合同工时", "Contract minutes"),
        Description = new LocalizedText(
            "每周（或整个排班期）的计薪工时（不含加班），连同带薪请假折算的工时，不低于合同的下限，也不高于合同的上限；一周中排班期外的已知班次一并计算，只知道一部分日子时下限按天折算，也可按日历中的工作日折算。",
            "The paid minutes of each week, or of the horizon, without overtime and credited leave included, lie between the contract's minimum and maximum. Known duties of the same week outside the horizon count; the minimum goes by the days that are known, or both by the workdays of the calendar."),
        Unit = new LocalizedText("不足或超出的分钟", "minutes too few or too many"),
        Terms = TermKinds.Total,
        Policy = ["M3"],
        Law = new LocalizedText(
            "劳动合同的约定（《劳动合同法》第 17 条：合同应载明工作时间）",
            "the labour contract (Labour Contract Law, Art. 17: it states working hours)"),
        Example = new LocalizedText(
            "合同约定每周至少 2400 分钟；张伟一周上 4 个 8 小时的班，共 1920 分钟，没有带薪假：不足 480 分钟。",
            "The contract asks for at least 2400 minutes a week; Zhang Wei has four shifts of 8 h, 1920 minutes, and no paid leave: 480 minutes too few."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        const int mostMinutes = 366 * 1440;
        report.Range("maximumMinutes", MaximumMinutes ?? 0, 0, mostMinutes, "min");
        report.Range("minimumMinutes", MinimumMinutes ?? 0, 0, Math.Clamp(MaximumMinutes ?? mostMinutes, 0, mostMinutes), "min");
        if (Period != ContractPeriod.Horizon)
        {
            OnlyOfHorizon(report, "minimumMinutes", MinimumMinutes);
            OnlyOfHorizon(report, "maximumMinutes", MaximumMinutes);
        }
    }

    private static void OnlyOfHorizon(RuleSettingsReport report, string member, int? minutes)
    {
        if (minutes is not null)
        {
            report.Add(member, "rule-setting-conflict", new LocalizedText(
                $"规则“{About.Title.Zh}”按周计算，却设置了整个排班期的 {member}（{minutes} 分钟）；请把 period 改为 horizon，或删除 {member}。",
                $"Rule '{About.Id}' counts by the week but has {member} {minutes} min, which is of the whole horizon; set period to horizon or remove {member}."));
        }
    }
}
