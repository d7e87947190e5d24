using System.Text.Json.Serialization;
using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>A break or off-queue activity at its place in a shift.</summary>
public sealed record PlacedBreak
{
    /// <summary>Start in minutes elapsed since the start of the shift.</summary>
    public required int AfterMinutes { get; init; }

    /// <summary>Length in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Name of the off-queue activity; empty for a break.</summary>
    public string Activity { get; init; } = "";
}

/// <summary>An off-queue activity of <see cref="SchedulingProblem.Activities"/> at its place in a shift.</summary>
public sealed record PlacedActivity
{
    /// <summary>Id of the activity.</summary>
    public required string Activity { get; init; }

    /// <summary>Start in minutes elapsed since the start of the shift.</summary>
    public required int AfterMinutes { get; init; }
}

/// <summary>A change to another post during a shift.</summary>
public sealed record PostChange
{
    /// <summary>Moment of the change in minutes elapsed since the start of the shift.</summary>
    public required int AfterMinutes { get; init; }

    /// <summary>Id of the post from then on.</summary>
    public required string Post { get; init; }
}

/// <summary>One employee's shift on one day. The date is the day the shift starts (its business date).</summary>
public sealed record Assignment
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>Business date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Id of the shift type.</summary>
    public required string ShiftType { get; init; }

    /// <summary>Local start; the shift type's nominal start when absent.</summary>
    public LocalTime? Start { get; init; }

    /// <summary>Id of the post, the first one where it changes; absent for a shift without one.</summary>
    public string? Post { get; init; }

    /// <summary>Changes of post during the shift in order of time, for shift types that have <see cref="ShiftType.PostStepMinutes"/>. None by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PostChange>? PostChanges { get; init; }

    /// <summary>Minutes of overtime by which the shift is prolonged. Default 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OvertimeMinutes { get; init; }

    /// <summary>The off-queue activity held during the shift; none by default.</summary>
    public PlacedActivity? Activity { get; init; }

    /// <summary>Breaks, one per break window of the shift type, in order. When absent each is taken to be at its earliest start.</summary>
    public IReadOnlyList<PlacedBreak> Breaks { get; init; } = [];
}

/// <summary>The solution: who works when. A day without an assignment is off.</summary>
public sealed record Roster
{
    /// <summary>Version of the JSON form. Currently 1.</summary>
    public int SchemaVersion { get; init; } = SchedulingProblem.CurrentSchemaVersion;

    /// <summary>Assignments inside the horizon, by employee in the problem's order, then by date.</summary>
    public required IReadOnlyList<Assignment> Assignments { get; init; }
}
