using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Endpoints.Leave;

/// <summary>A leave to be filed.</summary>
internal record LeaveRequest
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>First day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last day.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>Part of each day. Default the whole day.</summary>
    public LeavePart Part { get; init; }

    /// <summary>Paid minutes credited for each day; the contract's when absent.</summary>
    public int? CreditedMinutesPerDay { get; init; }

    /// <summary>Kind of leave, such as <c>annual</c>.</summary>
    public string Kind { get; init; } = "annual";

    /// <summary>Why; read by those who decide, the HR system and whoever filed it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Files a leave that is decided already; for the HR system and those who decide.</summary>
    public bool Approved { get; init; }

    public Engine.Domain.Leave ToLeave() => new() { Employee = Employee, From = From, Until = Until, Part = Part, CreditedMinutesPerDay = CreditedMinutesPerDay, Kind = Kind };
}

/// <summary>A leave among several.</summary>
internal sealed record BulkLeaveRequest : LeaveRequest
{
    /// <summary>Its id in the system that sends it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Withdraws it instead.</summary>
    public bool Cancelled { get; init; }
}

/// <summary>A note to a decision.</summary>
internal sealed record DecisionRequest
{
    /// <summary>The note.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A leave with its decision. The reason is absent for whoever may not read it.</summary>
internal sealed record LeaveAnswer(
    string ExternalId, string Employee, LocalDate From, LocalDate Until, LeavePart Part, string Kind, int? CreditedMinutesPerDay, string? Reason, string State,
    Instant RequestedAt, string RequestedBy, Instant? DecidedAt, string? DecidedBy, string? Note, long Version, IReadOnlyList<Guid>? Runs)
{
    public static LeaveAnswer Of(LeaveRow row, Caller caller, IReadOnlyList<Guid>? runs = null)
    {
        var leave = StoreJson.Read<Engine.Domain.Leave>(row.Body);
        return new LeaveAnswer(
            row.ExternalId, row.EmployeeId, row.From, row.Until, leave.Part, leave.Kind, leave.CreditedMinutesPerDay, LeaveReasons.MayRead(row, caller) ? row.Reason : null,
            row.State.ToString().ToUpperInvariant(), row.RequestedAt, row.RequestedBy, row.DecidedAt, row.DecidedBy, row.Note, row.Version, runs);
    }
}

/// <summary>Who reads reasons. Reading somebody else's is noted.</summary>
internal static class LeaveReasons
{
    private const int MostNamed = 20;

    public static bool MayRead(LeaveRow row, Caller caller) => row.RequestedBy == caller.Id || caller.May(Policies.ReadLeaveReason);

    /// <summary>Notes what the caller is about to read of other people's reasons.</summary>
    public static async Task NoteAsync(AuditStore audit, string team, Caller caller, IReadOnlyList<LeaveRow> rows, CancellationToken cancellation)
    {
        List<string> read = [.. rows.Where(r => r.Reason.Length > 0 && r.RequestedBy != caller.Id && MayRead(r, caller)).Select(r => r.ExternalId)];
        if (read.Count > 0)
        {
            await audit.NoteAsync(team, caller.Id, "leave.reasons-read", string.Join(' ', read.Take(MostNamed)) + (read.Count > MostNamed ? $" (+{read.Count - MostNamed})" : ""), cancellation);
        }
    }
}
