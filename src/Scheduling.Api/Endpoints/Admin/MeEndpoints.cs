using Scheduling.Api.Access;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>Who the caller is to this installation.</summary>
internal sealed record MeAnswer(string Id, string Name, string Role, IReadOnlyList<string> Teams, string? EmployeeId, CallerKind Kind, IReadOnlyList<string> May);

/// <summary><c>/me</c>.</summary>
internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder api) => api.MapGet("/me", Get)
        .For(Policies.Anyone, "Who you are and what you may do").WithTags("Access").Produces<MeAnswer>();

    private static IResult Get(HttpContext http)
    {
        Caller caller = Caller.Of(http);
        return Results.Ok(new MeAnswer(
            caller.Id, caller.Name, RoleNames.Of(caller.Role), caller.Teams, caller.EmployeeId, caller.Kind, [.. Policies.Table.Keys.Where(caller.May)]));
    }
}
