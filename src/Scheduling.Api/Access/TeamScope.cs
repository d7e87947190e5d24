using Scheduling.Store;

namespace Scheduling.Api.Access;

/// <summary>Asked of everything under a team: whoever does not reach it is told there is no such team.</summary>
internal sealed class TeamScope : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        string team = context.HttpContext.GetRouteValue("team") as string ?? throw new InvalidOperationException("The address names no team.");
        return Caller.Of(context.HttpContext).Reaches(team) ? next(context) : throw StoreException.NotFound("team", "团队", team);
    }
}
