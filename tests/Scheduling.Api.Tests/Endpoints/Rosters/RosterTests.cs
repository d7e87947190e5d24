using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Rosters;

public sealed class RosterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_week_goes_from_nothing_by_a_solve_and_an_edit_to_published_and_back()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-life");
        Assert.Equal(0, await team.HeadAsync());
        int solved = await team.SolveAsync();
        Assert.Equal(1, solved);
        (string employee, string date, _) = await team.SomeShiftAsync();
        string edit = $$"""{"edits":[{"employee":"{{employee}}","date":"{{date}}"}]}""";
        Assert.Equal("if-match-missing", (await team.WeekAsync(HttpMethod.Patch, "/roster", edit).ProblemAsync(HttpStatusCode.PreconditionRequired)).Code);
        Assert.Equal("stale-version", (await team.WeekAsync(HttpMethod.Patch, "/roster", edit, "\"7\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        using (HttpResponseMessage edited = await team.WeekAsync(HttpMethod.Patch, "/roster", edit, "\"1\""))
        {
            JsonNode answer = await edited.JsonAsync();
            Assert.Equal("\"2\"", edited.Headers.ETag?.Tag);
            Assert.Equal("edit", (string?)answer["revision"]!["origin"]);
            Assert.NotEmpty(answer["judgement"]!["added"]!.AsArray());
        }

        JsonNode diff = await team.GetAsync($"/weeks/{TeamClient.Monday}/roster/diff?from=1&to=draft");
        Assert.Equal("removed", (string?)Assert.Single(diff["changes"]!.AsArray())!["kind"]);
        Assert.Equal(1, (int)diff["people"]![0]!["total"]!);

        using HttpResponseMessage restored = await team.WeekAsync(HttpMethod.Post, "/roster/restore", """{"number":1}""", "\"2\"");
        Assert.Equal(3, (int)(await restored.JsonAsync())["number"]!);
        JsonNode published = await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"3\"").JsonAsync();
        Assert.Equal("PUBLISHED", (string?)published["state"]);
        Assert.Equal("no-draft", (await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"3\"").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal(["PUBLISHED", "SUPERSEDED", "SUPERSEDED"], (await team.GetAsync($"/weeks/{TeamClient.Monday}/roster/versions")).AsArray().Select(v => (string)v!["state"]!));
        Assert.Equal(1, (int)(await team.GetAsync($"/weeks/{TeamClient.Monday}/roster/versions/1"))["number"]!);
        await team.SendAsync(HttpMethod.Get, $"/weeks/{TeamClient.Monday}/roster/versions/9").ProblemAsync(HttpStatusCode.NotFound);

        await team.WeekAsync(HttpMethod.Patch, "/roster", edit, "\"3\"").JsonAsync();
        using HttpResponseMessage discarded = await team.WeekAsync(HttpMethod.Post, "/roster/discard", null, "\"4\"");
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        Assert.Equal(3, await team.HeadAsync());
    }

    [Fact]
    public async Task A_check_judges_an_edit_and_stores_nothing()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-check");
        int head = await team.SolveAsync();
        (string employee, string date, _) = await team.SomeShiftAsync();
        JsonNode judgement = await team.WeekAsync(HttpMethod.Post, "/roster/check", $$"""{"edits":[{"employee":"{{employee}}","date":"{{date}}"}]}""").JsonAsync();
        Assert.NotEmpty((string)judgement["added"]![0]!["message"]!["en"]!);
        Assert.Equal(head, await team.HeadAsync());
        Assert.Equal("no-edits", (await team.WeekAsync(HttpMethod.Post, "/roster/check", """{"edits":[]}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("/edits/0/employee", (await team.WeekAsync(HttpMethod.Post, "/roster/check", $$"""{"edits":[{"employee":"none","date":"{{date}}"}]}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer);
    }

    [Fact]
    public async Task A_draft_that_breaks_hard_rules_is_published_with_a_reason_only()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-hard");
        await team.SolveAsync();

        // o3 is on leave that day.
        JsonNode edited = await team.WeekAsync(HttpMethod.Patch, "/roster", """{"edits":[{"employee":"o3","date":"2026-07-08","shiftType":"O"}]}""", "\"1\"").JsonAsync();
        Assert.False((bool)edited["judgement"]!["allowed"]!);
        Assert.False((bool)edited["revision"]!["score"]!["passes"]!);
        JsonNode score = await team.GetAsync($"/weeks/{TeamClient.Monday}/roster/score");
        Assert.Contains(score["violations"]!.AsArray(), v => (string?)v!["employee"] == "o3" && (string?)v["from"] == "2026-07-08" && (string?)v["level"] == "hard");
        Assert.Equal("breaks-hard-rules", (await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"2\"").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("PUBLISHED", (string?)(await team.WeekAsync(HttpMethod.Post, "/roster/publish", """{"acceptNote":"agreed"}""", "\"2\"").JsonAsync())["state"]);
    }

    [Fact]
    public async Task A_week_is_solved_once_at_a_time()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-once");
        using HttpResponseMessage accepted = await team.WeekAsync(HttpMethod.Post, "/solve", """{"options":{"timeLimit":5}}""");
        JsonNode run = await accepted.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("already-solving", (await team.WeekAsync(HttpMethod.Post, "/solve").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("QUEUED", (string?)(await team.GetAsync($"/weeks/{TeamClient.Monday}/roster"))["run"]!["state"]);
        using HttpClient leader = await api.Host.KeyClientAsync(Role.TeamLeader, "week-once");
        await leader.GetAsync(accepted.Headers.Location).JsonAsync();
        Assert.Equal("not-allowed", (await leader.DeleteAsync(accepted.Headers.Location).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        using HttpClient foreign = await api.Host.KeyClientAsync(Role.Planner, "another-team");
        await foreign.GetAsync(accepted.Headers.Location).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal("STOPPED", (string?)(await api.Host.Client.DeleteAsync($"/api/v1/schedules/{run["id"]}").JsonAsync())["state"]);
    }

    [Fact]
    public async Task Cells_are_pinned_and_set_free()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-pins");
        await team.WeekAsync(HttpMethod.Put, "/pins/o1/2026-07-06", """{"shiftType":"O"}""").JsonAsync();
        await team.WeekAsync(HttpMethod.Put, "/pins/o2/2026-07-07").JsonAsync();
        Assert.Equal(2, (await team.GetAsync($"/weeks/{TeamClient.Monday}/roster"))["pins"]!.AsArray().Count);
        Assert.Equal("date-outside-horizon", (await team.WeekAsync(HttpMethod.Put, "/pins/o1/2026-07-20").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        await team.WeekAsync(HttpMethod.Put, "/pins/none/2026-07-06").ProblemAsync(HttpStatusCode.NotFound);
        await team.WeekAsync(HttpMethod.Put, "/pins/o1/2026-07-06", """{"shiftType":"none"}""").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage freed = await team.WeekAsync(HttpMethod.Delete, "/pins/o1/2026-07-06");
        Assert.Equal(HttpStatusCode.NoContent, freed.StatusCode);
        Assert.Single((await team.GetAsync($"/weeks/{TeamClient.Monday}/roster"))["pins"]!.AsArray());
    }

    [Fact]
    public async Task An_agent_sees_what_is_published_and_no_draft()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-agent");
        await team.SolveAsync();
        using HttpClient agent = await api.Host.KeyClientAsync(Role.Agent, "week-agent");
        JsonNode before = await agent.GetAsync($"{team.Week}/roster").JsonAsync();
        Assert.Null(before["head"]);
        Assert.Null(before["run"]);
        await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"1\"").JsonAsync();
        await team.WeekAsync(HttpMethod.Patch, "/roster", """{"edits":[{"employee":"o1","date":"2026-07-06"}]}""", "\"1\"").JsonAsync();
        Assert.Equal(1, (int)(await agent.GetAsync($"{team.Week}/roster").JsonAsync())["head"]!["number"]!);
    }

    [Fact]
    public async Task A_roster_is_taken_away_as_a_workbook_and_as_CSV()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "week-files");
        await team.SendAsync(HttpMethod.Get, $"/weeks/{TeamClient.Monday}/export").ProblemAsync(HttpStatusCode.NotFound);
        await team.SolveAsync();
        byte[] workbook = await team.Client.GetByteArrayAsync(team.Week + "/export");
        Assert.Equal("PK", Encoding.ASCII.GetString(workbook, 0, 2));
        Assert.Contains("o1", await team.Client.GetStringAsync(team.Week + "/export?format=csv"), StringComparison.Ordinal);
        using HttpResponseMessage list = await team.Client.GetAsync(team.Week + "/export?format=list");
        Assert.Equal("week-files-2026-07-06-v1-list.csv", list.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal("unknown-format", (await team.Client.GetAsync(team.Week + "/export?format=pdf").ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Equal("unknown-version", (await team.Client.GetAsync(team.Week + "/export?version=last").ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }
}
