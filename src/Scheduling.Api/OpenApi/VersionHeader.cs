namespace Scheduling.Api.OpenApi;

/// <summary>Says of an endpoint that it takes the version the caller has seen in If-Match.</summary>
internal sealed record VersionHeader(bool Required);
