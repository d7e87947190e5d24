using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Teams;

/// <summary>What an HR system sends: staff and leave, many rows at once, each with its own result.</summary>
public sealed class StaffChangeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Changes_of_staff_have_a_result_each_and_change_nothing_when_sent_again()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "staff");
        using HttpClient hr = await api.Host.KeyClientAsync(Role.HrService, "staff");
        string contract = (string)(await team.GetAsync("/contracts"))[0]!["id"]!;
        string rows = $$"""
            [{"kind":"join","employee":"n1","name":"New One","contract":"{{contract}}","from":"2026-08-03"},
             {"kind":"leave","employee":"o2","until":"2026-07-31"},
             {"kind":"leave","employee":"nobody","until":"2026-07-31"},
             {"kind":"contract","employee":"o1"},
             {"kind":"dance","employee":"o1"}]
            """;

        JsonArray results = (await hr.PostTextAsync($"{team.Path}/staff-changes", rows).JsonAsync()).AsArray();
        int version = (int)(await team.GetAsync(""))["inputVersion"]!;
        JsonArray again = (await hr.PostTextAsync($"{team.Path}/staff-changes", rows).JsonAsync()).AsArray();

        Assert.Equal([201, 200, 422, 422, 422], results.Select(r => (int)r!["status"]!));
        Assert.Equal(["n1", "o2", "nobody", "o1", "o1"], results.Select(r => (string?)r!["id"]));
        Assert.Equal("/2/employee", (string?)results[2]!["errors"]![0]!["pointer"]);
        Assert.Equal(["/3/from", "/3/contract"], results[3]!["errors"]!.AsArray().Select(e => (string?)e!["pointer"]));
        Assert.Equal("/4/kind", (string?)results[4]!["errors"]![0]!["pointer"]);
        Assert.Equal([200, 200, 422, 422, 422], again.Select(r => (int)r!["status"]!));
        Assert.Equal(version, (int)(await team.GetAsync(""))["inputVersion"]!);
        JsonArray people = (await team.GetAsync("/employees")).AsArray();
        Assert.Equal("2026-08-03", (string?)people.Single(p => (string?)p!["id"] == "n1")!["employedFrom"]);
        Assert.Equal("2026-07-31", (string?)people.Single(p => (string?)p!["id"] == "o2")!["employedUntil"]);
    }

    [Fact]
    public async Task A_file_of_changes_has_a_result_for_each_line()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "staff-file");
        JsonArray results = (await team.Client.PostFileAsync($"{team.Path}/staff-changes/import", "变动,工号,截止日期\nleave,o1,2026/8/31\nleave,zz,2026-08-31\nleave,o3,soon\n").JsonAsync()).AsArray();

        Assert.Equal([(200, 2), (422, 3), (422, 4)], results.Select(r => ((int)r!["status"]!, (int)r["line"]!)));
        Assert.Equal("/2/until", (string?)results[2]!["errors"]![0]!["pointer"]);
        Assert.Equal("missing-column", (await team.Client.PostFileAsync($"{team.Path}/staff-changes/import", "kind\nleave\n").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_contract_that_begins_later_is_listed()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "staff-terms");
        JsonNode setup = await team.GetAsync("");
        JsonNode other = setup["setup"]!["contracts"]![0]!.DeepClone();
        other["id"] = "other";
        JsonArray contracts = [.. setup["setup"]!["contracts"]!.AsArray().Select(c => c!.DeepClone()), other];
        await team.SendAsync(HttpMethod.Put, "/contracts", contracts.ToJsonString(), "\"1\"").JsonAsync();

        await team.SendAsync(HttpMethod.Post, "/staff-changes", """[{"kind":"contract","employee":"o1","contract":"other","from":"2026-08-03"}]""").JsonAsync();

        JsonNode term = Assert.Single((await team.GetAsync("/staff-changes")).AsArray())!;
        Assert.Equal(("o1", "2026-08-03", "other"), ((string?)term["employee"], (string?)term["from"], (string?)term["contract"]));
        JsonArray without = [.. contracts.Where(c => (string?)c!["id"] != "other").Select(c => c!.DeepClone())];
        Assert.Equal("unknown-reference", (await team.SendAsync(HttpMethod.Put, "/contracts", without.ToJsonString(), "\"2\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_file_of_leave_files_moves_and_withdraws_line_by_line()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "leave-file");
        using HttpClient hr = await api.Host.KeyClientAsync(Role.HrService, "leave-file");
        string path = $"{team.Path}/leave/import";
        JsonArray filed = (await hr.PostFileAsync(path, "externalId,employee,from,until,approved,reason\nf-1,o1,2026-07-08,2026-07-09,yes,=family\nf-2,nobody,2026-07-08,2026-07-09,yes,\nf-3,o2,2026.7.8,2026年7月9日,,\n").JsonAsync()).AsArray();
        JsonArray moved = (await hr.PostFileAsync(path, "externalId,employee,from,until,approved,cancelled\nf-1,o1,2026-07-10,2026-07-10,true,\nf-3,o2,2026-07-08,2026-07-09,,true\n").JsonAsync()).AsArray();

        Assert.Equal([201, 422, 201], filed.Select(r => (int)r!["status"]!));
        Assert.Equal("/1/employee", (string?)filed[1]!["errors"]![0]!["pointer"]);
        Assert.Equal([200, 200], moved.Select(r => (int)r!["status"]!));
        JsonArray leave = (await team.GetAsync("/leave")).AsArray();
        Assert.Equal([("f-1", "2026-07-10", "APPROVED"), ("f-3", "2026-07-08", "CANCELLED")],
            leave.Where(l => ((string)l!["externalId"]!).StartsWith('f')).OrderBy(l => (string)l!["externalId"]!, StringComparer.Ordinal)
                .Select(l => ((string)l!["externalId"]!, (string)l["from"]!, (string)l["state"]!)));
    }

    [Fact]
    public async Task A_small_step_of_a_forecast_says_that_nothing_is_solved_again()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "small-step");
        string many = string.Join(',', Enumerable.Repeat(20, 16));
        string post = (string)(await team.GetAsync(""))["setup"]!["posts"]![0]!["id"]!;
        await team.WeekAsync(HttpMethod.Put, "/demand", $$"""{"intervals":[{"post":"{{post}}","date":"2026-07-06","from":"09:00","required":[{{many}}]}]}""").JsonAsync();

        JsonNode small = await team.WeekAsync(HttpMethod.Patch, "/demand", $$"""{"intervals":[{"post":"{{post}}","date":"2026-07-06","from":"10:00","required":[21]}]}""").JsonAsync();
        JsonNode large = await team.WeekAsync(HttpMethod.Patch, "/demand", $$"""{"intervals":[{"post":"{{post}}","date":"2026-07-06","from":"10:00","required":[30,30]}]}""").JsonAsync();

        Assert.True((bool)small["move"]!["belowThreshold"]!);
        Assert.Empty(small["runs"]!.AsArray());
        Assert.False((bool)large["move"]!["belowThreshold"]!);
        Assert.Equal([20, 20, 30, 30, 20], (await team.WeekAsync(HttpMethod.Get, "/demand").JsonAsync())["demand"]!["intervals"]![0]!["required"]!.AsArray().Take(5).Select(n => (int)n!));
    }
}
