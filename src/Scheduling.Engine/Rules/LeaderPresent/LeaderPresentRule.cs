using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.LeaderPresent;

/// <summary>What a leader must be there for.</summary>
public enum LeaderPer
{
    /// <summary>Each band of a day.</summary>
    Band,

    /// <summary>Each interval.</summary>
    Interval,
}

/// <summary>A leader is there (带班组长在岗).</summary>
public sealed partial record LeaderPresentRule : Rule
{
    /// <summary>Soft by default: 50 on the quality level per leader missing, or per employee without one.</summary>
    public LeaderPresentRule() => Enforcement = Enforcement.Soft(50);

    /// <summary>The tag that makes an employee a leader; none when empty. Default <c>leader</c>.</summary>
    public string Tag { get; init; } = "leader";

    /// <summary>Id of a skill that makes an employee a leader when certified in it; none by default.</summary>
    public string? Skill { get; init; }

    /// <summary>Least level of that skill, 1 to 9. Default 1.</summary>
    public int MinimumLevel { get; init; } = 1;

    /// <summary>Leaders who must be there, 1 to 100, whoever else is. Default 1. Not used when <see cref="MostPerLeader"/> is given.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Most others one leader looks after, 1 to 1000. When given, leaders are asked only where others work. Absent by default.</summary>
    public int? MostPerLeader { get; init; }

    /// <summary>Whether leaders are counted per <c>band</c> of a day or per <c>interval</c>. Default the band.</summary>
    public LeaderPer Per { get; init; }

    /// <summary>Ids of the bands meant; every band when empty.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Days of the week meant; every day when empty.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Ids of posts each of which needs its own leaders; the department as a whole when empty.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "leader-present",
        Title = new LocalizedText("带班组长在岗", "Leader present"),
        Description = new LocalizedText(
            "每天每个班段（或每个时段）至少有规定人数的组长在岗；也可规定每位组长最多带几人，此时无人上班则不要求。",
            "In each band of a day, or each interval, enough leaders work; or no leader has more than so many others, so that nobody is asked where nobody works."),
        Unit = new LocalizedText("缺少的组长（或无人带的员工）人次", "leaders missing, or employees without a leader"),
        Terms = TermKinds.Cover,
        Policy = ["M14"],
        Example = new LocalizedText(
            "周日夜班班段安排了 3 人，没有一人带标签 leader；应有组长 1 人，缺 1 人次。",
            "Three employees work in the night band on Sunday and none carries the tag `leader`, where 1 leader is asked: an excess of 1."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.KnownTag("tag", Tag.Length == 0 ? null : Tag, problem);
        report.KnownSkill("skill", Skill, problem);
        report.Range("minimumLevel", MinimumLevel, 1, 9);
        report.Range("least", Least, 1, 100);
        report.Range("mostPerLeader", MostPerLeader ?? 1, 1, 1000);
        report.KnownBands("bands", Bands, problem);
        report.KnownPosts("posts", Posts, problem);
        if (Tag.Length == 0 && Skill is null)
        {
            report.Add("tag", "nobody-leads", new LocalizedText(
                "规则“带班组长在岗”既没有标签 tag 也没有技能 skill，无法认定组长；请至少填写一项。",
                "Rule 'leader-present' has neither a tag nor a skill, so nobody is a leader; give it one of them."));
        }
    }
}
