using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>A problem as it was solved or judged. Never changed.</summary>
public sealed class ProblemRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the body in hexadecimal; equal problems of a team are stored once.</summary>
    public required string Hash { get; set; }

    /// <summary>The engine's <c>SchedulingProblem</c> in JSON.</summary>
    public required string Body { get; set; }

    public Instant CreatedAt { get; set; }
}

/// <summary>Where a roster stands.</summary>
public enum RosterState
{
    /// <summary>The planner works on it; at most one a week.</summary>
    Draft,

    /// <summary>Offered by an automatic re-solve; at most one a week.</summary>
    Proposal,

    /// <summary>In force; at most one a week.</summary>
    Published,

    /// <summary>Replaced by a later revision.</summary>
    Superseded,

    /// <summary>A proposal the planner did not want.</summary>
    Declined,
}

/// <summary>One revision of a week's roster. Only the state and what publishing notes ever change.</summary>
public sealed class RosterRow
{
    public Guid Id { get; set; }

    public required string TeamId { get; set; }

    public LocalDate WeekStart { get; set; }

    /// <summary>1, 2, 3 … without gaps within the week.</summary>
    public int Number { get; set; }

    public RosterState State { get; set; }

    public Guid ProblemId { get; set; }

    /// <summary>The team's input version the problem was made from.</summary>
    public long InputVersion { get; set; }

    /// <summary>The engine's <c>Roster</c> in JSON.</summary>
    public required string Body { get; set; }

    /// <summary><see cref="Rosters.RosterScore"/> in JSON.</summary>
    public required string Score { get; set; }

    /// <summary>The run that made it; none for an edit.</summary>
    public Guid? RunId { get; set; }

    /// <summary>The lease token it was stored under; none for an edit.</summary>
    public long? LeaseToken { get; set; }

    /// <summary>The revision it was made from.</summary>
    public int? BasedOn { get; set; }

    /// <summary>What made it: <c>solve</c>, <c>resolve</c>, <c>edit</c>, <c>restore</c>, <c>accept</c>, <c>import</c>.</summary>
    public required string Origin { get; set; }

    /// <summary>A sentence: the edit, or the change that caused a proposal.</summary>
    public string Note { get; set; } = "";

    public Instant CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    public Instant? PublishedAt { get; set; }

    public string? PublishedBy { get; set; }
}
