using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>A stretch of an option without interruption, in minutes of the timeline.</summary>
/// <param name="Start">First minute.</param>
/// <param name="End">Minute after the last.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Post">Id of the post it is done on, or null.</param>
public readonly record struct Segment(int Start, int End, PartKind Kind, string? Post)
{
    /// <summary>Minutes shared with another stretch.</summary>
    public int Overlap(int start, int end) => Math.Max(0, Math.Min(End, end) - Math.Max(Start, start));
}

/// <summary>A break of an option that is to be placed; its placements stand at <see cref="FirstPlacement"/> and after it in the model.</summary>
public readonly record struct BreakSlot(int FirstPlacement, int Count, int Minutes, bool Paid, string Activity);

/// <summary>One possible place of a break.</summary>
/// <param name="Option">The option it belongs to.</param>
/// <param name="AfterMinutes">Minutes elapsed since the option's start.</param>
/// <param name="Start">First minute on the timeline.</param>
/// <param name="End">Minute after the last.</param>
public readonly record struct Placement(int Option, int AfterMinutes, int Start, int End);

/// <summary>
/// The posts of an option whose post may change. Each step is one of the option's <see cref="Option.Breaks"/>, with a placement for each post in the order of the shift type's posts,
/// so that whoever places breaks places steps. Options of a day share these placements.
/// </summary>
/// <param name="Steps">Number of steps.</param>
/// <param name="Posts">Number of posts.</param>
public sealed record PostPath(int Steps, int Posts);

/// <summary>What tells an option from the others of its day.</summary>
/// <param name="ShiftType">Id of the shift type.</param>
/// <param name="Start">Local start.</param>
/// <param name="Post">Id of the post, or null.</param>
/// <param name="TailMinutes">Minutes of overtime after the shift.</param>
/// <param name="Activity">Id of the off-queue activity held during the shift, or null.</param>
/// <param name="ActivityAfterMinutes">Its start in minutes elapsed since the shift's start; 0 without one.</param>
public readonly record struct OptionKey(string ShiftType, LocalTime Start, string? Post, int TailMinutes, string? Activity, int ActivityAfterMinutes)
{
    /// <summary>The key of the option that an assignment means.</summary>
    public static OptionKey Of(Assignment assignment, ShiftType shiftType) => new(
        shiftType.Id, assignment.Start ?? shiftType.Parts[0].Start, shiftType.PostStepMinutes is null ? assignment.Post : null, assignment.OvertimeMinutes, assignment.Activity?.Activity, assignment.Activity?.AfterMinutes ?? 0);
}

/// <summary>
/// What an employee may do on a day: be off, or work a shift type at one start on one post, perhaps with overtime after it or an off-queue
/// activity in it. Employees share the options of a day.
/// </summary>
public sealed class Option
{
    /// <summary>Index in <see cref="RosterModel.Options"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Day of the timeline.</summary>
    public required int Day { get; init; }

    /// <summary>Date of the day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The shift type; null when off.</summary>
    public ShiftType? ShiftType { get; init; }

    /// <summary>The band; null when off.</summary>
    public Band? Band { get; init; }

    /// <summary>Id of the post; null when off, without post, or where it may change. Parts of the shift may have posts of their own.</summary>
    public string? Post { get; init; }

    /// <summary>Local start.</summary>
    public LocalTime StartTime { get; init; }

    /// <summary>First minute on the timeline; the day's start when off.</summary>
    public required int Start { get; init; }

    /// <summary>Minute after the last; the day's start when off.</summary>
    public required int End { get; init; }

    /// <summary>Paid minutes.</summary>
    public int PaidMinutes { get; init; }

    /// <summary>Minutes of overtime after the shift.</summary>
    public int TailMinutes { get; init; }

    /// <summary>Minutes of overtime: all paid minutes of an extra shift, else those after the shift.</summary>
    public int OvertimeMinutes => ShiftType is { IsOvertime: true } ? PaidMinutes : TailMinutes;

    /// <summary>The off-queue activity held during the shift; null without one.</summary>
    public Activity? Activity { get; init; }

    /// <summary>First minute of the activity on the timeline.</summary>
    public int ActivityStart { get; init; }

    /// <summary>Stretches in order of time; none when off.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>Breaks to be placed.</summary>
    public IReadOnlyList<BreakSlot> Breaks { get; init; } = [];

    /// <summary>Its posts step by step, where the post may change; null where it may not.</summary>
    public PostPath? Path { get; init; }

    /// <summary>Whether the employee is off.</summary>
    public bool IsOff => ShiftType is null;

    /// <summary>Whether it is a standby duty.</summary>
    public bool IsStandby => ShiftType is not null && ShiftType.IsStandby();

    /// <summary>Whether the employee works: not off and not merely on standby.</summary>
    public bool IsWork => ShiftType is not null && !ShiftType.IsStandby();

    /// <summary>Whether it is work in a night band.</summary>
    public bool IsNight => IsWork && Band!.Night;

    /// <summary>What tells it from the others of its day; not for being off.</summary>
    public OptionKey Key => new(ShiftType!.Id, StartTime, Post, TailMinutes, Activity?.Id, Activity is null ? 0 : ActivityStart - Start);

    /// <summary>Whether any part of it is done on a post.</summary>
    public bool IsOn(string post)
    {
        foreach (Segment segment in Segments)
        {
            if (segment.Post == post)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Minutes of work on a post inside [start, end), breaks not taken off.</summary>
    public int WorkOn(string post, int start, int end)
    {
        int minutes = 0;
        foreach (Segment segment in Segments)
        {
            if (segment.Kind == PartKind.Work && segment.Post == post)
            {
                minutes += segment.Overlap(start, end);
            }
        }

        return minutes;
    }

    /// <summary>Minutes of a kind of segment inside [start, end).</summary>
    public int Overlap(PartKind kind, int start, int end)
    {
        int minutes = 0;
        foreach (Segment segment in Segments)
        {
            if (segment.Kind == kind)
            {
                minutes += segment.Overlap(start, end);
            }
        }

        return minutes;
    }

    /// <summary>Minutes of any duty inside [start, end).</summary>
    public int Overlap(int start, int end) => Segments.Sum(s => s.Overlap(start, end));
}
