using System.Net;
using System.Text.Json.Nodes;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Hangfire keeps one activator per process: while a host solves, no other may be built.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(AloneCollection))]
public sealed class WorkerInsideTests
{
    [Fact]
    public async Task One_process_takes_solves_and_proves_a_problem_that_is_posted()
    {
        await using ApiHost host = await ApiHost.StartAsync("--Worker:Solves=true");
        using HttpResponseMessage accepted = await host.Client.PostTextAsync("/api/v1/schedules", Samples.Text());
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        string place = accepted.Headers.Location!.OriginalString;

        // The stream ends when the run does.
        string events = await host.Client.GetStringAsync(place + "/events");
        Assert.Contains("event: end", events, StringComparison.Ordinal);
        JsonNode solved = await host.Client.GetAsync(place).JsonAsync();
        Assert.True((string?)solved["state"] == "SOLVED", solved.ToJsonString());
        Assert.True((bool)(await host.Client.GetAsync(place + "/certificate").JsonAsync())["checker"]!["passes"]!);
    }
}
