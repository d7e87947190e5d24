using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MostWeekends;

/// <summary>Most weekends worked of some in a row (周末上班次数).</summary>
public sealed partial record MostWeekendsRule : Rule
{
    /// <summary>Most weekends worked, 0 to 53. Default 2.</summary>
    public int Maximum { get; init; } = 2;

    /// <summary>Weekends in a row among which those worked are counted, 1 to 53: all known ones when there are fewer. Default 4.</summary>
    public int WindowWeeks { get; init; } = 4;

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
            "在已知历史和排班期内，任意若干个（默认四个）连续周末中上班的不得多于上限；同一周末上一天或几天都只算一次，待命不算上班。",
            "Of any four weekends in a row (adjustable), history included, no more are worked than the maximum; a weekend counts once, however many of its days are worked, and standby is not work."),
        Unit = new LocalizedText("个周末", "weekends"),
        Terms = TermKinds.Total,
        Policy = ["M1", "M3", "M5"],
        Example = new LocalizedText(
            "王芳在排班期前的周末上过班，排班期内的 2 个周末又都上班，连续 3 个周末都上班；任意 4 个连续周末中最多 2 个，超出 1 个周末。",
            "Wang Fang worked the weekend before the horizon and works both of its weekends, 3 in a row where of any 4 at most 2 are allowed: an excess of 1 weekend."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("maximum", Maximum, 0, 53);
        report.Range("windowWeeks", WindowWeeks, 1, 53);
    }
}
