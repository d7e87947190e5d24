using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LongestDay;

/// <summary>Most paid minutes of one duty (单日最长工时).</summary>
public sealed partial record LongestDayRule : Rule
{
    /// <summary>Most paid minutes of a duty, 0 to 1440. Default 600 (10 h).</summary>
    public int MaximumMinutes { get; init; } = 600;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "longest-day",
        Title = new LocalizedText("单日最长工时", "Longest day"),
        Description = new LocalizedText(
            "一天开始的班次，其计薪工时不得超过上限。",
            "The paid minutes of the duty that starts on a day stay within the maximum."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.OptionCost,
        Policy = ["M3"],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumMinutes", MaximumMinutes, 0, 1440, "min");
}
