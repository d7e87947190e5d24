namespace Scheduling.Store.Events;

/// <summary>What a team's events tell of.</summary>
public static class EventKinds
{
    /// <summary>A re-solve after a change offers another roster.</summary>
    public const string RosterProposed = "roster.proposed";

    /// <summary>A roster is in force.</summary>
    public const string RosterPublished = "roster.published";

    /// <summary>A published roster or a proposal stands no more.</summary>
    public const string RosterSuperseded = "roster.superseded";

    /// <summary>A leave was approved, declined or cancelled.</summary>
    public const string LeaveDecided = "leave.decided";

    /// <summary>A run was given up.</summary>
    public const string SolveFailed = "solve.failed";

    /// <summary>Nothing of the team is solved automatically any more until a person sets it free.</summary>
    public const string TeamQuarantined = "team.quarantined";

    public static IReadOnlyList<string> All { get; } = [RosterProposed, RosterPublished, RosterSuperseded, LeaveDecided, SolveFailed, TeamQuarantined];
}
