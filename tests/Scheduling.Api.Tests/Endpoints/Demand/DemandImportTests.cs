using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Files;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Endpoints.Demand;

public sealed class DemandImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Week = "/weeks/2025-12-29";
    private const string Rows = "date,time,post,required,minimum\n2025-12-29,09:00,call,4,2\n2025-12-29,09:30,call,5,\n2025-12-30,22:00,call,1,\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_that_the_file_names_has_its_intervals_alone_and_all_else_stays(bool workbook)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"file-{workbook}".ToLowerInvariant(), "day-and-night-40");
        JsonNode before = await team.GetAsync($"{Week}/demand");
        JsonNode saved = workbook
            ? await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import?fileName=demand.xlsx", TestWorkbook.Of(Rows), TestWorkbook.MediaType).JsonAsync()
            : await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import", Rows).JsonAsync();
        Assert.Equal((2, 3), ((int)saved["number"]!, (int)saved["intervals"]!));
        Assert.Equal(["call"], saved["posts"]!.AsArray().Select(p => (string?)p));

        JsonNode after = await team.GetAsync($"{Week}/demand");
        Assert.Equal(2, (int)after["number"]!);
        JsonNode[] call = [.. Series(after).Where(s => (string?)s["post"] == "call")];
        Assert.Equal(["2025-12-29 09:00 [4,5] [2,0]", "2025-12-30 22:00 [1] "], call.Select(s => $"{s["date"]} {s["from"]} {s["required"]!.ToJsonString()} {(s["minimum"]?.AsArray().Count > 0 ? s["minimum"]!.ToJsonString() : "")}"));
        Assert.Equal(Series(before).Where(s => (string?)s["post"] != "call").Select(s => s.ToJsonString()), Series(after).Where(s => (string?)s["post"] != "call").Select(s => s.ToJsonString()));
        Assert.Contains(Series(after), s => (string?)s["post"] != "call");
        Assert.True(JsonNode.DeepEquals(before["demand"]!["standby"], after["demand"]!["standby"]));
    }

    [Fact]
    public async Task What_is_exported_is_imported_again_without_change()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand-round", "day-and-night-40");
        JsonNode before = await team.GetAsync($"{Week}/demand");
        foreach (string language in new[] { "zh-CN", "en" })
        {
            string file = await team.Client.GetStringAsync($"{team.Path}{Week}/demand/export?language={language}");
            await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import", file).JsonAsync();
            Assert.Equal(Required(before), Required(await team.GetAsync($"{Week}/demand")));
            Assert.Equal(file, await team.Client.GetStringAsync($"{team.Path}{Week}/demand/export?language={language}"));
        }
    }

    [Fact]
    public async Task Demand_that_asks_for_a_skill_and_the_basis_of_other_posts_stay()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand-skill", "day-and-night-40");
        await team.SendAsync(HttpMethod.Put, $"{Week}/demand", """{"intervals":[{"post":"call","skill":"phone","minimumLevel":2,"date":"2025-12-29","from":"09:00","required":[1]},{"post":"call","date":"2025-12-29","from":"09:00","required":[7]}]}""").JsonAsync();
        string exported = await team.Client.GetStringAsync($"{team.Path}{Week}/demand/export?language=en");
        Assert.Equal("date,time,post,required,minimum\r\n2025-12-29,09:00,call,7,\r\n", exported);

        await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import", Rows).JsonAsync();
        Assert.Single(Series(await team.GetAsync($"{Week}/demand")), s => (string?)s["skill"] == "phone");
    }

    [Fact]
    public async Task Everything_wrong_with_a_file_is_told_and_nothing_is_stored()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand-wrong", "day-and-night-40");
        ProblemAnswer problem = await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import?fileName=d.csv", Rows + "2025-12-29,09:10,call,1,\n2026-07-06,09:00,fax,x,\n").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            [("d.csv:5:time", "time-off-grid"), ("d.csv:6:date", "date-outside-horizon"), ("d.csv:6:post", "unknown-post"), ("d.csv:6:required", "invalid-number")],
            problem.Errors.Select(e => (e.Pointer, e.Code)));
        Assert.Equal(1, (int)(await team.GetAsync($"{Week}/demand"))["number"]!);
    }

    [Fact]
    public async Task A_file_goes_by_the_version_that_was_seen_where_it_is_told()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand-seen", "day-and-night-40");
        Assert.Equal("stale-version", (await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import", Rows, "\"9\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        using HttpResponseMessage saved = await team.Client.PostFileAsync($"{team.Path}{Week}/demand/import", Rows, "\"1\"");
        await saved.JsonAsync();
        Assert.Equal("\"2\"", saved.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task The_template_has_each_open_interval_of_each_post_and_is_read_as_it_is()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand-template");
        string template = await team.Client.GetStringAsync($"{team.Week}/demand/template?language=zh-CN");
        string[] lines = template.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("日期,时间,岗位,需求,最少", "2026-07-06,08:30,desk,0,", "2026-07-10,17:00,desk,0,", 1 + (5 * 18)), (lines[0], lines[1], lines[^1], lines.Length));
        JsonNode saved = await team.Client.PostFileAsync($"{team.Week}/demand/import", template.Replace("2026-07-06,08:30,desk,0,", "2026-07-06,08:30,desk,3,", StringComparison.Ordinal)).JsonAsync();
        Assert.Equal(90, (int)saved["intervals"]!);
        Assert.Equal(3, (int)Series(await team.GetAsync($"/weeks/{TeamClient.Monday}/demand")).First()["required"]![0]!);
    }

    private static IEnumerable<JsonNode> Series(JsonNode told) => told["demand"]!["intervals"]!.AsArray().Select(s => s!);

    private static IEnumerable<string> Required(JsonNode told) => Series(told).Select(s => $"{s["post"]} {s["date"]} {s["from"]} {s["required"]!.ToJsonString()} {s["minimum"]?.ToJsonString()}").Order(StringComparer.Ordinal);
}
