using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>Why a run was asked for.</summary>
public enum RunKind
{
    /// <summary>A problem posted to the stateless API.</summary>
    Schedule,

    /// <summary>A planner's solve of a week; it makes a draft.</summary>
    Manual,

    /// <summary>A change asked for it; it makes a proposal.</summary>
    Automatic,
}

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Solving,

    /// <summary>Ended by itself.</summary>
    Solved,

    /// <summary>Stopped by a person; the best roster was kept.</summary>
    Stopped,

    /// <summary>Given up; the message says why.</summary>
    Failed,
}

/// <summary>One solve: the request, the lease of the worker that has it, and what came of it.</summary>
public sealed class RunRow
{
    public Guid Id { get; set; }

    public RunKind Kind { get; set; }

    /// <summary>Who may see a stateless run; the team says it for others.</summary>
    public required string Owner { get; set; }

    public string? TeamId { get; set; }

    public LocalDate? WeekStart { get; set; }

    /// <summary>The problem; set when an automatic or manual run of a team is claimed, from the start for a stateless one.</summary>
    public Guid? ProblemId { get; set; }

    /// <summary>The team's input version the problem was made from.</summary>
    public long InputVersion { get; set; }

    /// <summary><see cref="Runs.RunOptions"/> in JSON.</summary>
    public required string Options { get; set; }

    /// <summary>What caused an automatic run, in a sentence.</summary>
    public string Cause { get; set; } = "";

    /// <summary>The draft a manual run started from; when another has come since, the result becomes a proposal.</summary>
    public int? StartNumber { get; set; }

    public RunState State { get; set; }

    /// <summary>One of <see cref="Runs.QueueNames"/>.</summary>
    public required string Queue { get; set; }

    /// <summary>Not before this, by the database's clock; at once when null.</summary>
    public Instant? DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Raised by each claim, to the team's token where there is a team; a worker writes only under its own.</summary>
    public long LeaseToken { get; set; }

    public Instant? LeaseUntil { get; set; }

    public string? Worker { get; set; }

    public bool StopRequested { get; set; }

    /// <summary>Results that were refused: their lease was lost, or newer data were answered first.</summary>
    public int Refused { get; set; }

    /// <summary>The best roster so far in JSON; the final one when solved.</summary>
    public string? Roster { get; set; }

    /// <summary><see cref="Rosters.RosterScore"/> of <see cref="Roster"/> in JSON.</summary>
    public string? Score { get; set; }

    /// <summary>Why it is impossible, the engine's <c>ConflictReport</c> in JSON.</summary>
    public string? Conflicts { get; set; }

    /// <summary>What a person should know: a crash that was tried again, why it failed. A <c>LocalizedText</c> in JSON.</summary>
    public string? Message { get; set; }

    /// <summary>The roster revision it made.</summary>
    public int? RosterNumber { get; set; }

    public required string CreatedBy { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? StartedAt { get; set; }

    public Instant? EndedAt { get; set; }
}

/// <summary>One point of a run's progress, for the live chart and the event stream.</summary>
public sealed class RunProgressRow
{
    public Guid RunId { get; set; }

    /// <summary>1, 2, 3 … within the run.</summary>
    public int Sequence { get; set; }

    public long ElapsedMilliseconds { get; set; }

    /// <summary>The engine's level scores in JSON.</summary>
    public required string Levels { get; set; }
}
