using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>The part of a day that leave takes.</summary>
public enum LeavePart
{
    /// <summary>The whole day.</summary>
    FullDay,

    /// <summary>From midnight to noon.</summary>
    Morning,

    /// <summary>From noon to midnight.</summary>
    Afternoon,
}

/// <summary>Approved leave of one employee, days or half days (请假).</summary>
public sealed record Leave
{
    /// <summary>The kind of leave that takes time in lieu (调休).</summary>
    public const string TimeInLieuKind = "time-in-lieu";

    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>First day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last day.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>Part of each day. Default the whole day.</summary>
    public LeavePart Part { get; init; }

    /// <summary>Paid minutes credited for each day; by default a fifth of the contract's weekly target on a workday (half of it for half days), 0 on other days.</summary>
    public int? CreditedMinutesPerDay { get; init; }

    /// <summary>Kind of leave, such as <c>annual</c>. Leave of kind <c>time-in-lieu</c> takes what the bank of time in lieu holds.</summary>
    public string Kind { get; init; } = "annual";
}

/// <summary>How strongly a wish is meant.</summary>
public enum WishKind
{
    /// <summary>The employee would like it.</summary>
    Prefer,

    /// <summary>The employee would rather not.</summary>
    Avoid,

    /// <summary>The employee cannot.</summary>
    Cannot,
}

/// <summary>
/// A wish of an employee for one day. Without <see cref="ShiftType"/>, <see cref="Band"/> and <see cref="From"/> it speaks of any duty,
/// so <c>Avoid</c> alone asks for a day off. All given filters must match.
/// </summary>
public sealed record Wish
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>How it is meant.</summary>
    public required WishKind Kind { get; init; }

    /// <summary>Id of a shift type.</summary>
    public string? ShiftType { get; init; }

    /// <summary>Id of a band.</summary>
    public string? Band { get; init; }

    /// <summary>Local time window the duty touches, from.</summary>
    public LocalTime? From { get; init; }

    /// <summary>Local time window the duty touches, to; at or before <see cref="From"/>: on the next day.</summary>
    public LocalTime? To { get; init; }

    /// <summary>
    /// Id of a colleague: the wish then speaks of a duty of the day that both have, of one shift type (同班). <c>Prefer</c> asks to work with the
    /// colleague, <c>Avoid</c> not to. No colleague is meant by default.
    /// </summary>
    public string? Partner { get; init; }

    /// <summary>Priority 1 (low) to 9. Default 1.</summary>
    public int Priority { get; init; } = 1;
}

/// <summary>A stretch of time for which an employee on standby was called in (备班召回).</summary>
public sealed record CallIn
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>Local date and time at which the call-in began; the earlier one where the clock shows it twice.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Local date and time at which it ended, at most 24 hours later; the later one where the clock shows it twice.</summary>
    public required LocalDateTime End { get; init; }
}

/// <summary>A cell the planner has fixed.</summary>
public sealed record Pin
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Id of the shift type; a day off when absent.</summary>
    public string? ShiftType { get; init; }

    /// <summary>Local start; any start of the shift type when absent.</summary>
    public LocalTime? Start { get; init; }

    /// <summary>Id of the post; any post of the shift type when absent.</summary>
    public string? Post { get; init; }
}
