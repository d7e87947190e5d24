using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LabourCost;

/// <summary>What the duties of the horizon cost in pay, against a budget or from the first unit on (人工成本).</summary>
public sealed partial record LabourCostRule : Rule
{
    // The largest cost a roster may reach, so that sums of all rules stay inside 64 bits.
    private const long MostPenalty = 1_000_000_000_000_000;

    /// <summary>Soft by default: 1 on the quality level per unit above the budget.</summary>
    public LabourCostRule() => Enforcement = Enforcement.Soft(1);

    /// <summary>Budget of the horizon in units, 0 to 1000000000000; every unit is above it when absent, which is the default.</summary>
    public long? Budget { get; init; }

    /// <summary>How every unit is charged from the first on, beside what is above the budget. Default off.</summary>
    public Enforcement EveryUnit { get; init; } = Enforcement.Off;

    /// <summary>Hundredths of the currency in one unit of cost and budget, 1 to 1000000. The cost of a duty is rounded to units. Default 100: whole yuan.</summary>
    public int HundredthsPerUnit { get; init; } = 100;

    /// <summary>Pay of overtime on a workday in percent, 0 to 1000. Default 150.</summary>
    public int WorkdayPercent { get; init; } = 150;

    /// <summary>Pay of overtime on a day of rest in percent, 0 to 1000. Default 200.</summary>
    public int RestDayPercent { get; init; } = 200;

    /// <summary>Pay of every paid minute on a public holiday in percent, 0 to 1000. Default 300.</summary>
    public int PublicHolidayPercent { get; init; } = 300;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "labour-cost",
        Title = new LocalizedText("人工成本", "Labour cost"),
        Description = new LocalizedText(
            "排班期内各班次的工资成本（小时工资、加班与法定节假日倍数、夜班补贴）控制在预算之内；没有预算时成本越低越好。",
            "The pay for the duties of the horizon, with overtime, public holidays and night allowances, stays within the budget; without a budget the less the better."),
        Unit = new LocalizedText("成本单位", "units of cost"),
        Terms = TermKinds.Cover,
        Policy = ["M19"],
        Law = new LocalizedText(
            "《劳动法》第 44 条（加班工资不低于 150%、200%、300%）",
            "Labour Law, Art. 44 (overtime pay of at least 150, 200 and 300 %)"),
        Example = new LocalizedText(
            "张伟时薪 30 元，工作日上班 8 小时并加班 1 小时：30 × 8 + 30 × 150% = 285 元；没有预算时全部计入，计 285。",
            "Zhang Wei earns 30 yuan an hour and works 8 h and 1 h of overtime on a workday: 30 × 8 + 30 × 150 % = 285 yuan; without a budget all of it counts, 285 units."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("hundredthsPerUnit", HundredthsPerUnit, 1, 1_000_000);
        report.Range("workdayPercent", WorkdayPercent, 0, 1000, "%");
        report.Range("restDayPercent", RestDayPercent, 0, 1000, "%");
        report.Range("publicHolidayPercent", PublicHolidayPercent, 0, 1000, "%");
        if (Budget is { } budget)
        {
            report.Range("budget", budget, 0, 1_000_000_000_000);
        }
        else if (Enforcement.IsHard)
        {
            report.Add("budget", "rule-setting-missing", new LocalizedText(
                $"规则“{About.Title.Zh}”设为硬性却没有预算，任何班次都会被禁止；请设置 budget 或改为软性。",
                $"Rule '{About.Id}' is hard but has no budget, so that no duty would be allowed; give a budget or hold it softly."));
        }

        ReportTooLarge(problem, report);
    }

    /// <summary>Everybody on duty round the clock at the best pay must not cost more than can be added up.</summary>
    private void ReportTooLarge(SchedulingProblem problem, RuleSettingsReport report)
    {
        long percent = Math.Max(100, Math.Max(WorkdayPercent, Math.Max(RestDayPercent, PublicHolidayPercent)));
        long pay = problem.Contracts.Select(c => (long)c.PayPerHour).DefaultIfEmpty().Max();
        long allowance = problem.Contracts.Select(c => (long)c.NightAllowance).DefaultIfEmpty().Max();

        // A shift has at most 24 hours and as much overtime again, and one more when clocks are put back.
        Int128 duty = (((Int128)pay * 49 * percent / 100) + allowance) / Math.Max(1, HundredthsPerUnit) + 1;
        Int128 weight = (Enforcement.IsHard ? 1 : Enforcement.Weight) + (EveryUnit.IsHard ? 1 : EveryUnit.Weight);
        if (duty > int.MaxValue || duty * problem.Employees.Count * problem.Horizon.Days * weight > MostPenalty)
        {
            report.Add("hundredthsPerUnit", "rule-setting-too-fine", new LocalizedText(
                $"规则“{About.Title.Zh}”以 {HundredthsPerUnit} 分为一个成本单位，全部成本乘以权重后可能超过 {MostPenalty}；请加大单位或减小权重。",
                $"Rule '{About.Id}' counts in units of {HundredthsPerUnit} hundredths; costs times weights may exceed {MostPenalty}. Take larger units or smaller weights."));
        }
    }
}
