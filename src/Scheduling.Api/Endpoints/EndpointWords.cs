using Scheduling.Api.Idempotency;
using Scheduling.Api.OpenApi;

namespace Scheduling.Api.Endpoints;

/// <summary>What every endpoint says of itself.</summary>
internal static class EndpointWords
{
    /// <summary>Who may call it (a row of <see cref="Access.Policies"/>), and what it does in a line.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, string policy, string summary, string description = "") =>
        endpoint.RequireAuthorization(policy).WithSummary(summary).WithDescription(description);

    /// <summary>It takes the version the caller has seen in If-Match, and refuses to do without where that is needed.</summary>
    public static RouteHandlerBuilder ByVersion(this RouteHandlerBuilder endpoint, bool required = true) => endpoint.WithMetadata(new VersionHeader(required));

    /// <summary>Sent twice it acts twice: it is refused without an Idempotency-Key.</summary>
    public static RouteHandlerBuilder ByKey(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new NeedsKey());

    /// <summary>Its rows are known by ids of the sender.</summary>
    public static RouteHandlerBuilder ByRows(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new KnownByRows());

    /// <summary>The JSON it takes.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, string? example = null)
        where T : notnull
    {
        endpoint.Accepts<T>("application/json");
        return example is null ? endpoint : endpoint.WithMetadata(new BodyExample(example));
    }
}
