using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>A department that is rostered together.</summary>
public sealed class TeamRow
{
    /// <summary>Id, part of every address: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    /// <summary><see cref="Teams.TeamSetup"/> in JSON.</summary>
    public required string Setup { get; set; }

    /// <summary>Counts the accepted changes of anything a roster is made from; a run notes the number it has read.</summary>
    public long InputVersion { get; set; }

    /// <summary>Counts the entries of the change log.</summary>
    public long ChangeCount { get; set; }

    /// <summary>Counts the team's events.</summary>
    public long EventCount { get; set; }

    /// <summary>Raised by each claim of a run of the team: of two workers the one with the higher token came later.</summary>
    public long LeaseToken { get; set; }

    /// <summary>Since when nothing of the team is solved automatically, because a solve took its process down again and again.</summary>
    public Instant? QuarantinedAt { get; set; }

    /// <summary>Why, a <c>LocalizedText</c> in JSON.</summary>
    public string? QuarantineReason { get; set; }

    /// <summary>Counts the changes of the row itself; the ETag of the set-up.</summary>
    public long Version { get; set; }

    public Instant CreatedAt { get; set; }
}

/// <summary>An employee of a team.</summary>
public sealed class EmployeeRow
{
    public required string TeamId { get; set; }

    public required string Id { get; set; }

    /// <summary>Place in lists.</summary>
    public int Position { get; set; }

    /// <summary>The engine's <c>Employee</c> in JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Contracts that follow the one in <see cref="Body"/>, a list of <see cref="Teams.ContractTerm"/> in JSON by date; none when null.</summary>
    public string? Terms { get; set; }

    public long Version { get; set; }
}

/// <summary>What became of a leave request.</summary>
public enum LeaveState
{
    /// <summary>Waits for a decision; the solver does not know it.</summary>
    Requested,

    /// <summary>Granted; rosters keep it.</summary>
    Approved,

    /// <summary>Not granted.</summary>
    Declined,

    /// <summary>Withdrawn, before or after the decision.</summary>
    Cancelled,
}

/// <summary>A leave request and its decision.</summary>
public sealed class LeaveRow
{
    public required string TeamId { get; set; }

    /// <summary>The id of the HR system (or one made here); unique in the team.</summary>
    public required string ExternalId { get; set; }

    public required string EmployeeId { get; set; }

    public LocalDate From { get; set; }

    public LocalDate Until { get; set; }

    /// <summary>The engine's <c>Leave</c> in JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Why; read by those who decide only.</summary>
    public string Reason { get; set; } = "";

    public LeaveState State { get; set; }

    public Instant RequestedAt { get; set; }

    public required string RequestedBy { get; set; }

    public Instant? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    /// <summary>A note of who decided.</summary>
    public string? Note { get; set; }

    public long Version { get; set; }
}

/// <summary>A wish of an employee for a day.</summary>
public sealed class WishRow
{
    public Guid Id { get; set; }

    public required string TeamId { get; set; }

    public required string EmployeeId { get; set; }

    public LocalDate Date { get; set; }

    /// <summary>The engine's <c>Wish</c> in JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>The cells of a week that the planner has fixed, together in one row: a week's page reads them with its rosters.</summary>
public sealed class PinsRow
{
    public required string TeamId { get; set; }

    public LocalDate WeekStart { get; set; }

    /// <summary>A list of the engine's <c>Pin</c> in JSON, by date and employee.</summary>
    public required string Body { get; set; }
}

/// <summary>An uploaded history of contacts. Never changed; a newer upload of the same post adds to it.</summary>
public sealed class VolumeRow
{
    public Guid Id { get; set; }

    public required string TeamId { get; set; }

    public required string Post { get; set; }

    public required string FileName { get; set; }

    public int IntervalMinutes { get; set; }

    public LocalDate FirstDate { get; set; }

    public LocalDate LastDate { get; set; }

    /// <summary>Counts by day in JSON: <c>{"2026-01-05":[null,12,…]}</c>.</summary>
    public required string Body { get; set; }

    public Instant UploadedAt { get; set; }

    public required string UploadedBy { get; set; }
}

/// <summary>The demand of one week, one row per version; the highest number is in force.</summary>
public sealed class DemandRow
{
    public required string TeamId { get; set; }

    public LocalDate WeekStart { get; set; }

    public int Number { get; set; }

    /// <summary>The engine's <c>Demand</c> in JSON.</summary>
    public required string Body { get; set; }

    /// <summary><see cref="Teams.DemandBasis"/> in JSON when the demand comes from a forecast.</summary>
    public string? Basis { get; set; }

    public Instant CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}
