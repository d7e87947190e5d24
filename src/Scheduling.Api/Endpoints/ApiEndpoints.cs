using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Admin;
using Scheduling.Api.Endpoints.Catalogue;
using Scheduling.Api.Endpoints.Demand;
using Scheduling.Api.Endpoints.Events;
using Scheduling.Api.Endpoints.Leave;
using Scheduling.Api.Endpoints.Rosters;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Endpoints.Staffing;
using Scheduling.Api.Endpoints.Teams;

namespace Scheduling.Api.Endpoints;

/// <summary>The API, resource by resource.</summary>
internal static class ApiEndpoints
{
    public static void MapSchedulingApi(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/api/v1");
        api.MapDemoData();
        api.MapRules();
        api.MapPresets();
        api.MapSchedules();
        api.MapStaffing();
        api.MapForecasts();
        RouteGroupBuilder team = api.MapGroup("/teams/{team}").AddEndpointFilter<TeamScope>();
        api.MapTeams(team);
        team.MapSections();
        team.MapEmployees();
        team.MapEmployeeFiles();
        team.MapStaffChanges();
        team.MapChanges();
        team.MapTeamEvents();
        team.MapWebhooks();
        team.MapLeave();
        team.MapDemand();
        team.MapDemandFiles();
        RouteGroupBuilder week = team.MapGroup("/weeks/{week}").WithTags("Rosters");
        week.MapRosterReads();
        week.MapRosterChanges();
        week.MapRosterFiles();
        api.MapMe();
        api.MapKeys();
        api.MapAccounts();
        api.MapAudit();
    }
}
