using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>A part of a duty at its instants.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">Instant after the last.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Post">Id of the post, or null.</param>
public readonly record struct DutyPart(Instant Start, Instant End, PartKind Kind, string? Post);

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

    /// <summary>Id of the post, or null. Parts may have posts of their own.</summary>
    public string? Post => Assignment.Post;

    /// <summary>Ids of the posts it is worked on, each once: its own, and those of its parts.</summary>
    public IEnumerable<string> Posts
    {
        get
        {
            List<string> posts = Post is null ? [] : [Post];
            foreach (DutyPart part in Parts)
            {
                if (part.Post is { } post && !posts.Contains(post))
                {
                    posts.Add(post);
                }
            }

            return posts;
        }
    }

    /// <summary>Minutes of overtime: all paid minutes of an extra shift, else those after the shift.</summary>
    public int OvertimeMinutes => ShiftType.IsOvertime ? PaidMinutes : Assignment.OvertimeMinutes;

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

    /// <summary>Paid minutes, overtime included.</summary>
    public int PaidMinutes => ShiftType.PaidMinutes is { } agreed
        ? agreed + Assignment.OvertimeMinutes
        : Parts.Sum(p => Minutes(p.End - p.Start)) - Breaks.Where(b => !b.Paid).Sum(b => Minutes(b.End - b.Start));

    /// <summary>Minutes of parts of a kind (any kind when null) inside [start, end).</summary>
    public int Overlap(Instant start, Instant end, PartKind? kind = null) =>
        Parts.Where(p => kind is null || p.Kind == kind).Sum(p => Shared(p.Start, p.End, start, end));

    /// <summary>Minutes inside [start, end) that are worked on a post (on none when null) and not on a break or off-queue activity. Only what a break takes from a part of work counts.</summary>
    public int OnQueue(Instant start, Instant end, string? post) =>
        Parts.Where(p => p.Kind == PartKind.Work && p.Post == post)
            .Select(p => (From: Instant.Max(p.Start, start), Until: Instant.Min(p.End, end)))
            .Sum(w => Shared(w.From, w.Until, start, end) - Breaks.Sum(b => Shared(b.Start, b.End, w.From, w.Until)));

    private static int Shared(Instant from, Instant until, Instant start, Instant end) =>
        Math.Max(0, Minutes(Instant.Min(until, end) - Instant.Max(from, start)));

    private static int Minutes(Duration duration) => (int)duration.TotalMinutes;
}
