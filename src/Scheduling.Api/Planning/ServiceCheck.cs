using Scheduling.Api.Problems;
using Scheduling.Engine.Staffing;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Planning;

/// <summary>Service goals of a post: their ranges, and what staffing makes of them.</summary>
internal static class ServiceCheck
{
    public static InputCheck Of(PostService service, string pointer, InputCheck? check = null) => (check ?? new InputCheck())
        .Range(pointer + "/handlingSeconds", service.HandlingSeconds, 1, 86_400)
        .Range(pointer + "/goalPercent", service.GoalPercent, 0.01, 99.99)
        .Range(pointer + "/goalSeconds", service.GoalSeconds, 0, 86_400)
        .Range(pointer + "/shrinkagePercent", service.ShrinkagePercent, 0, 95)
        .Range(pointer + "/patienceSeconds", service.PatienceSeconds, 1, 86_400)
        .Range(pointer + "/maximumOccupancyPercent", service.MaximumOccupancyPercent, 1, 100)
        .Range(pointer + "/minimumAgents", service.MinimumAgents, 0, 10_000);

    public static StaffingAssumptions Assumptions(PostService service) => new()
    {
        HandlingSeconds = service.HandlingSeconds,
        Goal = new ServiceGoal(service.GoalPercent / 100, service.GoalSeconds),
        ShrinkagePercent = service.ShrinkagePercent,
        PatienceSeconds = service.PatienceSeconds,
        MaximumOccupancyPercent = service.MaximumOccupancyPercent,
        MinimumAgents = service.MinimumAgents,
    };
}
