using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Problems;

public sealed class HostileBodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private HttpClient Client => api.Host.Client;

    [Fact]
    public async Task A_zero_in_a_query_is_a_bad_request() => await Client.GetAsync("/api/v1/audit?team=%00").ProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_object_of_very_many_members_is_refused_before_it_is_looked_at()
    {
        string body = "{" + string.Concat(Enumerable.Repeat("\"name\":1,", 501)) + "\"teams\":[]}";
        Assert.Equal("too-many-members", (await Client.PostTextAsync("/api/v1/keys", body).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Theory]
    [InlineData("teams", 250_001, "list-too-long")]
    [InlineData("employees", 5_001, "too-many-employees")]
    [InlineData("shiftTypes", 201, "too-many-shift-types")]
    public async Task A_list_that_is_far_too_long_is_refused_before_it_is_looked_at(string list, int entries, string code)
    {
        string body = $"{{\"{list}\":[{string.Join(',', Enumerable.Repeat("{}", entries))}]}}";
        Assert.Equal(code, (await Client.PostTextAsync("/api/v1/schedules", body).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Theory]
    [InlineData("", 500)]
    [InlineData("\"phases\":{", 5_999)]
    public async Task Objects_and_tables_that_may_be_right_are_left_to_the_reader(string outside, int members)
    {
        string body = "{" + outside + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":[[1,2],[{{\"a\":1}}]]")) + (outside.Length > 0 ? "}}" : "}");
        Assert.Contains((await Client.PostTextAsync("/api/v1/keys", body).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors, e => e.Code == "unknown-member");
    }

    [Fact]
    public async Task A_row_whose_bytes_are_no_text_is_told_and_the_others_are_taken()
    {
        await TeamClient.CreateAsync(api.Host, "bytes");
        byte[] body =
        [
            .. "[{\"externalId\":\"h"u8, 0xFF, .. "1\",\"employee\":\"o1\",\"from\":\"2026-07-08\",\"until\":\"2026-07-08\"},{\"externalId\":\"\\ud800\",\"employee\":\"o1\",\"from\":\"2026-07-08\",\"until\":\"2026-07-08\"},"u8,
            .. "{\"externalId\":\"h2\",\"employee\":\"o1\",\"from\":\"2026-07-08\",\"until\":\"2026-07-08\"}]"u8,
        ];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        JsonArray rows = (await Client.PostAsync("/api/v1/teams/bytes/leave", content).JsonAsync()).AsArray();
        Assert.Equal([422, 422, 201], rows.Select(row => (int)row!["status"]!));
        Assert.Null(rows[0]!["id"]);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_and_a_header_of_very_many_columns_are_told()
    {
        await TeamClient.CreateAsync(api.Host, "quotes");
        Assert.Equal("value-too-long", (await Client.PostFileAsync("/api/v1/teams/quotes/leave/import", "externalId,employee,from,until\n\"" + new string('x', 100_000)).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal("too-many-columns", (await Client.PostFileAsync("/api/v1/teams/quotes/leave/import", new string(',', 1_000)).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_by_its_length_before_it_comes() =>
        Assert.StartsWith("HTTP/1.1 413", await RawAsync(api.Host.Address, "POST /api/v1/schedules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 31457280\r\n\r\n{"), StringComparison.Ordinal);

    [Fact]
    public async Task A_body_that_stops_is_answered_408()
    {
        await using ApiHost host = await ApiHost.StartAsync("--Scheduling:SlowGrace=00:00:02");
        string answer = await RawAsync(host.Address, "POST /api/v1/schedules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("request-timeout", answer, StringComparison.Ordinal);
    }

    /// <summary>Sends no more than this; what is answered first.</summary>
    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new StringBuilder();
        byte[] bytes = new byte[4096];
        while (!answer.ToString().Contains("traceId", StringComparison.Ordinal) && await stream.ReadAsync(bytes) is > 0 and var read)
        {
            answer.Append(Encoding.UTF8.GetString(bytes, 0, read));
        }

        return answer.ToString();
    }
}
