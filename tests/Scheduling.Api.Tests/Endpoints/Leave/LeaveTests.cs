using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Leave;

public sealed class LeaveTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_leave_is_filed_once_changed_while_open_and_decided()
    {
        (TeamClient team, string[] ids) = await TeamAsync("leave-life");
        string leave = Leave(ids[0], "family");
        using (HttpResponseMessage filed = await team.SendAsync(HttpMethod.Put, "/leave/hr-1", leave))
        {
            Assert.Equal("REQUESTED", (string?)(await filed.JsonAsync(HttpStatusCode.Created))["state"]);
            Assert.Equal("\"1\"", filed.Headers.ETag?.Tag);
        }

        Assert.Equal(1, (int)(await team.SendAsync(HttpMethod.Put, "/leave/hr-1", leave).JsonAsync())["version"]!);
        Assert.Equal(2, (int)(await team.SendAsync(HttpMethod.Put, "/leave/hr-1", Leave(ids[0], "moving")).JsonAsync())["version"]!);
        Assert.Equal("stale-version", (await team.SendAsync(HttpMethod.Post, "/leave/hr-1/approve", null, "\"1\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        JsonNode approved = await team.SendAsync(HttpMethod.Post, "/leave/hr-1/approve", """{"note":"fine"}""", "\"2\"").JsonAsync();
        Assert.Equal("APPROVED", (string?)approved["state"]);
        Assert.Equal("fine", (string?)approved["note"]);
        Assert.Equal("leave-decided", (await team.SendAsync(HttpMethod.Put, "/leave/hr-1", leave).ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("leave-decided", (await team.SendAsync(HttpMethod.Post, "/leave/hr-1/decline").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("CANCELLED", (string?)(await team.SendAsync(HttpMethod.Post, "/leave/hr-1/cancel").JsonAsync())["state"]);
        Assert.Equal("CANCELLED", (string?)(await team.GetAsync("/leave/hr-1"))["state"]);
        Assert.Equal("not-found", (await team.SendAsync(HttpMethod.Get, "/leave/hr-2").ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task A_wrong_leave_is_told_with_its_pointer()
    {
        (TeamClient team, string[] ids) = await TeamAsync("leave-wrong");
        Assert.Equal("/employee", (await team.SendAsync(HttpMethod.Put, "/leave/a", Leave("nobody")).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer);
        string backwards = $$"""{"employee":"{{ids[0]}}","from":"2026-07-10","until":"2026-07-08"}""";
        Assert.Equal("end-before-start", (await team.SendAsync(HttpMethod.Put, "/leave/a", backwards).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task Many_leaves_at_once_get_a_result_each()
    {
        (TeamClient team, string[] ids) = await TeamAsync("leave-bulk");
        using HttpClient hr = await api.Host.KeyClientAsync(Role.HrService, "leave-bulk");
        string rows = $$"""
            [{"externalId":"b-1","employee":"{{ids[0]}}","from":"2026-07-08","until":"2026-07-08","approved":true},
             {"externalId":"b-2","employee":"nobody","from":"2026-07-08","until":"2026-07-08"},
             {"externalId":"b-3","employee":"{{ids[1]}}","from":"soon","until":"2026-07-08"},
             {"externalId":"b-4","employee":"{{ids[1]}}","from":"2026-07-09","until":"2026-07-09"}]
            """;
        JsonArray results = (await hr.PostTextAsync($"{team.Path}/leave", rows).JsonAsync()).AsArray();
        Assert.Equal([201, 422, 422, 201], results.Select(r => (int)r!["status"]!));
        Assert.Equal("/1/employee", (string?)results[1]!["errors"]![0]!["pointer"]);
        Assert.Equal("/2/from", (string?)results[2]!["errors"]![0]!["pointer"]);
        Assert.Equal(["b-1", "import-1", "b-4"], (await team.GetAsync("/leave")).AsArray().Select(l => (string)l!["externalId"]!));
        Assert.Equal(["b-1", "import-1"], (await team.GetAsync("/leave?state=approved")).AsArray().Select(l => (string)l!["externalId"]!));
        Assert.Equal([200, 422, 422, 200], (await hr.PostTextAsync($"{team.Path}/leave", rows).JsonAsync()).AsArray().Select(r => (int)r!["status"]!));
    }

    [Fact]
    public async Task Reasons_are_read_by_deciders_the_HR_system_and_who_filed_them_and_reading_is_noted()
    {
        (TeamClient team, string[] ids) = await TeamAsync("leave-reason");
        using HttpClient agent = await api.Host.SignedInAsync("reason.agent", Role.Agent, ids[0], "leave-reason");
        await agent.PutTextAsync($"{team.Path}/leave/r-1", Leave(ids[0], "a secret")).JsonAsync(HttpStatusCode.Created);
        Assert.Equal("a secret", (string?)(await agent.GetAsync($"{team.Path}/leave/r-1").JsonAsync())["reason"]);
        foreach (Role role in Enum.GetValues<Role>().Where(r => r is not (Role.Agent or Role.Operations)))
        {
            using HttpClient client = await api.Host.KeyClientAsync(role, "leave-reason");
            bool reads = role is Role.Manager or Role.Superior or Role.HrService;
            Assert.Equal(reads ? "a secret" : null, (string?)(await client.GetAsync($"{team.Path}/leave/r-1").JsonAsync())["reason"]);
            Assert.Equal(reads ? "a secret" : null, (string?)(await client.GetAsync($"{team.Path}/leave").JsonAsync()).AsArray().Single(l => (string?)l!["externalId"] == "r-1")!["reason"]);
        }

        JsonArray log = (await api.Host.Client.GetAsync("/api/v1/audit?team=leave-reason").JsonAsync()).AsArray();
        Assert.Equal(6, log.Count(a => (string?)a!["action"] == "leave.reasons-read" && (string?)a["subject"] == "r-1"));
    }

    [Fact]
    public async Task An_agent_sees_and_files_the_own_leave_only()
    {
        (TeamClient team, string[] ids) = await TeamAsync("leave-own");
        await team.SendAsync(HttpMethod.Put, "/leave/theirs", Leave(ids[1])).JsonAsync(HttpStatusCode.Created);
        using HttpClient agent = await api.Host.SignedInAsync("own.agent", Role.Agent, ids[0], "leave-own");
        Assert.Empty((await agent.GetAsync($"{team.Path}/leave").JsonAsync()).AsArray());
        await agent.GetAsync($"{team.Path}/leave/theirs").ProblemAsync(HttpStatusCode.NotFound);
        await agent.SendTextAsync(HttpMethod.Post, $"{team.Path}/leave/theirs/cancel", null).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal("not-own", (await agent.PutTextAsync($"{team.Path}/leave/x", Leave(ids[1])).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Equal("leave-id-taken", (await agent.PutTextAsync($"{team.Path}/leave/theirs", Leave(ids[0])).ProblemAsync(HttpStatusCode.Conflict)).Code);
        string approved = $$"""{"employee":"{{ids[0]}}","from":"2026-07-08","until":"2026-07-08","approved":true}""";
        Assert.Equal("may-not-approve", (await agent.PutTextAsync($"{team.Path}/leave/y", approved).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Equal("not-allowed", (await agent.SendTextAsync(HttpMethod.Post, $"{team.Path}/leave/theirs/approve", null).ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    [Fact]
    public async Task An_approved_leave_asks_for_a_new_solve_of_a_week_with_a_roster()
    {
        await using ApiHost host = await ApiHost.StartAsync(new FixedClock(Instant.FromUtc(2026, 7, 1, 0, 0)));
        TeamClient team = await TeamClient.CreateAsync(host, "leave-resolve");
        await team.SolveAsync();
        JsonNode approved = await team.SendAsync(HttpMethod.Put, "/leave/l-1", """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true}""").JsonAsync(HttpStatusCode.Created);
        string run = (string)Assert.Single(approved["runs"]!.AsArray())!;
        JsonNode waiting = await host.Client.GetAsync($"/api/v1/schedules/{run}").JsonAsync();
        Assert.Equal("QUEUED", (string?)waiting["state"]);
        Assert.Equal("leave-resolve", (string?)waiting["team"]);

        await host.SolveAsync(Guid.Parse(run));
        JsonNode week = await team.GetAsync($"/weeks/{TeamClient.Monday}/roster");
        Assert.Equal("PROPOSAL", (string?)week["proposal"]!["state"]);
        Assert.EndsWith(" o1 (2026-07-08) approved", (string?)week["proposal"]!["note"], StringComparison.Ordinal);
        Assert.Equal("stale-version", (await team.WeekAsync(HttpMethod.Post, "/proposal/accept", null, "\"99\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        string number = $"\"{week["proposal"]!["number"]}\"";
        Assert.Equal("DRAFT", (string?)(await team.WeekAsync(HttpMethod.Post, "/proposal/accept", null, number).JsonAsync())["state"]);
        Assert.Equal("no-proposal", (await team.WeekAsync(HttpMethod.Post, "/proposal/decline", null, number).ProblemAsync(HttpStatusCode.Conflict)).Code);
    }

    private async Task<(TeamClient Team, string[] Ids)> TeamAsync(string id)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, id);
        return (team, [.. (await team.GetAsync("/employees")).AsArray().Select(e => (string)e!["id"]!)]);
    }

    private static string Leave(string employee, string reason = "") => $$"""{"employee":"{{employee}}","from":"2026-07-08","until":"2026-07-10","reason":"{{reason}}"}""";
}
