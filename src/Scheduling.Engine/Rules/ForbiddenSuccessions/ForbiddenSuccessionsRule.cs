using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.ForbiddenSuccessions;

/// <summary>Shifts that may not follow a shift on the next day, by name (禁止的班次衔接).</summary>
public sealed partial record ForbiddenSuccessionsRule : Rule
{
    /// <summary>For the id of a shift type, the ids of those that may not be worked on the day after it. None by default.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NotFollowedBy { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "forbidden-successions",
        Title = new LocalizedText("禁止的班次衔接", "Forbidden successions"),
        Description = new LocalizedText(
            "某个班次的次日不得排列出的班次，例如夜班次日不排早班；只看相邻两天，排班期前后的已知班次一并计算。",
            "On the day after a shift none of the shifts listed for it is worked, such as no early shift after a night; only days next to each other count, known duties before and after the horizon included."),
        Unit = new LocalizedText("不允许的衔接", "successions not allowed"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "规定晚班次日不排早班；李敏周一上晚班、周二上早班：计 1 次衔接。",
            "No early shift may follow a late one; Li Min works late on Monday and early on Tuesday: an excess of 1 succession."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        foreach ((string before, IReadOnlyList<string> after) in NotFollowedBy.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            string member = "notFollowedBy/" + before.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            report.KnownShiftTypes(member, after.Distinct().Prepend(before), problem);
        }
    }
}
