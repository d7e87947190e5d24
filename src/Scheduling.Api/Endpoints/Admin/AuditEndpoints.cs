using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Store.Access;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>Who did what.</summary>
internal sealed record AuditAnswer(long Id, string? Team, Instant At, string By, string Action, string Subject, string Detail);

/// <summary><c>/audit</c>.</summary>
internal static class AuditEndpoints
{
    private const int MostEntries = 1000;

    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync)
        .For(Policies.Operate, "The audit log, newest first").WithTags("Access").Produces<IReadOnlyList<AuditAnswer>>();

    private static async Task<IResult> ListAsync(HttpContext http, AuditStore audit, string? team = null, int most = 200) =>
        Results.Ok((await audit.RecentAsync(team, Math.Clamp(most, 1, MostEntries), http.RequestAborted))
            .Select(a => new AuditAnswer(a.Id, a.TeamId, a.At, a.By, a.Action, a.Subject, a.Detail)));
}
