using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.Fairness;

/// <summary>What is held small by the fairness rule.</summary>
public enum FairnessMode
{
    /// <summary>The worst spread: the largest amount less the smallest, each seen against the contract share.</summary>
    Spread,

    /// <summary>Each employee's deviation from a fair share in whole units.</summary>
    Share,
}

/// <summary>An equal chance of work and of rest: one measure balanced over the employees, with what they carry over (公平性).</summary>
public sealed partial record FairnessRule : Rule
{
    private const string BandPrefix = "band:";
    private const string PostPrefix = "post:";
    private const string WishesMeasure = "wishes";

    // A full-time unit is at most this many parts, so that weights keep their meaning and sums stay small.
    private const int MostParts = 1000;

    // Days employed that have no small common denominator are compared in about so many parts of a full-time unit, rounded.
    private const int DayParts = 100;

    /// <summary>Soft by default: 5 on the quality level per unit.</summary>
    public FairnessRule() => Enforcement = Enforcement.Soft(5);

    /// <summary>
    /// What is balanced: <c>minutes</c> (paid), <c>nights</c>, <c>weekends</c> (worked), <c>holidays</c> (worked), <c>standby</c>,
    /// <c>overtime</c> (minutes), <c>wishes</c> (points of priority granted), <c>band:ID</c> or <c>post:ID</c>. Default minutes.
    /// </summary>
    public string Measure { get; init; } = "minutes";

    /// <summary>How it is balanced. Default the worst spread.</summary>
    public FairnessMode Mode { get; init; }

    /// <summary>Units of a full-time employee that cost nothing, 0 to 100000; in share mode part-timers are tolerated their contract share of it, in whole units (halves up). Default 1.</summary>
    public int Tolerance { get; init; } = 1;

    /// <summary>Further weight per unit beyond twice the tolerance, on the level of a soft rule, 0 to 1000000. Default 5.</summary>
    public int ExtraWeight { get; init; } = 5;

    /// <summary>Share mode: the units to be shared out in the horizon. By default what the demand or, for minutes, the contracts ask.</summary>
    public int? ExpectedTotal { get; init; }

    /// <summary>Whether minutes credited for paid leave count as worked, so that nobody owes what was on leave. For <c>minutes</c> only. Default true.</summary>
    public bool CountsLeave { get; init; } = true;

    /// <summary>A rule whose excess is the spread of a measure itself, without tolerance, for the employees of a scope.</summary>
    public static FairnessRule SpreadOf(string measure, RuleScope? scope = null) => new() { Measure = measure, Tolerance = 0, ExtraWeight = 0, AppliesTo = scope };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => About;

    /// <inheritdoc/>
    public override bool GoesWithPostChanges => false;

    private static RuleDescriptor About { get; } = new()
    {
        Id = "fairness",
        Title = new LocalizedText("公平性", "Fairness"),
        Description = new LocalizedText(
            "按合同工作份额和在职天数比较员工的工时、夜班、周末、节假日、班段、岗位、备班或获满足的排班意愿，并计入以往结转；差距越小越公平。",
            "Minutes, nights, weekends, holidays, bands, posts, standby or granted wishes are balanced against each employee's contract share and days of employment, counting what was carried over."),
        Unit = new LocalizedText("计量单位（极差方式为全职单位的公分母份额）", "units of the measure (for the spread: parts of a full-time unit by the common denominator)"),
        Terms = TermKinds.Balance,
        Policy = ["M1"],
        Example = new LocalizedText(
            "比较工时：全职的李敏计薪 2400 分钟，半职的王芳 960 分钟，折合全职 1920 分钟，均无请假和结转；相差 480，允许 1，超出 479。",
            "Minutes are compared: Li Min, full time, has 2400 and Wang Fang, half time, 960, which is 1920 as full time, without leave or carry-over: 480 apart where 1 is tolerated, an excess of 479."),
    };

    /// <inheritdoc/>
    public override void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
        report.Range("tolerance", Tolerance, 0, 100_000);
        report.Range("extraWeight", ExtraWeight, 0, 1_000_000);
        if (ExpectedTotal is { } expected)
        {
            report.Range("expectedTotal", expected, 0, int.MaxValue);
        }

