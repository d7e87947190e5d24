using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>A change of a team that was accepted, in the order of acceptance. Only ever added to.</summary>
public sealed class ChangeRow
{
    public required string TeamId { get; set; }

    /// <summary>1, 2, 3 … without gaps within the team.</summary>
    public long Number { get; set; }

    /// <summary>The team's input version after it.</summary>
    public long InputVersion { get; set; }

    /// <summary>Whether rosters are made from what it changed, so that it raised the input version. A leave that is only asked for does not.</summary>
    public bool Counts { get; set; }

    public Instant At { get; set; }

    public required string By { get; set; }

    /// <summary>What was changed, such as <c>leave.approved</c>; the word of its audit row too.</summary>
    public required string Kind { get; set; }

    /// <summary>What it was done to, such as the id of the leave.</summary>
    public required string Subject { get; set; }

    /// <summary>First day it touches; every day when absent.</summary>
    public LocalDate? From { get; set; }

    /// <summary>Last day it touches; no end when absent.</summary>
    public LocalDate? Until { get; set; }

    /// <summary>First days of the weeks it asked to be solved again, separated by spaces.</summary>
    public string Weeks { get; set; } = "";
}

/// <summary>
/// What a week is owed: it is kept when the debt is paid, so that versions go on rising. While <see cref="Wanted"/> is above <see cref="Solved"/> a run of the week
/// waits or is solved, unless the team is quarantined.
/// </summary>
public sealed class SolveRequestRow
{
    public required string TeamId { get; set; }

    public LocalDate WeekStart { get; set; }

    /// <summary>The input version of the newest change that touches the week.</summary>
    public long Wanted { get; set; }

    /// <summary>The input version the newest answer was made from: a roster, that nothing is to change, or why there is none. Only ever rises.</summary>
    public long Solved { get; set; }

    /// <summary>When the first change came that the waiting run has to answer; by the database's clock. Null while none waits.</summary>
    public Instant? FirstAt { get; set; }

    /// <summary>Claims since the last answer; counted before the solve starts, so that a solve that kills its process is counted too.</summary>
    public int Attempts { get; set; }

    /// <summary>The version of the demand that the newest change asked to be solved for; a forecast is compared with this one.</summary>
    public int? Demand { get; set; }
}
