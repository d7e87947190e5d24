using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>A key to be made.</summary>
internal sealed record KeyRequest
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The role it acts in, such as <c>hr-service</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Ids of the teams it reaches; <c>["*"]</c> for all.</summary>
    public required IReadOnlyList<string> Teams { get; init; }

    /// <summary>Days it lives, 1 to 730. Default 365.</summary>
    public int ExpiresInDays { get; init; } = 365;
}

/// <summary>A key in a list.</summary>
internal sealed record KeyAnswer(Guid Id, string Name, string Role, IReadOnlyList<string> Teams, Instant CreatedAt, Instant ExpiresAt, bool Revoked)
{
    public static KeyAnswer Of(KeyRow row) => new(row.Id, row.Name, row.Role, Caller.SplitTeams(row.Teams), row.CreatedAt, row.ExpiresAt, row.Revoked);
}

/// <summary>A new key. It is shown this once.</summary>
internal sealed record NewKeyAnswer(Guid Id, string Name, string Role, IReadOnlyList<string> Teams, Instant ExpiresAt, string Key);

/// <summary><c>/keys</c>.</summary>
internal static class KeyEndpoints
{
    private const int LongestDays = 730;

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder keys = api.MapGroup("/keys").WithTags("Access");
        keys.MapGet("", ListAsync).For(Policies.Operate, "API keys, newest first").Produces<IReadOnlyList<KeyAnswer>>();
        keys.MapPost("", AddAsync).For(Policies.Operate, "Make an API key; it is shown once")
            .Takes<KeyRequest>("""{"name":"HR system","role":"hr-service","teams":["hotline"],"expiresInDays":180}""").Produces<NewKeyAnswer>(StatusCodes.Status201Created);
        keys.MapDelete("/{id:guid}", RevokeAsync).For(Policies.Operate, "End an API key at once").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, KeyStore keys) =>
        Results.Ok((await keys.ListAsync(http.RequestAborted)).Select(KeyAnswer.Of));

    private static async Task<IResult> AddAsync(HttpContext http, KeyStore keys, IClock clock)
    {
        var request = await http.Request.ReadAsync<KeyRequest>();
        if (request.ExpiresInDays is < 1 or > LongestDays)
        {
            throw StoreException.Invalid("out-of-range", "/expiresInDays", $"密钥有效期为 {request.ExpiresInDays} 天；应为 1 到 {LongestDays}。", $"The key lives {request.ExpiresInDays} days; it must be 1 to {LongestDays}.");
        }

        string teams = AccessInput.Teams(request.Teams);
        string key = Secrets.Key();
        var row = new KeyRow
        {
            Id = Guid.NewGuid(),
            Name = AccessInput.Name(request.Name),
            Hash = Secrets.HashOf(key),
            Role = RoleNames.Of(AccessInput.Role(request.Role)),
            Teams = teams,
            ExpiresAt = clock.GetCurrentInstant() + Duration.FromDays(request.ExpiresInDays),
        };
        await keys.AddAsync(row, Caller.Of(http).Id, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/keys/{row.Id}", new NewKeyAnswer(row.Id, row.Name, row.Role, request.Teams, row.ExpiresAt, key));
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, Guid id, KeyStore keys)
    {
        await keys.RevokeAsync(id, Caller.Of(http).Id, http.RequestAborted);
        return Results.NoContent();
    }
}
