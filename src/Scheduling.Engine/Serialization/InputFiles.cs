using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Serialization;

/// <summary>Opening hours as a file, for departments whose demand is told by the hours they are open.</summary>
public sealed record OpeningHoursFile
{
    /// <summary>IANA time zone id of the hours.</summary>
    public required string TimeZone { get; init; }

    /// <summary>First day of a week. Default Monday.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>The days of a weekend. Default Saturday and Sunday.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>When the department is open, week by week.</summary>
    public required IReadOnlyList<OpeningPeriod> OpeningHours { get; init; }

    /// <summary>What is wrong with the file's values; empty when it is sound.</summary>
    internal IReadOnlyList<InputProblem> Check() =>
    [
        .. ProblemValidator.Validate(AsProblem()).Select(p => p with { Pointer = p.Pointer.Replace("/horizon", "", StringComparison.Ordinal) }),
    ];

    /// <summary>A problem with these hours and nothing else to find fault with.</summary>
    private SchedulingProblem AsProblem() => FrameProblem.Sound with
    {
        Horizon = FrameProblem.Sound.Horizon with { TimeZone = TimeZone, WeekStart = WeekStart, Weekend = Weekend },
        OpeningHours = OpeningHours,
    };
}

/// <summary>Calendar days as a file, such as a year's public holidays with the days moved for them (放假调休).</summary>
public sealed record CalendarFile
{
    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where the days were published.</summary>
    public string Source { get; init; } = "";

    /// <summary>The days that differ from their weekday, by date; the form of <see cref="SchedulingProblem.Calendar"/>.</summary>
    public required IReadOnlyList<CalendarDay> Calendar { get; init; }

    /// <summary>What is wrong with the file's values; empty when it is sound.</summary>
    internal IReadOnlyList<InputProblem> Check() => ProblemValidator.Validate(FrameProblem.Sound with { Calendar = Calendar });
}

/// <summary>The smallest sound problem, into which parts of a problem are put to be judged alone.</summary>
internal static class FrameProblem
{
    public static SchedulingProblem Sound { get; } = new()
    {
        Horizon = new Horizon { Start = new LocalDate(ProblemValidator.FirstYear, 1, 1), Days = 7 },
        Bands = [],
        Contracts = [new Contract { Id = "contract" }],
        ShiftTypes = [],
        Employees = [new Employee { Id = "somebody", Contract = "contract" }],
    };
}
