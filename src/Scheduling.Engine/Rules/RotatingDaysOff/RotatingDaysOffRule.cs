using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.RotatingDaysOff;

/// <summary>Days off move: the same weekday is not off too many weeks in a row (轮休). Soft by default: weight 10 on the quality level.</summary>
public sealed partial record RotatingDaysOffRule : Rule
{
    /// <summary>Makes the rule, soft.</summary>
    public RotatingDaysOffRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>Most weeks in a row with the same weekday off, 1 to 52. Default 2.</summary>
    public int MaximumWeeks { get; init; } = 2;

    /// <summary>The weekdays meant; every weekday when empty. Leave out those on which the department is closed.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "rotating-days-off",
        Title = new LocalizedText("轮休", "Rotating days off"),
        Description = new LocalizedText(
            "休息日要轮换：同一个星期几连续休息的周数不得超过上限；请假和未在职的日子不算，排班期前后的已知班次一并计算。",
            "Days off move: no weekday is off more weeks in a row than the maximum; days of leave and outside employment do not count as off, known days before and after the horizon do."),
        Unit = new LocalizedText("周", "weeks"),
        Terms = TermKinds.Total,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "在四周的排班期内，王芳每周都在星期日休息，共连续 4 周；最多连续 2 周，超出 2 周。",
            "Wang Fang is off on every Sunday of a horizon of four weeks: 4 weeks in a row where 2 are allowed, an excess of 2 weeks."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumWeeks", MaximumWeeks, 1, 52);
}
