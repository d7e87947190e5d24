using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LeastChange;

/// <summary>A new roster changes little of the published one, and few people (最少变更).</summary>
public sealed partial record LeastChangeRule : Rule
{
    /// <summary>The rule at its defaults: soft, weight 20 per unit.</summary>
    public LeastChangeRule() => Enforcement = Enforcement.Soft(20);

    /// <summary>Units of each changed cell, 0 to 1000. Default 1.</summary>
    public int CellUnits { get; init; } = 1;

    /// <summary>Units of each person with any changed cell, 0 to 1000. Default 5.</summary>
    public int PersonUnits { get; init; } = 5;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "least-change",
        Title = new LocalizedText("最少变更", "Least change"),
        Description = new LocalizedText(
            "与已发布的排班表相比，改动的班次和受影响的员工越少越好；只移动休息时间或非接待活动不算改动。",
            "Compared with the published roster few shifts change and few people are affected; breaks or off-queue activities moved alone are no change."),
        Unit = new LocalizedText("变更分", "units of change"),
        Terms = TermKinds.OptionCost | TermKinds.Total,
        Policy = ["M7", "M9"],
        Example = new LocalizedText(
            "已发布的排班中王芳周三上早班、周四休息，新方案把两天对调：改动 2 个单元格各计 1，涉及 1 人计 5，共 7。",
            "In the published roster Wang Fang works on Wednesday and is off on Thursday, and the new one swaps the two days: 2 cells at 1 unit and 1 person at 5 units, 7 units of change."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("cellUnits", CellUnits, 0, 1000);
        report.Range("personUnits", PersonUnits, 0, 1000);
    }
}
