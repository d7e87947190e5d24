using System.Net;

namespace Scheduling.Api.Tests.Hosting;

public sealed class HostTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private HttpClient Client => api.Host.Client;

    [Fact]
    public async Task Health_tells_that_the_process_lives_and_the_database_answers()
    {
        Assert.Equal("healthy", (string?)(await Client.GetAsync("/health/live").JsonAsync())["status"]);
        Assert.Equal("healthy", (string?)(await Client.GetAsync("/health/ready").JsonAsync())["checks"]!["database"]);
    }

    [Fact]
    public async Task Answers_are_compressed_for_whoever_asks()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using HttpResponseMessage answer = await Client.SendAsync(request);
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task A_body_of_30_MB_gets_its_answer_before_the_connection_goes()
    {
        var body = new ByteArrayContent(new byte[30 * 1024 * 1024]);
        body.Headers.ContentType = new("application/json");
        Assert.Equal("body-too-large", (await Client.PostAsync("/api/v1/keys", body).ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Code);
        Assert.Equal("local", (string?)(await Client.GetAsync("/api/v1/me").JsonAsync())["id"]);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_off_at_the_limit()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = new StreamContent(new MemoryStream(new byte[6 * 1024 * 1024])) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal("body-too-large", (await Client.SendAsync(request).ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Code);
    }

    [Fact]
    public async Task Help_is_printed_instead_of_serving() => Assert.Equal(0, await Scheduling.Api.Hosting.SchedulingProgram.RunAsync(["--help"]));
}
