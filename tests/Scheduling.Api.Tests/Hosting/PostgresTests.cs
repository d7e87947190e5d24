using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Idempotency;
using Scheduling.Store.Access;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

public sealed class PostgresTests
{
    [Fact]
    public async Task With_PostgreSQL_people_sign_in_and_the_same_API_works()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        await using ApiHost host = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={await postgres.CreateDatabaseAsync()}", "--SCHEDULING_ADMIN_PASSWORD=first password");
        await host.Client.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized);
        using HttpResponseMessage signedIn = await ApiHost.SignInAsync(host.Client, "admin", "first password");
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        Assert.Equal("healthy", (string?)(await host.Client.GetAsync("/health/ready").JsonAsync())["status"]);

        TeamClient team = await TeamClient.CreateAsync(host, "hotline");
        Assert.Equal(1, await team.SolveAsync());
        JsonNode edited = await team.WeekAsync(HttpMethod.Patch, "/roster", """{"edits":[{"employee":"o1","date":"2026-07-06"}]}""", "\"1\"").JsonAsync();
        Assert.Equal(2, (int)edited["revision"]!["number"]!);
        Assert.Equal(3, (int)(await team.WeekAsync(HttpMethod.Post, "/roster/restore", """{"number":1}""", "\"2\"").JsonAsync())["number"]!);
        Assert.Equal("PUBLISHED", (string?)(await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"3\"").JsonAsync())["state"]);

        using HttpClient hr = await host.KeyClientAsync(Role.HrService, "hotline");
        var leave = new HttpRequestMessage(HttpMethod.Put, $"{team.Path}/leave/hr-1") { Content = Answers.Json("""{"employee":"o2","from":"2026-07-09","until":"2026-07-09","approved":true}""") };
        leave.Headers.Add(IdempotencyKeys.Header, "one");
        Assert.Equal("APPROVED", (string?)(await hr.SendAsync(leave).JsonAsync(HttpStatusCode.Created))["state"]);
        Assert.NotEmpty((await host.Client.GetAsync("/api/v1/audit?team=hotline").JsonAsync()).AsArray());
    }

    [Fact]
    public async Task Without_its_database_the_API_says_when_to_come_again_and_serves_once_it_is_back()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        await using ApiHost host = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={await postgres.CreateDatabaseAsync()}", "--SCHEDULING_ADMIN_PASSWORD=first password");
        using HttpClient admin = await host.KeyClientAsync(Role.Admin, "*");
        await admin.GetAsync("/api/v1/teams").JsonAsync();

        await postgres.StopNowAsync();
        // Connections that were open, and then new ones.
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage refused = await admin.GetAsync("/api/v1/teams");
            Assert.Equal("service-unavailable", (await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable)).Code);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        await postgres.StartAgainAsync();
        await admin.GetAsync("/api/v1/teams").JsonAsync();
    }
}
