using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Scheduling.Store.Walls;

namespace Scheduling.Api.Access;

/// <summary>Tells the database whose teams a request may see: the second wall, for the day a query of the program forgets to ask.</summary>
internal sealed class DatabaseReach(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        Tell(Caller.Find(http.User));
        return next(http);
    }

    public static void Tell(Caller? caller)
    {
        if (caller is null)
        {
            TeamReach.Clear();
        }
        else
        {
            TeamReach.Set(caller.TeamFilter, caller.Id);
        }
    }
}

/// <summary>The same for what happens in an open page, after its request.</summary>
internal sealed class CircuitReach(AuthenticationStateProvider states) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        DatabaseReach.Tell(Caller.Find((await states.GetAuthenticationStateAsync()).User));
        await next(context);
    };
}
