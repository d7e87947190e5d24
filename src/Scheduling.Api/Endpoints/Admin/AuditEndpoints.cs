using System.Text.Json;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>Who did what: an entry of the audit log.</summary>
/// <param name="Team">The team; absent for what belongs to the installation.</param>
/// <param name="Number">1, 2, 3 … within the team.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">More of it.</param>
/// <param name="Change">Number of the team's change it tells of, where it is one.</param>
/// <param name="Hash">SHA-256 over the entry and the hash before.</param>
internal sealed record AuditAnswer(string? Team, long Number, Instant At, string By, string Action, string Subject, string Detail, long? Change, string Hash)
{
    public static AuditAnswer Of(AuditRow row) =>
        new(row.Chain.Length == 0 ? null : row.Chain, row.Number, row.At, row.By, row.Action, row.Subject, row.Detail, row.Change, row.Hash);

    /// <summary>The row of an exported entry.</summary>
    public AuditRow ToRow() => new() { Chain = Team ?? "", Number = Number, At = At, By = By, Action = Action, Subject = Subject, Detail = Detail, Change = Change, Hash = Hash };
}

/// <summary><c>/audit</c>.</summary>
internal static class AuditEndpoints
{
    /// <summary>One JSON document a line.</summary>
    public const string Lines = "application/x-ndjson";

    private const int MostEntries = 1000;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder audit = api.MapGroup("/audit").WithTags("Access");
        audit.MapGet("", ListAsync).For(Policies.Operate, "The audit log, newest first").Produces<IReadOnlyList<AuditAnswer>>();
        audit.MapGet("/export", ExportAsync).For(
                Policies.Operate, "The whole audit log, an entry a line", "Chain by chain and in order; team: one team only. `Scheduling.Api verify-audit FILE` proves it.")
            .Produces<string>(StatusCodes.Status200OK, Lines);
        audit.MapGet("/verification", VerifyAsync)
            .For(Policies.Operate, "Prove the audit log", "Every hash, every number, the ends of the chains, and one entry for each accepted change.").Produces<AuditReport>();
    }

    /// <summary>Writes entries as lines.</summary>
    public static Task WriteAsync(AuditStore audit, string? team, Stream to, CancellationToken cancellation) => audit.ExportAsync(team, async row =>
    {
        await JsonSerializer.SerializeAsync(to, AuditAnswer.Of(row), StoreJson.Options, cancellation);
        await to.WriteAsync("\n"u8.ToArray(), cancellation);
    }, cancellation);

    private static async Task<IResult> ListAsync(HttpContext http, AuditStore audit, string? team = null, int most = 200) =>
        Results.Ok((await audit.RecentAsync(team, Math.Clamp(most, 1, MostEntries), http.RequestAborted)).Select(AuditAnswer.Of));

    private static async Task ExportAsync(HttpContext http, AuditStore audit, string? team = null)
    {
        http.Response.ContentType = Lines;
        await WriteAsync(audit, team, http.Response.Body, http.RequestAborted);
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, AuditStore audit) => Results.Ok(await audit.VerifyAsync(http.RequestAborted));
}
