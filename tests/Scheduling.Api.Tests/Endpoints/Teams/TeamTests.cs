using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Teams;

public sealed class TeamTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_team_made_from_a_problem_is_listed_and_has_its_set_up()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "made");
        JsonNode told = await team.GetAsync("");
        Assert.Equal("made", (string?)told["id"]);
        Assert.Equal(6, (await team.GetAsync("/employees")).AsArray().Count);
        Assert.Contains((await api.Host.Client.GetAsync("/api/v1/teams").JsonAsync()).AsArray(), t => (string?)t!["id"] == "made");
        Assert.Equal("team-exists", (await api.Host.Client.PostTextAsync("/api/v1/teams?id=made", Samples.Text()).ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("team-id", (await api.Host.Client.PostTextAsync("/api/v1/teams?id=No%20Id", Samples.Text()).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_set_up_changes_by_its_version_only()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "versioned");
        JsonNode told = await team.GetAsync("");
        string body = new JsonObject { ["name"] = "New name", ["setup"] = told["setup"]!.DeepClone() }.ToJsonString();
        Assert.Equal("if-match-missing", (await team.SendAsync(HttpMethod.Put, "", body).ProblemAsync(HttpStatusCode.PreconditionRequired)).Code);
        Assert.Equal("invalid-if-match", (await team.SendAsync(HttpMethod.Put, "", body, "\"newest\"").ProblemAsync(HttpStatusCode.BadRequest)).Code);
        using HttpResponseMessage changed = await team.SendAsync(HttpMethod.Put, "", body, "\"1\"");
        Assert.Equal("New name", (string?)(await changed.JsonAsync())["name"]);
        Assert.Equal("\"2\"", changed.Headers.ETag?.Tag);
        Assert.Equal("stale-version", (await team.SendAsync(HttpMethod.Put, "", body, "\"1\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
    }

    [Theory]
    [InlineData("contracts")]
    [InlineData("shift-types")]
    [InlineData("rules")]
    [InlineData("service-goals")]
    public async Task A_section_of_the_set_up_is_read_and_written_back(string section)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"part-{section}");
        JsonNode items = await team.GetAsync($"/{section}");
        using HttpResponseMessage saved = await team.SendAsync(HttpMethod.Put, $"/{section}", items.ToJsonString(), "\"1\"");
        Assert.True(JsonNode.DeepEquals(items, await saved.JsonAsync()));
        Assert.Equal("\"2\"", saved.Headers.ETag?.Tag);
        await team.SendAsync(HttpMethod.Put, $"/{section}", items.ToJsonString()).ProblemAsync(HttpStatusCode.PreconditionRequired);
        await team.SendAsync(HttpMethod.Put, $"/{section}", "{}", "\"2\"").ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Service_goals_out_of_range_are_refused()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "goals");
        Assert.Equal("/0/handlingSeconds", (await team.SendAsync(HttpMethod.Put, "/service-goals", """[{"post":"x","handlingSeconds":0}]""", "\"1\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer);
        Assert.Equal("unknown-reference", (await team.SendAsync(HttpMethod.Put, "/service-goals", """[{"post":"x"}]""", "\"1\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task Employees_come_change_and_go()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "people");
        JsonNode first = (await team.GetAsync("/employees"))[0]!;
        JsonObject added = first.DeepClone().AsObject();
        added["id"] = "new-one";
        await team.SendAsync(HttpMethod.Put, "/employees/new-one", added.ToJsonString()).JsonAsync();
        Assert.Equal(7, (await team.GetAsync("/employees")).AsArray().Count);
        Assert.Equal("id-differs", (await team.SendAsync(HttpMethod.Put, "/employees/other", added.ToJsonString()).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        added["contract"] = "none";
        await team.SendAsync(HttpMethod.Put, "/employees/new-one", added.ToJsonString()).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        long version = (long)(await team.GetAsync(""))["inputVersion"]!;
        JsonNode again = await team.SendAsync(HttpMethod.Put, "/employees/new-one", (await team.GetAsync("/employees")).AsArray().Single(e => (string?)e!["id"] == "new-one")!.ToJsonString()).JsonAsync();
        Assert.Empty(again["runs"]!.AsArray());
        Assert.Equal(version, (long)(await team.GetAsync(""))["inputVersion"]!);
        await team.SendAsync(HttpMethod.Delete, "/employees/new-one").JsonAsync();
        Assert.Equal("not-found", (await team.SendAsync(HttpMethod.Delete, "/employees/new-one").ProblemAsync(HttpStatusCode.NotFound)).Code);
        await team.SendAsync(HttpMethod.Put, "/employees", $"[{first.ToJsonString()}]").JsonAsync();
        Assert.Single((await team.GetAsync("/employees")).AsArray());
    }

    [Fact]
    public async Task An_agent_wishes_for_oneself_and_sees_the_own_wishes()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "wishing");
        string[] ids = [.. (await team.GetAsync("/employees")).AsArray().Select(e => (string)e!["id"]!)];
        using HttpClient agent = await api.Host.SignedInAsync("wishing.agent", Role.Agent, ids[0], "wishing");
        string Wish(string employee) => $$"""[{"employee":"{{employee}}","date":"2026-07-08","kind":"avoid"}]""";
        Assert.Single((await agent.PostByKeyAsync($"{team.Path}/wishes", Answers.Json(Wish(ids[0]))).JsonAsync(HttpStatusCode.Created))["ids"]!.AsArray());
        Assert.Equal("not-own", (await agent.PostByKeyAsync($"{team.Path}/wishes", Answers.Json(Wish(ids[1]))).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        await team.Client.PostByKeyAsync($"{team.Path}/wishes", Answers.Json(Wish(ids[1]))).JsonAsync(HttpStatusCode.Created);
        Assert.All((await agent.GetAsync($"{team.Path}/wishes?week={TeamClient.Monday}").JsonAsync()).AsArray(), w => Assert.Equal(ids[0], (string?)w!["employee"]));
    }

    [Fact]
    public async Task Personal_restrictions_are_told_to_those_who_may_read_them_only()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "guarded");
        JsonObject first = (await team.GetAsync("/employees"))[0]!.DeepClone().AsObject();
        first["restrictions"] = JsonNode.Parse("""[{"kind":"pregnancy","from":"2026-07-01"}]""");
        await team.SendAsync(HttpMethod.Put, $"/employees/{first["id"]}", first.ToJsonString()).JsonAsync();
        await team.SolveAsync();
        foreach (Role role in Enum.GetValues<Role>())
        {
            using HttpClient client = await api.Host.KeyClientAsync(role, "guarded");
            Assert.Equal(
                role is Role.Manager or Role.Superior or Role.Planner or Role.HrService or Role.Admin,
                (await TextAsync(client, $"{team.Path}/employees")).Contains("pregnancy", StringComparison.Ordinal));
            string[] elsewhere =
            [
                "/api/v1/teams", team.Path, $"{team.Path}/contracts", $"{team.Week}/roster", $"{team.Week}/roster/versions", $"{team.Week}/roster/score", $"{team.Week}/demand",
                $"{team.Week}/export?format=csv", $"{team.Week}/export?format=list", "/teams/guarded/people/file",
            ];
            foreach (string path in elsewhere)
            {
                Assert.DoesNotContain("pregnancy", await TextAsync(client, path), StringComparison.OrdinalIgnoreCase);
            }
        }

        static async Task<string> TextAsync(HttpClient client, string path)
        {
            using HttpResponseMessage answer = await client.GetAsync(path);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_planner_makes_no_team_out_of_reach()
    {
        using HttpClient planner = await api.Host.KeyClientAsync(Role.Planner, "reached");
        Assert.Equal("team-out-of-reach", (await planner.PostTextAsync("/api/v1/teams?id=unreached", Samples.Text()).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        await planner.PostTextAsync("/api/v1/teams?id=reached", Samples.Text()).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["reached"], (await planner.GetAsync("/api/v1/teams").JsonAsync()).AsArray().Select(t => (string?)t!["id"]));
    }

    [Fact]
    public async Task A_wish_is_taken_back_by_whose_it_is()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "unwishing");
        using HttpClient agent = await api.Host.SignedInAsync("unwishing.agent", Role.Agent, "o1", "unwishing");
        JsonNode added = await team.Client.PostByKeyAsync($"{team.Path}/wishes", Answers.Json("""[{"employee":"o1","date":"2026-07-08","kind":"avoid","priority":7},{"employee":"o2","date":"2026-07-08","kind":"avoid"}]""")).JsonAsync(HttpStatusCode.Created);
        JsonNode own = (await agent.GetAsync($"{team.Path}/wishes?week={TeamClient.Monday}").JsonAsync()).AsArray().Single(w => (int)w!["priority"]! == 7)!;
        Assert.Equal(((string?)added["ids"]![0], "o1", "avoid"), ((string?)own["id"], (string?)own["employee"], (string?)own["kind"]));
        Assert.Equal("not-found", (await agent.DeleteAsync($"{team.Path}/wishes/{added["ids"]![1]}").ProblemAsync(HttpStatusCode.NotFound)).Code);
        using HttpResponseMessage gone = await agent.DeleteAsync($"{team.Path}/wishes/{own["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        string[] left = [.. (await team.GetAsync($"/wishes?week={TeamClient.Monday}")).AsArray().Select(w => (string)w!["id"]!)];
        Assert.Contains((string)added["ids"]![1]!, left);
        Assert.DoesNotContain((string)own["id"]!, left);
        Assert.Equal("not-a-week-start", (await team.SendAsync(HttpMethod.Get, "/wishes?week=2026-07-08").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_roster_judged_before_a_leave_was_approved_is_told_as_outdated()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "outdated");
        string week = NodaTime.Text.LocalDatePattern.Iso.Format(NodaTime.SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusWeeks(2).Next(NodaTime.IsoDayOfWeek.Monday));
        await team.Client.PostFileAsync($"{team.Path}/weeks/{week}/roster/import", $"id,{week}\no1,O\n", "\"0\"").JsonAsync();
        Assert.False(await OutdatedAsync());
        await team.SendAsync(HttpMethod.Put, "/leave/l1", $$"""{"employee":"o1","from":"{{week}}","until":"{{week}}","approved":true}""").JsonAsync(HttpStatusCode.Created);
        Assert.True(await OutdatedAsync());
        await team.SendAsync(HttpMethod.Patch, $"/weeks/{week}/roster", $$"""{"edits":[{"employee":"o1","date":"{{week}}"}]}""", "\"1\"").JsonAsync();
        Assert.False(await OutdatedAsync());

        async Task<bool> OutdatedAsync()
        {
            JsonNode told = (await api.Host.Client.GetAsync("/api/v1/teams").JsonAsync()).AsArray().Single(t => (string?)t!["id"] == "outdated")!;
            return (bool)Assert.Single(told["weeks"]!.AsArray())!["outdated"]!;
        }
    }
}
