using System.Net;
using Microsoft.EntityFrameworkCore;
using Scheduling.Api.Idempotency;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Idempotency;

public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/schedules";

    [Fact]
    public async Task A_request_sent_twice_acts_once_and_gets_the_same_answer()
    {
        int before = await RunsAsync();
        using HttpResponseMessage first = await SendAsync("one", Samples.Text());
        using HttpResponseMessage second = await SendAsync("one", Samples.Text());
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues(IdempotencyKeys.ReplayedHeader)));
        Assert.Equal(before + 1, await RunsAsync());
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        using HttpResponseMessage first = await SendAsync("two", Samples.Text());
        Assert.Equal("idempotency-key-reused", (await SendAsync("two", Samples.Text("impossible-week")).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_key_whose_request_is_still_being_answered_is_in_use()
    {
        using HttpResponseMessage probe = await SendAsync("three", Samples.Text());
        await api.Host.Service<StoreSession>().WriteAsync(context => context.Answers.Where(a => a.Key == "three").ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, 0)));
        using HttpResponseMessage answer = await SendAsync("three", Samples.Text());
        Assert.Equal("idempotency-key-in-use", (await answer.ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_request_that_was_refused_may_be_mended_under_the_same_key()
    {
        await SendAsync("four", "{").ProblemAsync(HttpStatusCode.BadRequest);
        using HttpResponseMessage mended = await SendAsync("four", Samples.Text());
        Assert.Equal(HttpStatusCode.Accepted, mended.StatusCode);
    }

    [Fact]
    public async Task Two_callers_may_use_the_same_key()
    {
        using HttpClient other = await api.Host.KeyClientAsync(Role.Planner, "*");
        using HttpResponseMessage mine = await SendAsync("five", Samples.Text());
        using HttpResponseMessage theirs = await SendAsync("five", Samples.Text(), other);
        Assert.NotEqual(mine.Headers.Location, theirs.Headers.Location);
    }

    [Fact]
    public async Task A_new_API_key_is_never_kept()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = Answers.Json("""{"name":"x","role":"agent","teams":[]}""") };
        request.Headers.Add(IdempotencyKeys.Header, "six");
        string key = (string)(await api.Host.Client.SendAsync(request).JsonAsync(HttpStatusCode.Created))["key"]!;
        Assert.Equal(0, await api.Host.Service<StoreSession>().ReadAsync(context => context.Answers.CountAsync(a => a.Body != null && a.Body.Contains(key))));
    }

    [Fact]
    public async Task What_acts_twice_when_sent_twice_is_refused_without_a_key()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "needs-key");
        string wish = """[{"employee":"o1","date":"2026-07-08","kind":"avoid","priority":8}]""";
        Assert.Equal("idempotency-key-missing", (await team.SendAsync(HttpMethod.Post, "/wishes", wish).ProblemAsync(HttpStatusCode.BadRequest)).Code);

        await team.Client.PostByKeyAsync($"{team.Path}/wishes", Answers.Json(wish), "w1").JsonAsync(HttpStatusCode.Created);
        using HttpResponseMessage again = await team.Client.PostByKeyAsync($"{team.Path}/wishes", Answers.Json(wish), "w1");

        Assert.Equal("true", Assert.Single(again.Headers.GetValues(IdempotencyKeys.ReplayedHeader)));
        Assert.Single((await team.GetAsync($"/wishes?week={TeamClient.Monday}")).AsArray(), w => (int)w!["priority"]! == 8);
        Assert.Equal("idempotency-key-reused", (await team.Client.PostByKeyAsync($"{team.Path}/wishes", Answers.Json("[]"), "w1").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_request_that_was_carried_out_is_not_carried_out_again_when_its_answer_was_lost()
    {
        int before = await RunsAsync();
        await SendAsync("seven", Samples.Text()).JsonAsync(HttpStatusCode.Accepted);

        // As a process leaves it that dies between the change and the answer.
        await api.Host.Service<StoreSession>().WriteAsync(context => context.Answers.Where(a => a.Key == "seven")
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, 0)));
        bool acted = await api.Host.Service<StoreSession>().ReadAsync(context => context.Answers.Where(a => a.Key == "seven").Select(a => a.Acted).SingleAsync());

        Assert.True(acted);
        await api.Host.Service<StoreSession>().WriteAsync(context => context.Answers.Where(a => a.Key == "seven").ExecuteUpdateAsync(
            set => set.SetProperty(a => a.CreatedAt, api.Host.Service<NodaTime.IClock>().GetCurrentInstant() - AnswerStore.Lost - NodaTime.Duration.FromMinutes(1))));
        Assert.Equal("idempotency-answer-lost", (await SendAsync("seven", Samples.Text()).ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal(before + 1, await RunsAsync());
    }

    private Task<int> RunsAsync() => api.Host.Service<StoreSession>().ReadAsync(context => context.Runs.CountAsync());

    private Task<HttpResponseMessage> SendAsync(string key, string body, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Answers.Json(body) };
        request.Headers.Add(IdempotencyKeys.Header, key);
        return (client ?? api.Host.Client).SendAsync(request);
    }
}
