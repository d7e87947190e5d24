using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints.Catalogue;

/// <summary>A sample problem in a list.</summary>
internal sealed record DemoAnswer(string Id, string Name, int Employees, int Days, int Bytes, string Location);

/// <summary><c>/demo-data</c>.</summary>
internal static class DemoDataEndpoints
{
    public static void MapDemoData(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder demo = api.MapGroup("/demo-data").WithTags("Catalogue");
        demo.MapGet("", List).For(Policies.Anyone, "Sample problems").Produces<IReadOnlyList<DemoAnswer>>();
        demo.MapGet("/{id}", Get).For(Policies.Anyone, "A sample problem, ready to be posted to /schedules or /teams").Produces<SchedulingProblem>();
    }

    private static IResult List() =>
        Results.Ok(DemoData.All.Select(d => new DemoAnswer(d.Id, d.Problem.Name, d.Problem.Employees.Count, d.Problem.Horizon.Days, d.Body.Length, $"/api/v1/demo-data/{d.Id}")));

    private static IResult Get(string id) =>
        Results.Bytes((DemoData.Find(id) ?? throw StoreException.NotFound("sample", "示例", id)).Body, "application/json; charset=utf-8");
}
