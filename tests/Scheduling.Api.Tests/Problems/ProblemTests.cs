using System.Net;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Problems;

public sealed class ProblemTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private HttpClient Client => api.Host.Client;

    [Fact]
    public async Task An_unknown_address_is_told_in_problem_json() =>
        Assert.Equal("not-found", (await Client.GetAsync("/api/v1/nothing").ProblemAsync(HttpStatusCode.NotFound)).Code);

    [Fact]
    public async Task A_method_an_address_does_not_take_is_told_in_problem_json() =>
        Assert.Equal("method-not-allowed", (await Client.DeleteAsync("/api/v1/me").ProblemAsync(HttpStatusCode.MethodNotAllowed)).Code);

    [Fact]
    public async Task A_media_type_an_address_does_not_take_is_told_in_problem_json() =>
        Assert.Equal("unsupported-media-type", (await Client.PostAsync("/api/v1/keys", new StringContent("a,b")).ProblemAsync(HttpStatusCode.UnsupportedMediaType)).Code);

    [Fact]
    public async Task What_is_no_JSON_is_a_bad_request_with_its_place()
    {
        ProblemAnswer problem = await Client.PostTextAsync("/api/v1/keys", "{\"name\": ").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("malformed-json", problem.Code);
        Assert.Contains("line 1", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_member_is_told_with_its_pointer()
    {
        ProblemAnswer problem = await Client.PostTextAsync("/api/v1/keys", """{"name":"x","rule":"admin","teams":[null],"expiresInDays":"1"}""").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(problem.Errors, e => e is { Pointer: "/rule", Code: "unknown-member" });
        Assert.Contains(problem.Errors, e => e.Pointer == "/teams/0");
        Assert.Contains(problem.Errors, e => e.Pointer == "/expiresInDays");
    }

    [Theory]
    [InlineData(null, "没有角色")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "没有角色")]
    [InlineData("en-GB,zh;q=0.5", "There is no role")]
    [InlineData("fr, en;q=0.5", "There is no role")]
    [InlineData("fr", "没有角色")]
    public async Task Problems_speak_the_language_that_is_asked_for(string? language, string begins)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = Answers.Json("""{"name":"x","role":"king","teams":[]}""") };
        using var client = new HttpClient { BaseAddress = api.Host.Address };
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        using HttpResponseMessage answer = await client.SendAsync(request);
        ProblemAnswer problem = await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith(begins, problem.Errors.Single().Message, StringComparison.Ordinal);
        Assert.Equal(begins[0] == '没' ? "zh-CN" : "en", Assert.Single(answer.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task JSON_nested_too_deep_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));
        Assert.Equal("json-too-deep", (await Client.PostTextAsync("/api/v1/keys", deep).ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }
}
