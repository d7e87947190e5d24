using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>A part of a duty at its instants.</summary>
public readonly record struct DutyPart(Instant Start, Instant End, PartKind Kind);

/// <summary>A break of a duty at its instants.</summary>
public readonly record struct DutyBreak(Instant Start, Instant End, bool Paid, string Activity);

/// <summary>An assignment with everything looked up and resolved to instants, as the evaluator sees it.</summary>
public sealed class Duty
{
    /// <summary>The assignment.</summary>
    public required Assignment Assignment { get; init; }

    /// <summary>The employee.</summary>
    public required Employee Employee { get; init; }

    /// <summary>The shift type.</summary>
    public required ShiftType ShiftType { get; init; }

    /// <summary>The band.</summary>
    public required Band Band { get; init; }

    /// <summary>Parts in order of time.</summary>
    public required IReadOnlyList<DutyPart> Parts { get; init; }

    /// <summary>Breaks in order.</summary>
    public required IReadOnlyList<DutyBreak> Breaks { get; init; }

    /// <summary>Business date: the day the shift starts.</summary>
    public LocalDate Date => Assignment.Date;

    /// <summary>Id of the post, or null.</summary>
    public string? Post => Assignment.Post;

    /// <summary>Local start.</summary>
    public LocalTime StartTime => Assignment.Start ?? ShiftType.Parts[0].Start;

    /// <summary>Start.</summary>
    public Instant Start => Parts[0].Start;

    /// <summary>End.</summary>
    public Instant End => Parts[^1].End;

    /// <summary>Whether it is a standby duty.</summary>
    public bool IsStandby => Parts.All(p => p.Kind == PartKind.Standby);

    /// <summary>Whether it is work, not merely standby.</summary>
    public bool IsWork => !IsStandby;

    /// <summary>Whether it is work in a night band.</summary>
    public bool IsNight => IsWork && Band.Night;

    /// <summary>Paid minutes.</summary>
    public int PaidMinutes => ShiftType.PaidMinutes
        ?? Parts.Sum(p => Minutes(p.End - p.Start)) - Breaks.Where(b => !b.Paid).Sum(b => Minutes(b.End - b.Start));

    /// <summary>Minutes of parts of a kind (any kind when null) inside [start, end).</summary>
    public int Overlap(Instant start, Instant end, PartKind? kind = null) =>
        Parts.Where(p => kind is null || p.Kind == kind).Sum(p => Shared(p.Start, p.End, start, end));

    /// <summary>Minutes inside [start, end) that are worked on the post and not on a break or off-queue activity. Only what a break takes from a part of work counts.</summary>
    public int OnQueue(Instant start, Instant end) =>
        Parts.Where(p => p.Kind == PartKind.Work)
            .Select(p => (From: Instant.Max(p.Start, start), Until: Instant.Min(p.End, end)))
            .Sum(w => Shared(w.From, w.Until, start, end) - Breaks.Sum(b => Shared(b.Start, b.End, w.From, w.Until)));

    private static int Shared(Instant from, Instant until, Instant start, Instant end) =>
        Math.Max(0, Minutes(Instant.Min(until, end) - Instant.Max(from, start)));

    private static int Minutes(Duration duration) => (int)duration.TotalMinutes;
}
