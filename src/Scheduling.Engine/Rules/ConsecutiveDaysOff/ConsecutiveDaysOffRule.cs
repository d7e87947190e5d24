using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ConsecutiveDaysOff;

/// <summary>Fewest and most days off in a row (连休天数).</summary>
public sealed partial record ConsecutiveDaysOffRule : Rule
{
    /// <summary>Fewest days off in a row, 1 to 366; 1 asks nothing. Default 2.</summary>
    public int MinimumDays { get; init; } = 2;

    /// <summary>Most days off in a row, from the minimum to 366; none by default.</summary>
    public int? MaximumDays { get; init; }

    /// <summary>Whether the day after a night (下夜班) counts as a day off when no duty starts on it. Default true.</summary>
    public bool CountsDayAfterNight { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "consecutive-days-off",
        Title = new LocalizedText("连休天数", "Consecutive days off"),
        Description = new LocalizedText(
            "连续休息的天数不得少于下限，也不得多于上限（如设定）；待命日不算休息，排班期前后的已知班次一并计算。",
            "No fewer days off in a row than the minimum and no more than the maximum, if one is set; a day on standby is not off, and known duties before and after the horizon count."),
        Unit = new LocalizedText("天", "days"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "张伟周三上班、周四休息、周五上班：只连休 1 天，至少应为 2 天，缺 1 天。",
            "Zhang Wei works on Wednesday, is off on Thursday and works on Friday: 1 day off in a row where 2 are asked, an excess of 1 day."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("minimumDays", MinimumDays, 1, 366);
        if (MaximumDays is { } maximumDays)
        {
            report.Range("maximumDays", maximumDays, Math.Clamp(MinimumDays, 1, 366), 366);
        }
    }
}