        if (Measure.StartsWith(BandPrefix, StringComparison.Ordinal))
        {
            string id = Measure[BandPrefix.Length..];
            if (problem.Bands.All(b => b.Id != id))
            {
                report.Unknown("measure", id, new LocalizedText("班段", "band"));
            }
        }
        else if (Measure.StartsWith(PostPrefix, StringComparison.Ordinal))
        {
            report.KnownPosts("measure", [Measure[PostPrefix.Length..]], problem);
        }
        else if (Measure is not ("minutes" or "nights" or "weekends" or "holidays" or "standby" or "overtime" or WishesMeasure))
        {
            report.Add("measure", "rule-setting-unknown", new LocalizedText(
                $"规则“{About.Title.Zh}”的设置 measure 为“{Measure}”；应为 minutes、nights、weekends、holidays、standby、overtime、wishes、band:编号 或 post:编号。",
                $"Setting measure of rule '{About.Id}' is '{Measure}'; it must be minutes, nights, weekends, holidays, standby, overtime, wishes, band:ID or post:ID."));
        }

        if (Mode == FairnessMode.Spread)
        {
            ReportSharesTooFine(problem, report);
        }

        if (Mode == FairnessMode.Share && ExpectedTotal is null && CanBeWorked(problem) && !IsAsked(problem))
        {
            report.Add("expectedTotal", "nothing-to-share", new LocalizedText(
                $"规则“{About.Title.Zh}”按份额分摊“{Measure}”，但班次需求中没有相应人数；请设置 expectedTotal、补充需求或改用 spread。",
                $"Rule '{About.Id}' shares out '{Measure}', but no demand for shifts or standby asks for any; set expectedTotal, add the demand or use mode spread."));
        }
    }

    private void ReportSharesTooFine(SchedulingProblem problem, RuleSettingsReport report)
    {
        int[] shares = [.. problem.Contracts.Where(c => c.FairShare > 0 && problem.Employees.Any(e => e.Contract == c.Id && IsFor(e))).Select(c => c.FairShare).Distinct()];
        long multiple = 100;
        foreach (int share in shares)
        {
            multiple = LeastCommonMultiple(multiple, share);
            if (multiple > 100 * MostParts)
            {
                report.Add("mode", "shares-too-fine", new LocalizedText(
                    $"规则“{About.Title.Zh}”按极差比较工作份额 {string.Join("、", shares)}，公分母超过 {MostParts}；请取整份额、缩小适用范围或改用 share。",
                    $"Rule '{About.Id}' compares the contract shares {string.Join(", ", shares)} by their spread, whose common denominator is above {MostParts}; round the shares, narrow the scope or use mode share."));
                return;
            }
        }
    }

    /// <summary>Whether any shift type can add to the measure on any day of the horizon.</summary>
    private bool CanBeWorked(SchedulingProblem problem) =>
        Enumerable.Range(0, problem.Horizon.Days).Select(problem.Horizon.Start.PlusDays).Any(date =>
            problem.ShiftTypes.Any(s => (s.Days.Count == 0 || s.Days.Contains(date.DayOfWeek)) && Adds(problem, s, [.. s.Parts.SelectMany(p => p.Post is { } own ? [own] : s.Posts)], date)));

    private bool IsAsked(SchedulingProblem problem)
    {
        Dictionary<string, ShiftType> types = problem.ShiftTypes.ToDictionary(s => s.Id);
        return Measure is "minutes" or WishesMeasure
            || problem.Demand.Shifts.Any(d => d.Required > 0 && problem.Horizon.Contains(d.Date) && types.TryGetValue(d.ShiftType, out ShiftType? type)
                && Adds(problem, type, PostsAsked(d, type), d.Date))
            || (Measure == "standby" && problem.Demand.Standby.Any(d => d.Required > 0 && problem.Horizon.Contains(d.Date)));
    }

    /// <summary>The posts a demand is for: those that parts of its shift type have, and the one it names, or that is left, for the other parts.</summary>
    private static IReadOnlyList<string> PostsAsked(ShiftDemand demand, ShiftType type)
    {
        string? chosen = demand.Post ?? (type.Posts.Count == 1 ? type.Posts[0] : null);
        return [.. type.Parts.Select(p => p.Post ?? chosen).OfType<string>()];
    }

    private bool Adds(SchedulingProblem problem, ShiftType type, IReadOnlyList<string> posts, LocalDate date) => Measure switch
    {
        "minutes" or WishesMeasure => true,
        "standby" => type.IsStandby(),
        "overtime" => false,
        _ when type.IsStandby() => false,
        "nights" => problem.Bands.Any(b => b.Id == type.Band && b.Night),
        "weekends" => problem.Horizon.Weekend.Contains(date.DayOfWeek),
        "holidays" => problem.Calendar.Any(c => c.Date == date && c.Kind == CalendarDayKind.PublicHoliday),
        _ => Measure == BandPrefix + type.Band || posts.Any(p => Measure == PostPrefix + p),
    };
}
