using System.Text.Json.Serialization;
using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>A named part of the day that shifts belong to: early, mid, late, night, office (班次时段).</summary>
public sealed record Band
{
    /// <summary>Id, unique among the bands.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Place in forward rotation: early 0, mid 1, late 2, night 3. Default 0.</summary>
    public int Order { get; init; }

    /// <summary>Whether shifts of the band are nights. Default false.</summary>
    public bool Night { get; init; }
}

/// <summary>What an employee does in a part of a shift.</summary>
public enum PartKind
{
    /// <summary>Work on the shift's post; counts towards coverage.</summary>
    Work,

    /// <summary>On call; counts only towards standby cover.</summary>
    Standby,

    /// <summary>Off-queue work such as training or a meeting; paid, no coverage.</summary>
    Activity,
}

/// <summary>A stretch of a shift without interruption. Parts of a split shift are separated by unpaid gaps.</summary>
public sealed record ShiftPart
{
    /// <summary>Local start at the shift's nominal start.</summary>
    public required LocalTime Start { get; init; }

    /// <summary>Local end; at or before <see cref="Start"/> means the next day.</summary>
    public required LocalTime End { get; init; }

    /// <summary>What is done. Default work.</summary>
    public PartKind Kind { get; init; }

    /// <summary>Id of the post this part is worked on, for a shift that changes posts; the shift's own post when absent.</summary>
    public string? Post { get; init; }
}

/// <summary>The local times at which a shift may start; the whole shift moves with its start.</summary>
public sealed record StartWindow
{
    /// <summary>Earliest local start.</summary>
    public required LocalTime Earliest { get; init; }

    /// <summary>Latest local start, on the same day.</summary>
    public required LocalTime Latest { get; init; }

    /// <summary>Minutes from one possible start to the next. Default 30.</summary>
    public int StepMinutes { get; init; } = 30;
}

/// <summary>A break, or an off-queue activity, whose start the solver places inside a window of the shift.</summary>
public sealed record BreakWindow
{
    /// <summary>Earliest start of the break, in minutes elapsed since the start of the shift.</summary>
    public required int EarliestMinutes { get; init; }

    /// <summary>Latest start of the break, in minutes elapsed since the start of the shift.</summary>
    public required int LatestMinutes { get; init; }

    /// <summary>Length in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Minutes from one possible start to the next. Default 15.</summary>
    public int StepMinutes { get; init; } = 15;

    /// <summary>Whether the time is paid. Default false.</summary>
    public bool Paid { get; init; }

    /// <summary>Name of the off-queue activity; empty for a break.</summary>
    public string Activity { get; init; } = "";
}

/// <summary>Overtime a shift may be prolonged by, after its last part and on the same post (延时加班).</summary>
public sealed record OvertimeTail
{
    /// <summary>Most minutes of overtime.</summary>
    public required int MaximumMinutes { get; init; }

    /// <summary>Minutes from one possible length to the next. Default 60.</summary>
    public int StepMinutes { get; init; } = 60;

    /// <summary>The lengths that may be chosen, 0 (none) first.</summary>
    public IEnumerable<int> Lengths()
    {
        for (int minutes = 0; minutes <= MaximumMinutes; minutes += StepMinutes)
        {
            yield return minutes;
        }
    }
}

/// <summary>A template of shifts: when, how long, with which breaks, on which posts.</summary>
public sealed record ShiftType
{
    /// <summary>Id, unique among the shift types.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Id of the band.</summary>
    public required string Band { get; init; }

    /// <summary>The parts in order of time; one for an ordinary shift.</summary>
    public required IReadOnlyList<ShiftPart> Parts { get; init; }

    /// <summary>When the shift may start; exactly at the first part's start when absent.</summary>
    public StartWindow? StartWindow { get; init; }

    /// <summary>Breaks and movable off-queue activities, windows in order and not overlapping.</summary>
    public IReadOnlyList<BreakWindow> Breaks { get; init; } = [];

    /// <summary>Paid minutes of a shift; by default the elapsed minutes of its parts less unpaid breaks. For standby, what it counts.</summary>
    public int? PaidMinutes { get; init; }

    /// <summary>Overtime by which the shift may be prolonged; none by default.</summary>
    public OvertimeTail? Overtime { get; init; }

    /// <summary>Whether the whole shift is overtime, an extra shift beyond the contract (加班班次). Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOvertime { get; init; }

    /// <summary>Ids of the posts on which the shift can be worked, one of which is chosen; no post when empty.</summary>
    public IReadOnlyList<string> Posts { get; init; } = [];

    /// <summary>
    /// Minutes from one moment to the next at which whoever works the shift may go to another of its <see cref="Posts"/>, counted from its start (班中换岗). 1 to 1440; the post is the
    /// same all through the shift when absent.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? PostStepMinutes { get; init; }

    /// <summary>Days of the week on which a shift may start; every day when empty.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } = [];

    /// <summary>Whether the shift is a standby duty: it has no part of another kind.</summary>
    public bool IsStandby() => Parts.All(p => p.Kind == PartKind.Standby);

    /// <summary>The local start times that may be chosen.</summary>
    public IEnumerable<LocalTime> Starts()
    {
        if (StartWindow is not { } window)
        {
            yield return Parts[0].Start;
            yield break;
        }

        long latest = window.Latest.TickOfDay / NodaConstants.TicksPerMinute;
        for (long minute = window.Earliest.TickOfDay / NodaConstants.TicksPerMinute; minute <= latest; minute += window.StepMinutes)
        {
            yield return LocalTime.FromMinutesSinceMidnight((int)minute);
        }
    }
}
