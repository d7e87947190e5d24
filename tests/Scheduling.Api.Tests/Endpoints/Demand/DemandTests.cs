using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Tests.Endpoints.Demand;

public sealed class DemandTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Demand_is_read_and_replaced_by_its_version()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "demand");
        JsonNode told = await team.GetAsync($"/weeks/{TeamClient.Monday}/demand");
        Assert.Equal(1, (int)told["number"]!);
        JsonNode saved = await team.WeekAsync(HttpMethod.Put, "/demand", told["demand"]!.ToJsonString(), "\"1\"").JsonAsync();
        Assert.Equal(2, (int)saved["number"]!);
        Assert.Equal("stale-version", (await team.WeekAsync(HttpMethod.Put, "/demand", told["demand"]!.ToJsonString(), "\"1\"").ProblemAsync(HttpStatusCode.PreconditionFailed)).Code);
        Assert.Equal("/demand/shifts/0/shiftType", (await team.WeekAsync(HttpMethod.Put, "/demand", """{"shifts":[{"shiftType":"none","date":"2026-07-06","required":1}]}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer);
    }

    [Fact]
    public async Task A_day_that_begins_no_week_or_is_none_is_refused()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "weeks");
        Assert.Equal("not-a-week-start", (await team.SendAsync(HttpMethod.Get, "/weeks/2026-07-07/demand").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("not-a-week-start", (await team.SendAsync(HttpMethod.Get, "/weeks/2026-07-07/roster").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("invalid-date", (await team.SendAsync(HttpMethod.Get, "/weeks/monday/roster").ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Uploaded_volumes_become_the_demand_of_a_post_in_open_hours()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "volumes");
        Assert.Equal("no-volumes", (await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk"}""").ProblemAsync(HttpStatusCode.Conflict)).Code);
        JsonNode upload = await UploadAsync(team, "desk", Calls()).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(30, (int)upload["intervalMinutes"]!);
        Assert.Single((await team.GetAsync("/volumes")).AsArray());

        JsonNode saved = await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk","service":{"post":"desk","handlingSeconds":240,"shrinkagePercent":20}}""").JsonAsync();
        Assert.Equal(2, (int)saved["number"]!);
        JsonArray intervals = saved["basis"]!["intervals"]!.AsArray();
        Assert.Equal(336, intervals.Count);
        JsonNode ten = intervals.Single(i => (string?)i!["start"] == "2026-07-06T10:00:00")!;
        Assert.InRange((double)ten["calls"]!, 55, 65);
        Assert.Equal(ErlangC.AgentsRequired((double)ten["calls"]!, 30, 240), (int)ten["onQueue"]!);
        Assert.Equal(Shrinkage.ScheduledAgents((int)ten["onQueue"]!, 20), (int)ten["rostered"]!);
        Assert.Equal(0, (double)intervals.Single(i => (string?)i!["start"] == "2026-07-06T20:00:00")!["calls"]!);
        Assert.Equal(0, (double)intervals.Single(i => (string?)i!["start"] == "2026-07-11T10:00:00")!["calls"]!);

        JsonNode demand = (await team.GetAsync($"/weeks/{TeamClient.Monday}/demand"))["demand"]!;
        Assert.Equal(5, demand["shifts"]!.AsArray().Count);
        JsonNode monday = demand["intervals"]!.AsArray().Single(d => (string?)d!["date"] == TeamClient.Monday)!;
        Assert.Equal("08:30", (string?)monday["from"]);
        Assert.Equal(18, monday["required"]!.AsArray().Count);
        Assert.Equal("desk", (string?)(await team.GetAsync($"/weeks/{TeamClient.Monday}/demand"))["basis"]![0]!["post"]);
    }

    [Fact]
    public async Task A_forecast_keeps_the_hard_floors_of_its_post()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "floors");
        await UploadAsync(team, "desk", Calls()).JsonAsync(HttpStatusCode.Created);
        string demand = $$"""{"intervals":[{"post":"desk","date":"{{TeamClient.Monday}}","from":"10:00","required":[9,30],"minimum":[1,30]}]}""";
        await team.WeekAsync(HttpMethod.Put, "/demand", demand).JsonAsync();

        await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk"}""").JsonAsync();

        JsonArray intervals = (await team.GetAsync($"/weeks/{TeamClient.Monday}/demand"))["demand"]!["intervals"]!.AsArray();
        JsonNode monday = intervals.Single(d => (string?)d!["date"] == TeamClient.Monday)!;
        Assert.Equal([0, 0, 0, 1, 30, 0], monday["minimum"]!.AsArray().Take(6).Select(f => (int)f!));
        Assert.Equal(30, (int)monday["required"]![4]!);
        Assert.Null(intervals.First(d => (string?)d!["date"] != TeamClient.Monday)!["minimum"]?.AsArray().FirstOrDefault());
    }

    [Fact]
    public async Task A_forecast_again_replaces_that_post_alone()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "again");
        await UploadAsync(team, "desk", Calls()).JsonAsync(HttpStatusCode.Created);
        await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk"}""").JsonAsync();
        await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk","firstHistoryDate":"2026-06-08"}""").JsonAsync();
        JsonNode demand = await team.GetAsync($"/weeks/{TeamClient.Monday}/demand");
        Assert.Equal(3, (int)demand["number"]!);
        Assert.Equal(5, demand["demand"]!["intervals"]!.AsArray().Count);
        Assert.Equal("start-far-from-history", (await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk","firstHistoryDate":"2026-07-06"}""").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("unknown-reference", (await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"none"}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("out-of-range", (await team.WeekAsync(HttpMethod.Post, "/forecast", """{"post":"desk","service":{"post":"desk","goalPercent":100}}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task Volumes_of_an_unknown_post_or_of_another_form_are_refused()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "uploads");
        Assert.Equal("unknown-reference", (await UploadAsync(team, "none", Calls()).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        await UploadAsync(team, "desk", "what,ever\n1,2\n").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("unsupported-media-type", (await team.Client.PostByKeyAsync($"{team.Path}/volumes?post=desk", Answers.Json("{}")).ProblemAsync(HttpStatusCode.UnsupportedMediaType)).Code);
    }

    private static Task<HttpResponseMessage> UploadAsync(TeamClient team, string post, string csv) =>
        team.Client.PostByKeyAsync($"{team.Path}/volumes?post={post}", new StringContent(csv, Encoding.UTF8, "text/csv"));

    /// <summary>Five weeks of 60 calls in every half hour, nights and weekends too.</summary>
    private static string Calls()
    {
        var csv = new StringBuilder("start,calls\n");
        for (int i = 0; i < 35 * 48; i++)
        {
            csv.Append(new DateTime(2026, 6, 1).AddMinutes(30 * i).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append(",60\n");
        }

        return csv.ToString();
    }
}
