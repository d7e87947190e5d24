using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.RotationPattern;

/// <summary>
/// Each employee follows a cycle of bands and days off, such as 四班三倒 or 做四休二 (轮班模式). Soft by default: weight 10 on the quality level.
/// </summary>
public sealed partial record RotationPatternRule : Rule
{
    /// <summary>Name of the pattern 四班三倒: early, early, mid, mid, night, night, off, off.</summary>
    public const string FourTeamsThreeShifts = "four-teams-three-shifts";

    /// <summary>Name of the pattern 做四休二: four days of work in any band, two days off.</summary>
    public const string FourOnTwoOff = "four-on-two-off";

    /// <summary>Name of the pattern 大小周: a week of six days of work and one off, then one of five days of work and two off.</summary>
    public const string BigSmallWeeks = "big-small-weeks";

    /// <summary>Name of the pattern 轮休 with five days of work in any band and one day off, so that the day off moves through the week.</summary>
    public const string FiveOnOneOff = "five-on-one-off";

    /// <summary>Word in a cycle for a day without any duty.</summary>
    public const string Off = "off";

    /// <summary>Word in a cycle for a day of work in any band.</summary>
    public const string Work = "work";

    /// <summary>Makes the rule, soft.</summary>
    public RotationPatternRule() => Enforcement = Enforcement.Soft(10);

    /// <summary>
    /// Name of a pattern: <c>four-teams-three-shifts</c>, <c>four-on-two-off</c>, <c>big-small-weeks</c> or <c>five-on-one-off</c>. Used while <see cref="Cycle"/> is
    /// empty. Default the first.
    /// </summary>
    public string Pattern { get; init; } = FourTeamsThreeShifts;

    /// <summary>A cycle of one's own, up to 84 days: for each day the id of a band, <c>work</c> (any band) or <c>off</c>. Empty by default.</summary>
    public IReadOnlyList<string> Cycle { get; init; } = [];

    /// <summary>Id of the band that a named pattern calls early. Default <c>early</c>.</summary>
    public string EarlyBand { get; init; } = "early";

    /// <summary>Id of the band that a named pattern calls mid. Default <c>mid</c>.</summary>
    public string MidBand { get; init; } = "mid";

    /// <summary>Id of the band that a named pattern calls night. Default <c>night</c>.</summary>
    public string NightBand { get; init; } = "night";

    /// <summary>Position in the cycle, from 0, of the horizon's first day, by employee id. Whoever is not named has the position that fits best.</summary>
    public IReadOnlyDictionary<string, int> Phases { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Whether whoever is not named in <see cref="Phases"/> goes on with the known days before the horizon: only the positions that fit them best may be taken.
    /// Default true; without history every position may be.
    /// </summary>
    public bool KeepsPhase { get; init; } = true;

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "rotation-pattern",
        Title = new LocalizedText("轮班模式", "Rotation pattern"),
        Description = new LocalizedText(
            "员工按固定周期轮班，例如四班三倒（早早中中夜夜休休）、做四休二、大小周、轮休（做五休一），或自定义周期；起始位置可指定，未指定时接着以往的班次轮下去，没有历史时取最合适的位置。",
            "Employees follow a cycle such as two early, two mid, two night and two off, four on and two off, big and small weeks, five on and one off, or one of their own; where they stand in it may be given, else they go on from the history, or take the best place without one."),
        Unit = new LocalizedText("与模式不符的天数", "days that differ from the pattern"),
        Terms = TermKinds.Sequence,
        Policy = ["M3", "M5"],
        Example = new LocalizedText(
            "李敏按四班三倒（早早中中夜夜休休）从第 1 天轮起，第 3 天却排了早班而不是中班，其余各天相符：计 1 天。",
            "Li Min follows early, early, mid, mid, night, night, off, off from its first day on but works early on the third day, where mid is due; all other days fit: an excess of 1 day."),
    };

    /// <summary>The words of the cycle that is in force: band ids, <c>work</c> or <c>off</c>. Empty when the pattern's name is unknown.</summary>
    public IReadOnlyList<string> Positions() => Cycle.Count > 0 ? Cycle : Pattern switch
    {
        FourTeamsThreeShifts => [EarlyBand, EarlyBand, MidBand, MidBand, NightBand, NightBand, Off, Off],
        FourOnTwoOff => [Work, Work, Work, Work, Off, Off],
        BigSmallWeeks => [Work, Work, Work, Work, Work, Work, Off, Work, Work, Work, Work, Work, Off, Off],
        FiveOnOneOff => [Work, Work, Work, Work, Work, Off],
        _ => [],
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        IReadOnlyList<string> positions = Positions();
        if (positions.Count == 0)
        {
            report.Unknown("pattern", Pattern, new LocalizedText("轮班模式", "pattern"));
            return;
        }

        report.Range("cycle", positions.Count, 1, 84, "days");
        bool named = Cycle.Count == 0;
        foreach (string word in positions.Distinct().Where(w => w is not Off and not Work && problem.Bands.All(b => b.Id != w)))
        {
            string member = !named ? "cycle" : word == EarlyBand ? "earlyBand" : word == MidBand ? "midBand" : "nightBand";
            report.Unknown(member, word, new LocalizedText("时段", "band"));
        }

        foreach ((string employee, int phase) in Phases.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            string member = "phases/" + employee.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            report.Range(member, phase, 0, positions.Count - 1);
            if (problem.Employees.All(e => e.Id != employee))
            {
                report.Unknown(member, employee, new LocalizedText("员工", "employee"));
            }
        }
    }
}
