using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>What an off-queue activity is, in the words of the department.</summary>
public enum ActivityKind
{
    /// <summary>A meeting of several people (会议).</summary>
    Meeting,

    /// <summary>A short meeting before the work of a day (班前会).</summary>
    StandUp,

    /// <summary>A course, with or without a trainer (培训).</summary>
    Training,

    /// <summary>A talk of two people about the work of one (一对一辅导).</summary>
    Coaching,

    /// <summary>Time for calls to customers who wait for one (回访).</summary>
    CallBack,
}

/// <summary>A stretch of a day in which an activity may be held.</summary>
public sealed record ActivityWindow
{
    /// <summary>The date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Earliest local start.</summary>
    public required LocalTime From { get; init; }

    /// <summary>Latest local end, on the same day; <c>00:00</c> is midnight at its end.</summary>
    public required LocalTime To { get; init; }
}

/// <summary>
/// Off-queue work during a shift whose time is chosen when the roster is made: those invited leave the queue for it, once, inside one part of
/// work of a duty of theirs. An employee takes part in at most one such activity a day.
/// </summary>
public sealed record Activity
{
    /// <summary>Id, unique among the activities.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is. Default a meeting.</summary>
    public ActivityKind Kind { get; init; }

    /// <summary>Length in minutes, elapsed.</summary>
    public required int Minutes { get; init; }

    /// <summary>When it may be held.</summary>
    public required IReadOnlyList<ActivityWindow> Windows { get; init; }

    /// <summary>Minutes from one possible start to the next, counted from the window's start. Default 30.</summary>
    public int StepMinutes { get; init; } = 30;

    /// <summary>Ids of the employees invited, the host not among them.</summary>
    public IReadOnlyList<string> Attendees { get; init; } = [];

    /// <summary>Id of the trainer, coach or chair, without whom it is not held; none by default.</summary>
    public string? Host { get; init; }

    /// <summary>Whether all who are invited meet at one time; by default each, or each group, may have a time of its own. Default false.</summary>
    public bool Together { get; init; }

    /// <summary>Fewest attendees at one time, where there is a host. Default 1.</summary>
    public int MinimumAttendees { get; init; } = 1;

    /// <summary>Most attendees at one time; any number when absent.</summary>
    public int? MaximumAttendees { get; init; }

    /// <summary>Ids of activities that an attendee must have taken part in on an earlier day.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];
}
