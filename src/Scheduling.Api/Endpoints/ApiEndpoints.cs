using Scheduling.Api.Endpoints.Admin;

namespace Scheduling.Api.Endpoints;

/// <summary>The API, resource by resource.</summary>
internal static class ApiEndpoints
{
    public static void MapSchedulingApi(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/api/v1");
        api.MapMe();
        api.MapKeys();
        api.MapAccounts();
        api.MapAudit();
    }
}
