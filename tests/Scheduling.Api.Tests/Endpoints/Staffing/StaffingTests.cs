using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Tests.Endpoints.Staffing;

public sealed class StaffingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private HttpClient Client => api.Host.Client;

    [Fact]
    public async Task Volumes_and_a_goal_give_agents_by_Erlang_C_and_more_of_them_for_shrinkage()
    {
        JsonNode plan = await StaffAsync("\"shrinkagePercent\":25");
        int agents = ErlangC.AgentsRequired(120, 30, 240);
        Assert.Equal("erlang-c", (string?)plan["method"]);
        Assert.Equal(agents, (int)plan["intervals"]![0]!["onQueue"]!);
        Assert.Equal(Shrinkage.ScheduledAgents(agents, 25), (int)plan["intervals"]![0]!["rostered"]!);
    }

    [Fact]
    public async Task Impatient_callers_need_fewer_agents() =>
        Assert.True(Agents(await StaffAsync("\"patienceSeconds\":60")) < Agents(await StaffAsync("\"minimumAgents\":0")));

    [Fact]
    public async Task An_agent_with_three_chats_serves_more()
    {
        JsonNode plan = await StaffAsync("\"chat\":{\"sessionsPerAgent\":3,\"stretchPercent\":20}");
        Assert.Equal("concurrent-chat", (string?)plan["method"]);
        Assert.Equal(new ConcurrentChat(3, 20).AgentsRequired(120, 30, 240), Agents(plan));
    }

    [Fact]
    public async Task Mail_that_may_wait_is_planned_beside_calls()
    {
        JsonNode plan = await Client.PostTextAsync("/api/v1/staffing", """
            {"handlingSeconds":240,"intervals":[{"start":"2026-07-06T09:00:00","contacts":60},{"start":"2026-07-06T09:30:00","contacts":60},{"start":"2026-07-06T10:00:00","contacts":60}],
             "deferrable":{"contacts":[12,0,0],"handlingSeconds":300,"deadlineMinutes":90}}
            """).JsonAsync();
        Assert.Equal(2, plan["intervals"]!.AsArray().Sum(i => (int)i!["deferrable"]!));
    }

    [Theory]
    [InlineData("\"handlingSeconds\":0", "/handlingSeconds")]
    [InlineData("\"goal\":{\"percent\":100}", "/goal/percent")]
    [InlineData("\"skills\":[{\"skill\":\"a\",\"percent\":60}]", "/skills")]
    [InlineData("\"intervalMinutes\":7", "/intervalMinutes")]
    [InlineData("\"intervals\":[{\"start\":\"2026-07-06T09:00:00\",\"contacts\":-1}]", "/intervals/0/contacts")]
    public async Task Values_out_of_range_are_told_with_their_pointer(string part, string pointer)
    {
        string body = part.Contains("intervals\"", StringComparison.Ordinal) ? $"{{{part}}}" : $$"""{"intervals":[{"start":"2026-07-06T09:00:00","contacts":1}],{{part}}}""";
        ProblemAnswer problem = await Client.PostTextAsync("/api/v1/staffing", body).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer);
    }

    [Fact]
    public async Task A_history_in_JSON_gives_a_forecast_with_a_band()
    {
        string history = string.Join(',', Enumerable.Range(0, 28).Select(d => $$"""{"start":"{{new DateOnly(2026, 6, 1).AddDays(d):yyyy-MM-dd}}T09:00:00","contacts":{{100 + d % 7}}}"""));
        JsonNode forecast = await Client.PostTextAsync("/api/v1/forecasts", $$"""{"historyIntervalMinutes":60,"history":[{{history}}],"days":7}""").JsonAsync();
        Assert.Equal("2026-06-29", (string?)forecast["firstDate"]);
        JsonNode nine = forecast["intervals"]!.AsArray().Single(i => (string?)i!["start"] == "2026-06-29T09:00:00")!;
        Assert.InRange((double)nine["contacts"]!, 90, 110);
        Assert.True((double)nine["low"]! <= (double)nine["contacts"]! && (double)nine["contacts"]! <= (double)nine["high"]!);
    }

    [Fact]
    public async Task A_history_in_CSV_gives_a_forecast()
    {
        var csv = new StringBuilder("start,calls\n");
        for (int d = 0; d < 28; d++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateOnly(2026, 6, 1).AddDays(d):yyyy-MM-dd}T09:00,100\n{new DateOnly(2026, 6, 1).AddDays(d):yyyy-MM-dd}T09:30,80\n");
        }

        using var body = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        JsonNode forecast = await Client.PostAsync("/api/v1/forecasts?days=2&firstDate=2026-06-29", body).JsonAsync();
        Assert.Equal(96, forecast["intervals"]!.AsArray().Count);
        using var wrong = new StringContent("start,calls\n2026-06-01T09:00,many\n", Encoding.UTF8, "text/csv");
        Assert.Contains(":2", (await Client.PostAsync("/api/v1/forecasts", wrong).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer, StringComparison.Ordinal);
        using var dated = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        Assert.Equal("invalid-date", (await Client.PostAsync("/api/v1/forecasts?firstDate=soon", dated).ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    private static int Agents(JsonNode plan) => (int)plan["intervals"]![0]!["onQueue"]!;

    private Task<JsonNode> StaffAsync(string part) =>
        Client.PostTextAsync("/api/v1/staffing", $$"""{"handlingSeconds":240,"intervals":[{"start":"2026-07-06T09:00:00","contacts":120}],{{part}}}""").JsonAsync();
}
