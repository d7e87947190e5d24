using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LongestWeek;

/// <summary>Most paid minutes of a calendar week (单周最长工时).</summary>
public sealed partial record LongestWeekRule : Rule
{
    /// <summary>Most paid minutes of a week, 0 to 10080. Default 2640 (44 h).</summary>
    public int MaximumMinutes { get; init; } = 2640;

    /// <summary>Whether minutes credited for paid leave count as well. Default false.</summary>
    public bool CountsLeave { get; init; }

    /// <summary>Whether overtime counts. Default true.</summary>
    public bool CountsOvertime { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "longest-week",
        Title = new LocalizedText("单周最长工时", "Longest week"),
        Description = new LocalizedText(
            "一个自然周内的计薪工时不得超过上限；排班期前后的已知班次一并计算。",
            "The paid minutes of a calendar week stay within the maximum, counting known duties before and after the horizon."),
        Unit = new LocalizedText("超出的分钟", "minutes too many"),
        Terms = TermKinds.Total,
        Policy = ["M3"],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximumMinutes", MaximumMinutes, 0, 10080, "min");
}
