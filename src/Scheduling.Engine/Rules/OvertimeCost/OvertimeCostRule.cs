using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.OvertimeCost;

/// <summary>Overtime valued by the kind of day, so that the cheapest is proposed (加班计价).</summary>
public sealed partial record OvertimeCostRule : Rule
{
    /// <summary>Soft by default: 1 on the quality level per minute of normal pay.</summary>
    public OvertimeCostRule() => Enforcement = Enforcement.Soft(1);

    /// <summary>Value on a workday in percent of normal pay, 0 to 1000. Default 150.</summary>
    public int WorkdayPercent { get; init; } = 150;

    /// <summary>Value on a day of rest in percent of normal pay, 0 to 1000. Default 200.</summary>
    public int RestDayPercent { get; init; } = 200;

    /// <summary>Value on a public holiday in percent of normal pay, 0 to 1000. Default 300.</summary>
    public int PublicHolidayPercent { get; init; } = 300;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "overtime-cost",
        Title = new LocalizedText("加班计价", "Overtime cost"),
        Description = new LocalizedText(
            "加班按工作日 150%、休息日 200%、法定节假日 300% 计价，使方案优先采用代价最小的加班。",
            "Overtime is valued at 150 % on workdays, 200 % on days of rest and 300 % on public holidays, so that the cheapest overtime is proposed."),
        Unit = new LocalizedText("折合正常工资的分钟", "minutes of normal pay"),
        Terms = TermKinds.OptionCost,
        Policy = ["M19"],
        Law = new LocalizedText(
            "《劳动法》第 44 条（加班工资不低于 150%、200%、300%）",
            "Labour Law, Art. 44 (overtime pay of at least 150, 200 and 300 %)"),
        Example = new LocalizedText(
            "张伟在周日（休息日）加班 120 分钟，按 200% 折合正常工资 240 分钟。",
            "Zhang Wei has 120 minutes of overtime on a Sunday, a day of rest: at 200 % they are worth 240 minutes of normal pay."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("workdayPercent", WorkdayPercent, 0, 1000, "%");
        report.Range("restDayPercent", RestDayPercent, 0, 1000, "%");
        report.Range("publicHolidayPercent", PublicHolidayPercent, 0, 1000, "%");
    }
}
