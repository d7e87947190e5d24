using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.MostNewcomers;

/// <summary>Not too many newcomers at once (新员工人数上限).</summary>
public sealed partial record MostNewcomersRule : Rule
{
    /// <summary>Soft by default: 20 on the quality level per newcomer too many.</summary>
    public MostNewcomersRule() => Enforcement = Enforcement.Soft(20);

    /// <summary>Most newcomers in a band of a day, 0 to 1000. Default 1.</summary>
    public int Most { get; init; } = 1;

    /// <summary>Whoever is employed for fewer days than this on the date is a newcomer, 0 to 3660. Default 90.</summary>
    public int NewcomerDays { get; init; } = 90;

    /// <summary>Whoever carries this tag is a newcomer as well; nobody when empty. Empty by default.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Ids of the bands meant; every band when empty.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Ids of posts each of which is counted by itself; the department as a whole when empty.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "most-newcomers",
        Title = new LocalizedText("新员工人数上限", "Most newcomers"),
        Description = new LocalizedText(
            "每天每个班段的新员工（入职未满规定天数，或带有指定标签）不超过规定人数。",
            "In each band of a day at most so many newcomers work: those with a tag, or employed for less than so many days."),
        Unit = new LocalizedText("超出的新员工人次", "newcomers too many"),
        Terms = TermKinds.Cover,
        Policy = ["M14"],
        Example = new LocalizedText(
            "周二的早班班段有 3 名入职未满 90 天的员工；最多 1 名，超出 2 人次。",
            "Three employees with fewer than 90 days of employment work in the early band on Tuesday, where 1 is allowed: an excess of 2 newcomers."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("most", Most, 0, 1000);
        report.Range("newcomerDays", NewcomerDays, 0, 3660);
        report.KnownTag("tag", Tag.Length == 0 ? null : Tag, problem);
        report.KnownBands("bands", Bands, problem);
        report.KnownPosts("posts", Posts, problem);
    }
}
