using System.Text.Json.Serialization;
using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>Something an employee is able to do, such as a product line or a language.</summary>
public sealed record Skill
{
    /// <summary>Id, unique among the skills.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A place of work in the department, such as the call centre, chat or complaints (岗位).</summary>
public sealed record Post
{
    /// <summary>Id, unique among the posts.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Skill an employee must hold to work on this post; none by default.</summary>
    public string? Skill { get; init; }

    /// <summary>Least level of that skill. Default 1.</summary>
    public int MinimumLevel { get; init; } = 1;
}

/// <summary>Terms of employment shared by several employees.</summary>
public sealed record Contract
{
    /// <summary>Id, unique among the contracts.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Least paid minutes per week of seven days; 0 by default. Prorated by days where a week is not wholly known.</summary>
    public int MinimumMinutesPerWeek { get; init; }

    /// <summary>Most paid minutes per week of seven days; none by default.</summary>
    public int? MaximumMinutesPerWeek { get; init; }

    /// <summary>Agreed paid minutes per week; a workday of paid leave counts a fifth of it. Default 2400.</summary>
    public int TargetMinutesPerWeek { get; init; } = 2400;

    /// <summary>Share of a full-time employee in percent, the base of every fairness comparison. Default 100.</summary>
    public int FairShare { get; init; } = 100;

    /// <summary>Pay for an hour in hundredths of the currency unit; 0 by default: not counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PayPerHour { get; init; }

    /// <summary>Allowance for a shift in a night band, in hundredths of the currency unit. Default 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NightAllowance { get; init; }
}

/// <summary>A skill held by one employee, for a time.</summary>
public sealed record EmployeeSkill
{
    /// <summary>The skill's id.</summary>
    public required string Skill { get; init; }

    /// <summary>Level, 1 (lowest) to 9. Default 1.</summary>
    public int Level { get; init; } = 1;

    /// <summary>A trainee is not certified yet and counts 0 towards coverage. Default true.</summary>
    public bool Certified { get; init; } = true;

    /// <summary>First day on which the employee holds the skill; always by default.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day on which the employee holds the skill; for ever by default.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Whether the skill is held on a date.</summary>
    public bool HeldOn(LocalDate date) => (From is null || date >= From) && (Until is null || date <= Until);
}

/// <summary>A weekly time window, used for availability and for an employee's own start times.</summary>
public sealed record WeeklyWindow
{
    /// <summary>Day of the week; every day when absent.</summary>
    public IsoDayOfWeek? Day { get; init; }

    /// <summary>Local time from.</summary>
    public required LocalTime From { get; init; }

    /// <summary>Local time to. At or before <see cref="From"/>: on the next day.</summary>
    public required LocalTime To { get; init; }
}

/// <summary>What an employee has worked more (+) or less (−) than the fair share before the horizon, in units of a measure.</summary>
public sealed record CarriedBalance
{
    /// <summary>The measure of the fairness rule it belongs to: <c>minutes</c>, <c>nights</c>, <c>weekends</c>, <c>holidays</c>, <c>standby</c>, <c>overtime</c>, <c>wishes</c>, <c>band:ID</c> or <c>post:ID</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>
    /// Amount in the measure's unit, −10000000 to 10000000 with at most three decimals, so that the fair share of a week that is less than one unit is not lost from week to week;
    /// positive means already worked more than the share (for <c>wishes</c>: had more granted).
    /// </summary>
    public required decimal Amount { get; init; }
}

/// <summary>A person who is rostered.</summary>
public sealed record Employee
{
    /// <summary>Id, unique among the employees.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Id of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Skills held.</summary>
    public IReadOnlyList<EmployeeSkill> Skills { get; init; } = [];

    /// <summary>First day of employment; before the horizon by default.</summary>
    public LocalDate? EmployedFrom { get; init; }

    /// <summary>Last day of employment; after the horizon by default.</summary>
    public LocalDate? EmployedUntil { get; init; }

    /// <summary>When the employee may work at all; always when empty.</summary>
    public IReadOnlyList<WeeklyWindow> Availability { get; init; } = [];

    /// <summary>When the employee's shifts may start (弹性上班); any time when empty. Used by the start-window rule.</summary>
    public IReadOnlyList<WeeklyWindow> StartWindows { get; init; } = [];

    /// <summary>Balances carried over from published weeks.</summary>
    public IReadOnlyList<CarriedBalance> Balances { get; init; } = [];

    /// <summary>Ids of off-queue activities done before the known days.</summary>
    public IReadOnlyList<string> Completed { get; init; } = [];

    /// <summary>Free words that group people, such as <c>leader</c> or <c>newcomer</c> (标签). Rules and their scopes may name them; case counts.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of colleagues of the same posts who have agreed to take over before this employee's days off; nobody in particular when empty.</summary>
    public IReadOnlyList<string> HandoverTo { get; init; } = [];

    /// <summary>What was worked before the known days, for months, quarters and years that began earlier.</summary>
    public IReadOnlyList<EarlierWork> EarlierWork { get; init; } = [];

    /// <summary>Times for which the employee is protected. Confidential: see <see cref="PersonalRestriction"/>.</summary>
    public IReadOnlyList<PersonalRestriction> Restrictions { get; init; } = [];

    /// <summary>Time in lieu that may be taken.</summary>
    public IReadOnlyList<LieuTime> TimeInLieu { get; init; } = [];
}
