using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Domain;

/// <summary>
/// Everything a planner says about one roster to be made: immutable, in one JSON form for files, API and store.
/// Validate it with <see cref="ProblemValidator"/> before it is compiled.
/// </summary>
public sealed record SchedulingProblem
{
    /// <summary>The version of the JSON form this build reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the JSON form. Currently 1.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The days to be rostered.</summary>
    public required Horizon Horizon { get; init; }

    /// <summary>Names of the levels, first to last in importance; the first one is that of hard rules.</summary>
    public IReadOnlyList<string> Levels { get; init; } = DefaultLevels;

    /// <summary>Weekly opening hours; always open when empty.</summary>
    public IReadOnlyList<OpeningPeriod> OpeningHours { get; init; } = [];

    /// <summary>Public holidays, free days joined to them and make-up workdays.</summary>
    public IReadOnlyList<CalendarDay> Calendar { get; init; } = [];

    /// <summary>Skills.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Posts.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Bands.</summary>
    public required IReadOnlyList<Band> Bands { get; init; }

    /// <summary>Contracts.</summary>
    public required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>Shift types.</summary>
    public required IReadOnlyList<ShiftType> ShiftTypes { get; init; }

    /// <summary>Employees.</summary>
    public required IReadOnlyList<Employee> Employees { get; init; }

    /// <summary>What must be covered.</summary>
    public Demand Demand { get; init; } = new();

    /// <summary>Off-queue activities whose time is to be chosen.</summary>
    public IReadOnlyList<Activity> Activities { get; init; } = [];

    /// <summary>Approved leave.</summary>
    public IReadOnlyList<Leave> Leave { get; init; } = [];

    /// <summary>Overtime that was approved.</summary>
    public IReadOnlyList<OvertimeApproval> OvertimeApprovals { get; init; } = [];

    /// <summary>Wishes.</summary>
    public IReadOnlyList<Wish> Wishes { get; init; } = [];

    /// <summary>Cells fixed by the planner.</summary>
    public IReadOnlyList<Pin> Pins { get; init; } = [];

    /// <summary>Duties before the horizon.</summary>
    public IReadOnlyList<Assignment> History { get; init; } = [];

    /// <summary>Call-ins of people on standby, before or inside the known days.</summary>
    public IReadOnlyList<CallIn> CallIns { get; init; } = [];

    /// <summary>Fixed duties after the horizon.</summary>
    public IReadOnlyList<Assignment> FixedAfter { get; init; } = [];

    /// <summary>The roster that is published for these days; the least-change rule compares with it. None by default.</summary>
    public IReadOnlyList<Assignment>? Published { get; init; }

    /// <summary>The rules of the department; a rule may stand several times with different scopes.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Level names used when a problem names none: hard, coverage, quality.</summary>
    public static IReadOnlyList<string> DefaultLevels { get; } = ["hard", "coverage", "quality"];
}
