using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Access;

/// <summary>Every endpoint of the API with its method, as the host has them.</summary>
internal static class EndpointList
{
    public static IReadOnlyList<(string Method, RouteEndpoint Endpoint)> Of(ApiHost host) =>
    [
        .. host.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => (m, e)))
            .OrderBy(e => e.e.RoutePattern.RawText, StringComparer.Ordinal).ThenBy(e => e.m, StringComparer.Ordinal),
    ];
}
