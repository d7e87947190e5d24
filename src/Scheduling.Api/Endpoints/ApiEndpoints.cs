using Scheduling.Api.Endpoints.Admin;
using Scheduling.Api.Endpoints.Catalogue;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Endpoints.Staffing;

namespace Scheduling.Api.Endpoints;

/// <summary>The API, resource by resource.</summary>
internal static class ApiEndpoints
{
    public static void MapSchedulingApi(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/api/v1");
        api.MapDemoData();
        api.MapRules();
        api.MapSchedules();
        api.MapStaffing();
        api.MapForecasts();
        api.MapMe();
        api.MapKeys();
        api.MapAccounts();
        api.MapAudit();
    }
}
