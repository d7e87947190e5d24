using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Files;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Files;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Domain;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Endpoints.Rosters;

public sealed class RosterImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Grid = "id,2026-07-06,2026-07-07\no1,O,\no2,,O\n";

    [Fact]
    public async Task A_grid_becomes_the_draft_and_people_and_days_it_does_not_name_stay()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid");
        using (HttpResponseMessage first = await team.Client.PostFileAsync($"{team.Week}/roster/import?fileName=july.csv", Grid, "\"0\""))
        {
            JsonNode made = await first.JsonAsync();
            Assert.Equal("\"1\"", first.Headers.ETag?.Tag);
            Assert.Equal(("import", "DRAFT", "july.csv"), ((string?)made["revision"]!["origin"], (string?)made["revision"]!["state"], (string?)made["revision"]!["note"]));
            Assert.Equal(["o1 2026-07-06", "o2 2026-07-07"], Cells(made["revision"]!));
            Assert.All(made["changes"]!["changes"]!.AsArray(), c => Assert.Equal("added", (string?)c!["kind"]));
            Assert.NotEmpty(made["judgement"]!["removed"]!.AsArray());
        }

        JsonNode second = await team.Client.PostFileAsync($"{team.Week}/roster/import", "name\t7/7\t7/8\n李静\tO\tO\n", "\"1\"").JsonAsync();
        Assert.Equal(2, (int)second["revision"]!["number"]!);
        Assert.Equal(1, (int)second["revision"]!["basedOn"]!);
        Assert.Equal(["o1 2026-07-06", "o2 2026-07-07", "o2 2026-07-08"], Cells(second["revision"]!));
        Assert.Equal("o2", (string?)Assert.Single(second["changes"]!["changes"]!.AsArray())!["employee"]);
    }

    [Fact]
    public async Task A_grid_is_refused_without_the_version_that_stands()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-version");
        Assert.Equal("if-match-missing", (await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid).ProblemAsync(HttpStatusCode.PreconditionRequired)).Code);
        Assert.Equal("stale-version", (await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid, "\"1\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"").JsonAsync();
        Assert.Equal("stale-version", (await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        Assert.Equal(1, await team.HeadAsync());
    }

    [Fact]
    public async Task Everything_wrong_with_a_grid_is_told_by_line_and_column_and_nothing_is_stored()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-wrong");
        const string wrong = "id,2026-07-06,2026-07-07\no1,Q,O\nnobody,O,O\n";
        ProblemAnswer problem = await team.Client.PostFileAsync($"{team.Week}/roster/import?fileName=july.csv", wrong, "\"0\"").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([("july.csv:2:B", "unknown-code"), ("july.csv:3:A", "unknown-person")], problem.Errors.Select(e => (e.Pointer, e.Code)));
        Assert.Equal("Column 'B' of line 2 is 'Q'; it must be a code of a shift (O), or nothing for a day off.", problem.Errors[0].Message);
        Assert.Equal("file-empty", (await team.Client.PostFileAsync($"{team.Week}/roster/import", "", "\"0\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("workbook-unreadable", (await team.Client.PostFileAsync($"{team.Week}/roster/import", "PK but no workbook", "\"0\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("unsupported-media-type", (await team.WeekAsync(HttpMethod.Post, "/roster/import", "{}", "\"0\"").ProblemAsync(HttpStatusCode.UnsupportedMediaType)).Code);
        Assert.Equal("not-a-week-start", (await team.Client.PostFileAsync($"{team.Path}/weeks/2026-07-07/roster/import", Grid, "\"0\"").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal(0, await team.HeadAsync());
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-large");
        byte[] large = Encoding.ASCII.GetBytes(new string('x', (5 * 1024 * 1024) + 1));
        Assert.Equal("body-too-large", (await team.Client.PostFileAsync($"{team.Week}/roster/import", large, ifMatch: "\"0\"").ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Code);
    }

    [Fact]
    public async Task A_grid_sent_twice_under_one_key_makes_one_version()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-twice");
        JsonNode first = await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"", "grid-once").JsonAsync();
        JsonNode second = await team.Client.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"", "grid-once").JsonAsync();
        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.Single((await team.GetAsync($"/weeks/{TeamClient.Monday}/roster/versions")).AsArray());
    }

    [Theory]
    [InlineData("csv", "zh-CN")]
    [InlineData("csv", "en")]
    [InlineData("xlsx", "zh-CN")]
    [InlineData("xlsx", "en")]
    public async Task What_is_exported_is_imported_again_without_change(string format, string language)
    {
        // 40 people with nights, a split shift, standby, moved starts, four posts and leave.
        SchedulingProblem sample = FilesSample.DayAndNight;
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"round-{format}-{language.ToLowerInvariant()}", "day-and-night-40");
        string week = $"{team.Path}/weeks/{NodaTime.Text.LocalDatePattern.Iso.Format(sample.Horizon.Start)}";
        await team.Client.PostFileAsync($"{week}/roster/import", RosterCsv.Write(sample, FilesSample.RosterOf(sample), "en"), ifMatch: "\"0\"").JsonAsync();
        JsonNode stands = await team.Client.GetAsync($"{week}/roster/versions/1").JsonAsync();
        Assert.True(stands["roster"]!["assignments"]!.AsArray().Count > 150);
        byte[] file = await team.Client.GetByteArrayAsync($"{week}/export?format={format}&language={language}");

        JsonNode same = await team.Client.PostFileAsync($"{week}/roster/import", file, "application/octet-stream", "\"1\"").JsonAsync();
        Assert.Equal(1, (int)same["revision"]!["number"]!);
        Assert.Empty(same["changes"]!["changes"]!.AsArray());

        JsonArray duties = stands["roster"]!["assignments"]!.AsArray();
        string edits = string.Join(',', duties.Where((_, i) => i % 9 == 4).Select(d => $$"""{"employee":"{{d!["employee"]}}","date":"{{d["date"]}}"}"""));
        await team.Client.SendTextAsync(HttpMethod.Patch, $"{week}/roster", $$"""{"edits":[{{edits}}]}""", "\"1\"").JsonAsync();
        JsonNode back = await team.Client.PostFileAsync($"{week}/roster/import", file, "application/octet-stream", "\"2\"").JsonAsync();
        Assert.Equal(3, (int)back["revision"]!["number"]!);
        Assert.Equal(duties.Where((_, i) => i % 9 == 4).Count(), back["changes"]!["changes"]!.AsArray().Count);
        Assert.Equal(duties.Select(Duty), back["revision"]!["roster"]!["assignments"]!.AsArray().Select(Duty));
    }

    [Fact]
    public async Task The_template_of_an_empty_week_names_everybody_and_what_stands_is_in_it_later()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-template");
        byte[] empty = await team.Client.GetByteArrayAsync($"{team.Week}/roster/template");
        JsonNode nothing = await team.Client.PostFileAsync($"{team.Week}/roster/import", empty, TestWorkbook.MediaType, "\"0\"").JsonAsync();
        Assert.Null(nothing["revision"]);
        Assert.Equal(0, await team.HeadAsync());

        string csv = await team.Client.GetStringAsync($"{team.Week}/roster/template?format=csv&language=zh-CN");
        Assert.StartsWith("工号,姓名,合同,2026-07-06 周一", csv, StringComparison.Ordinal);
        Assert.Contains("o6,", csv, StringComparison.Ordinal);
        await team.Client.PostFileAsync($"{team.Week}/roster/import", csv.Replace("o1,王敏,全职 40 小时,,", "o1,王敏,全职 40 小时,O,", StringComparison.Ordinal), "\"0\"").JsonAsync();
        Assert.Contains("o1,王敏,全职 40 小时,O,", await team.Client.GetStringAsync($"{team.Week}/roster/template?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_changes_no_roster_imports_none()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "grid-roles");
        using HttpClient leader = await api.Host.KeyClientAsync(Role.TeamLeader, "grid-roles");
        Assert.Equal("not-allowed", (await leader.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"").ProblemAsync(HttpStatusCode.Forbidden)).Code);
        using HttpClient foreign = await api.Host.KeyClientAsync(Role.Planner, "another-team");
        await foreign.PostFileAsync($"{team.Week}/roster/import", Grid, "\"0\"").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> Cells(JsonNode revision) => revision["roster"]!["assignments"]!.AsArray().Select(a => $"{a!["employee"]} {a["date"]}");

    private static (string?, string?, string?, string?, string?) Duty(JsonNode? a) => ((string?)a!["employee"], (string?)a["date"], (string?)a["shiftType"], (string?)a["start"], (string?)a["post"]);
}
