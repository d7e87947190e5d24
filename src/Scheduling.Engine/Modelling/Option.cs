using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>A stretch of an option without interruption, in minutes of the timeline.</summary>
public readonly record struct Segment(int Start, int End, PartKind Kind)
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
/// What an employee may do on a day: be off, or work a shift type at one start on one post. Employees share the options of a day.
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

    /// <summary>Id of the post; null when off or without post.</summary>
    public string? Post { get; init; }

    /// <summary>Local start.</summary>
    public LocalTime StartTime { get; init; }

    /// <summary>First minute on the timeline; the day's start when off.</summary>
    public required int Start { get; init; }

    /// <summary>Minute after the last; the day's start when off.</summary>
    public required int End { get; init; }

    /// <summary>Paid minutes.</summary>
    public int PaidMinutes { get; init; }

    /// <summary>Stretches in order of time; none when off.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>Breaks to be placed.</summary>
    public IReadOnlyList<BreakSlot> Breaks { get; init; } = [];

    /// <summary>Whether the employee is off.</summary>
    public bool IsOff => ShiftType is null;

    /// <summary>Whether it is a standby duty.</summary>
    public bool IsStandby => ShiftType is not null && ShiftType.IsStandby();

    /// <summary>Whether the employee works: not off and not merely on standby.</summary>
    public bool IsWork => ShiftType is not null && !ShiftType.IsStandby();

    /// <summary>Whether it is work in a night band.</summary>
    public bool IsNight => IsWork && Band!.Night;

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
