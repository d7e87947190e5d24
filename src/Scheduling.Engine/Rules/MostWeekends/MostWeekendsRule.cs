using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MostWeekends;

/// <summary>Most weekends worked in the period (周末上班次数).</summary>
public sealed partial record MostWeekendsRule : Rule
{
    /// <summary>Most weekends worked, 0 to 53. Default 2.</summary>
    public int Maximum { get; init; } = 2;

    /// <summary>Whether work of the day before that reaches over midnight into the weekend makes it a worked one. Default false.</summary>
    public bool CountsNightBefore { get; init; }

    /// <summary>Whether weekends of the history count as well. Default true.</summary>
    public bool CountsHistory { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "most-weekends",
        Title = new LocalizedText("周末上班次数", "Most weekends worked"),
        Description = new LocalizedText(
            "在已知历史和排班期内，上班的周末不得多于上限；同一周末上一天或几天都只算一次，待命不算上班。",
            "Over the known history and the horizon no more weekends are worked than the maximum; a weekend counts once, however many of its days are worked, and standby is not work."),
        Unit = new LocalizedText("个周末", "weekends"),
        Terms = TermKinds.Total,
        Policy = ["M1", "M3", "M5"],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximum", Maximum, 0, 53);
}
