using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>Everything the department needs covered.</summary>
public sealed record Demand
{
    /// <summary>Agents needed on queue per interval.</summary>
    public IReadOnlyList<IntervalDemand> Intervals { get; init; } = [];

    /// <summary>Employees needed per shift type and day.</summary>
    public IReadOnlyList<ShiftDemand> Shifts { get; init; } = [];

    /// <summary>Employees needed on standby per day.</summary>
    public IReadOnlyList<StandbyDemand> Standby { get; init; } = [];
}

/// <summary>
/// Agents needed on one post in consecutive intervals. Series with different skills on one post are pooled: an agent
/// with several skills serves whichever needs it, and only certified skills count.
/// </summary>
public sealed record IntervalDemand
{
    /// <summary>Id of the post.</summary>
    public required string Post { get; init; }

    /// <summary>Id of the skill; any agent allowed on the post when absent.</summary>
    public string? Skill { get; init; }

    /// <summary>Least level of the skill. Default 1.</summary>
    public int MinimumLevel { get; init; } = 1;

    /// <summary>Day of the first interval.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Local start of the first interval. Default midnight.</summary>
    public LocalTime From { get; init; } = LocalTime.Midnight;

    /// <summary>
    /// Agents wanted on queue in each interval of <see cref="Horizon.IntervalMinutes"/>, breaks taken off. The series may run on into the day after the horizon, for what
    /// the last night shift must still cover.
    /// </summary>
    public required IReadOnlyList<int> Required { get; init; }

    /// <summary>Hard floor in each interval, same length as <see cref="Required"/>; none when empty.</summary>
    public IReadOnlyList<int> Minimum { get; init; } = [];
}

/// <summary>Employees needed on one shift type on one day.</summary>
public sealed record ShiftDemand
{
    /// <summary>Id of the shift type.</summary>
    public required string ShiftType { get; init; }

    /// <summary>Id of the post; any post when absent.</summary>
    public string? Post { get; init; }

    /// <summary>The day the shift starts.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Employees wanted.</summary>
    public required int Required { get; init; }

    /// <summary>Fewest employees that must be there, at most <see cref="Required"/>; no floor when absent.</summary>
    public int? Minimum { get; init; }

    /// <summary>Most employees wanted; no surplus is charged when absent.</summary>
    public int? Maximum { get; init; }

    /// <summary>How many times the rule's weight an employee short counts here, 1 to 10000. 1 when absent.</summary>
    public int? ShortFactor { get; init; }

    /// <summary>How many times the rule's weight an employee above the maximum counts here, 1 to 10000. 1 when absent.</summary>
    public int? SurplusFactor { get; init; }
}

/// <summary>Employees needed on standby on one day.</summary>
public sealed record StandbyDemand
{
    /// <summary>Id of the post they stand by for; any when absent.</summary>
    public string? Post { get; init; }

    /// <summary>The day the standby duty starts.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Employees wanted.</summary>
    public required int Required { get; init; }
}
