using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Domain;
using Scheduling.Store.Access;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Tests.Endpoints.Events;

public sealed class ChangeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Leave = """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true,"reason":"a secret"}""";

    [Fact]
    public async Task An_HR_system_reads_every_change_in_order_and_goes_on_where_it_stopped()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "changes");
        using HttpClient hr = await api.Host.KeyClientAsync(Role.HrService, "changes");
        await hr.PutTextAsync($"{team.Path}/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        await hr.SendTextAsync(HttpMethod.Post, $"{team.Path}/leave/l-1/cancel", null).JsonAsync();

        JsonNode first = await hr.GetAsync($"{team.Path}/changes?after=0&limit=2").JsonAsync();
        JsonNode rest = await hr.GetAsync($"{team.Path}/changes?after={first["next"]}").JsonAsync();
        JsonNode none = await hr.GetAsync($"{team.Path}/changes?after={rest["next"]}").JsonAsync();

        Assert.Equal(["team.created", "leave.approved"], first["changes"]!.AsArray().Select(c => (string?)c!["kind"]));
        Assert.Equal((true, false), ((bool)first["more"]!, (bool)rest["more"]!));
        JsonNode cancelled = Assert.Single(rest["changes"]!.AsArray())!;
        Assert.Equal(("leave.cancelled", "l-1", 3), ((string?)cancelled["kind"], (string?)cancelled["subject"], (int)cancelled["number"]!));
        Assert.Empty(none["changes"]!.AsArray());
        Assert.DoesNotContain("secret", first.ToJsonString() + rest.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("out-of-range", (await hr.GetAsync($"{team.Path}/changes?limit=1001").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_stream_of_events_goes_on_after_the_last_one_and_tells_a_role_what_it_may_read()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "stream");
        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        await team.SendAsync(HttpMethod.Put, "/leave/l-2", Leave.Replace("o1", "o2", StringComparison.Ordinal)).JsonAsync(HttpStatusCode.Created);
        using HttpClient agent = await api.Host.KeyClientAsync(Role.Agent, "stream");

        Assert.Equal(["id: 1", "event: leave.decided"], (await ReadAsync(api.Host.Client, team, lines: 2, after: "0")).Take(2));
        IReadOnlyList<string> resumed = await ReadAsync(api.Host.Client, team, lines: 3, last: "1");
        Assert.Equal(["id: 2", "event: leave.decided"], resumed.Take(2));
        Assert.Contains("\"externalId\":\"l-2\"", resumed[2], StringComparison.Ordinal);
        Task<IReadOnlyList<string>> told = ReadAsync(agent, team, lines: 2, after: "0");
        await team.SolveAsync();
        await team.WeekAsync(HttpMethod.Post, "/roster/publish", """{"acceptNote":"agreed"}""", $"\"{await team.HeadAsync()}\"").JsonAsync();
        Assert.Equal(["id: 3", "event: roster.published"], await told);
    }

    [Fact]
    public async Task A_quarantined_team_says_so_and_is_set_free()
    {
        await using ApiHost host = await ApiHost.StartAsync(new FixedClock(Instant.FromUtc(2026, 7, 1, 0, 0)));
        TeamClient team = await TeamClient.CreateAsync(host, "shut");
        await team.SolveAsync();
        JsonNode approved = await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        ClaimedRun run = await host.ClaimAsync((Guid)approved["runs"]![0]!);
        await host.Service<RunLeases>().FailAsync(run.Id, run.Token, new LocalizedText("崩溃", "it crashed"), quarantine: true);

        Assert.Equal("it crashed", (string?)(await team.GetAsync(""))["quarantine"]!["reason"]!["en"]);
        JsonNode free = await team.SendAsync(HttpMethod.Delete, "/quarantine").JsonAsync();

        Assert.Null(free["quarantine"]);
        Assert.Single(await host.Service<RunLeases>().DueAsync());
    }

    /// <summary>The first lines of a stream that say something.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(HttpClient client, TeamClient team, int lines, string? after = null, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{team.Path}/events{(after is null ? "" : $"?after={after}")}");
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        List<string> read = [];
        while (read.Count < lines)
        {
            string line = (await reader.ReadLineAsync())!;
            if (line.Length > 0 && line[0] != ':')
            {
                read.Add(line);
            }
        }

        return read;
    }
}
