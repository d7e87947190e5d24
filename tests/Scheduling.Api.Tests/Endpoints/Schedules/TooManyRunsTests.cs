using System.Net;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Schedules;

public sealed class TooManyRunsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Whoever_has_fifty_runs_waiting_is_told_to_come_back()
    {
        for (int i = 0; i < ScheduleEndpoints.MostOpen; i++)
        {
            await api.Host.Client.PostTextAsync("/api/v1/schedules", Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
        }

        using HttpResponseMessage answer = await api.Host.Client.PostTextAsync("/api/v1/schedules", Samples.Text());
        Assert.Equal("too-many-runs", (await answer.ProblemAsync(HttpStatusCode.TooManyRequests)).Code);
        Assert.Equal("10", answer.Headers.RetryAfter?.ToString());
        using HttpClient other = await api.Host.KeyClientAsync(Role.Planner, "*");
        await other.PostTextAsync("/api/v1/schedules", Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
    }
}
