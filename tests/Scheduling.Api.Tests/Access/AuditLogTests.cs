using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Hosting;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Access;

public sealed class AuditLogTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Leave = """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true,"reason":"a secret"}""";

    [Fact]
    public async Task The_log_is_proven_by_the_API_and_an_export_by_the_command()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "audit-proven");
        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);

        JsonNode proof = await api.Host.Client.GetAsync("/api/v1/audit/verification").JsonAsync();
        using HttpResponseMessage export = await api.Host.Client.GetAsync("/api/v1/audit/export?team=audit-proven");
        string lines = await export.Content.ReadAsStringAsync();

        Assert.True((bool)proof["holds"]!, proof.ToJsonString());
        Assert.Equal("application/x-ndjson", export.Content.Headers.ContentType?.MediaType);
        JsonNode[] entries = [.. lines.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(["team.created", "leave.approved"], entries.Select(e => (string?)e["action"]));
        Assert.Equal([1, 2], entries.Select(e => (int)e["number"]!));
        Assert.DoesNotContain("a secret", lines, StringComparison.Ordinal);
        Assert.Equal((OperatorCommands.Done, true), await ProveAsync(lines));
        Assert.Equal((OperatorCommands.NotProven, false), await ProveAsync(lines.Replace("leave.approved", "leave.declined", StringComparison.Ordinal)));
        Assert.Equal((OperatorCommands.NotProven, false), await ProveAsync(lines[(lines.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task Reading_reasons_is_noted_and_reading_rosters_is_not()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "audit-reads");
        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        await team.SolveAsync();
        await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"1\"").JsonAsync();
        using HttpClient manager = await api.Host.KeyClientAsync(Role.Manager, "audit-reads");
        async Task<string[]> EntriesAsync() => [.. (await api.Host.Client.GetAsync("/api/v1/audit?team=audit-reads").JsonAsync()).AsArray().Select(e => $"{e!["action"]} {e["subject"]}")];
        string[] before = await EntriesAsync();

        await manager.GetAsync($"{team.Week}/roster").JsonAsync();
        string[] afterRoster = await EntriesAsync();
        await manager.GetAsync($"{team.Path}/leave/l-1").JsonAsync();
        string[] afterReason = await EntriesAsync();

        Assert.Equal(before, afterRoster);
        Assert.Equal(["leave.reasons-read l-1", .. before], afterReason);
    }

    [Fact]
    public async Task Only_administrators_read_the_log()
    {
        using HttpClient planner = await api.Host.KeyClientAsync(Role.Planner, "*");

        Assert.Equal("not-allowed", (await planner.GetAsync("/api/v1/audit/export").ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Equal("not-allowed", (await planner.GetAsync("/api/v1/audit/verification").ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    private static async Task<(int Code, bool Holds)> ProveAsync(string lines)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, lines);
        var output = new StringWriter();
        int code = await OperatorCommands.RunAsync(["verify-audit", file], output);
        File.Delete(file);
        return (code, output.ToString().Contains("all hold", StringComparison.Ordinal));
    }
}
