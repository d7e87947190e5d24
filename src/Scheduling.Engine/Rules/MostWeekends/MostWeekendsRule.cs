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
        Example = new LocalizedText(
            "王芳在已知历史中有 1 个周末上班，排班期内的 2 个周末又都上班，共 3 个；最多 2 个，超出 1 个周末。",
            "Wang Fang worked 1 weekend of the known history and works both weekends of the horizon, 3 where 2 are allowed: an excess of 1 weekend."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report) =>
        report.Range("maximum", Maximum, 0, 53);
}
