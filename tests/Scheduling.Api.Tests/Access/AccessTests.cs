using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Access;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Access;

public sealed class AccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Who_sits_at_the_machine_is_its_administrator()
    {
        JsonNode me = await api.Host.Client.GetAsync("/api/v1/me").JsonAsync();
        Assert.Equal("local", (string?)me["id"]);
        Assert.Equal("admin", (string?)me["role"]);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("X-Original-For", "10.0.0.1:4000")]
    [InlineData("Host", "evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "http://evil.example")]
    public async Task A_request_that_only_looks_local_is_nobodys(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal("not-signed-in", (await api.Host.Client.SendAsync(request).ProblemAsync(HttpStatusCode.Unauthorized)).Code);
    }

    [Fact]
    public async Task A_key_is_shown_once_works_in_its_role_and_ends_at_once()
    {
        JsonNode made = await api.Host.Client.PostTextAsync("/api/v1/keys", """{"name":"HR","role":"hr-service","teams":["hotline"]}""").JsonAsync(HttpStatusCode.Created);
        string key = (string)made["key"]!;
        Assert.StartsWith("sk_", key, StringComparison.Ordinal);
        JsonNode listed = await api.Host.Client.GetAsync("/api/v1/keys").JsonAsync();
        Assert.DoesNotContain(key, listed.ToJsonString(), StringComparison.Ordinal);

        using HttpClient machine = api.Host.NewClient();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal("hr-service", (string?)(await machine.GetAsync("/api/v1/me").JsonAsync())["role"]);
        Assert.Equal("not-allowed", (await machine.GetAsync("/api/v1/keys").ProblemAsync(HttpStatusCode.Forbidden)).Code);

        using HttpResponseMessage gone = await api.Host.Client.DeleteAsync($"/api/v1/keys/{made["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal("not-signed-in", (await machine.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized)).Code);
    }

    [Fact]
    public async Task A_key_nobody_made_is_refused()
    {
        using HttpClient machine = api.Host.NewClient();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", Secrets.Key());
        Assert.Equal("not-signed-in", (await machine.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized)).Code);
    }

    [Fact]
    public async Task Somebody_signs_in_and_out()
    {
        using HttpClient person = await api.Host.SignedInAsync("li.ming", Role.Planner, null, "hotline");
        JsonNode me = await person.GetAsync("/api/v1/me").JsonAsync();
        Assert.Equal("li.ming", (string?)me["id"]);
        Assert.Equal("planner", (string?)me["role"]);
        Assert.Equal("hotline", (string?)me["teams"]![0]);
        using HttpResponseMessage left = await person.GetAsync("/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location?.OriginalString);
        Assert.Equal("local", (string?)(await person.GetAsync("/api/v1/me").JsonAsync())["id"]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await api.Host.AddAccountAsync("zhao", Role.Planner, "a long password");
        using HttpClient client = api.Host.NewClient();
        string wrong = (await ApiHost.SignInAsync(client, "zhao", "guess").ProblemAsync(HttpStatusCode.Unauthorized)).Detail;
        string unknown = (await ApiHost.SignInAsync(client, "nobody", "guess").ProblemAsync(HttpStatusCode.Unauthorized)).Detail;
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task After_ten_wrong_passwords_even_the_right_one_waits()
    {
        await api.Host.AddAccountAsync("qian", Role.Planner, "a long password");
        using HttpClient client = api.Host.NewClient();
        for (int i = 0; i < SignInGuard.MostFailures; i++)
        {
            await ApiHost.SignInAsync(client, "qian", "guess").ProblemAsync(HttpStatusCode.Unauthorized);
        }

        using HttpResponseMessage answer = await ApiHost.SignInAsync(client, "qian", "a long password");
        Assert.Equal("too-many-attempts", (await answer.ProblemAsync(HttpStatusCode.TooManyRequests)).Code);
        Assert.Equal("60", answer.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_revoked_account_is_out_at_once()
    {
        using HttpClient person = await api.Host.SignedInAsync("sun", Role.Manager, null, "*");
        Assert.Equal("sun", (string?)(await person.GetAsync("/api/v1/me").JsonAsync())["id"]);
        await api.Host.Client.PutTextAsync("/api/v1/accounts/sun", """{"name":"Sun","role":"manager","teams":["*"],"revoked":true}""").JsonAsync();
        await person.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized);
        using HttpClient again = api.Host.NewClient();
        await ApiHost.SignInAsync(again, "sun", "a long password").ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing_with_somebodys_cookie()
    {
        using HttpClient person = await api.Host.SignedInAsync("zhou", Role.Admin, null, "*");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = Answers.Json("""{"name":"x","role":"admin","teams":["*"]}""") };
        request.Headers.TryAddWithoutValidation("Origin", "http://evil.example");
        Assert.Equal("cross-site", (await person.SendAsync(request).ProblemAsync(HttpStatusCode.Forbidden)).Code);
        await person.PostTextAsync("/api/v1/keys", """{"name":"own","role":"agent","teams":[]}""").JsonAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/teams/hotline", "/teams/hotline")]
    public async Task Signing_in_leads_back_to_this_site_only(string asked, string led)
    {
        string name = $"back{(uint)asked.Length}";
        await api.Host.AddAccountAsync(name, Role.Agent, "a long password");
        using HttpClient client = api.Host.NewClient();
        using HttpResponseMessage answer = await client.PostAsync($"/sign-in?returnUrl={Uri.EscapeDataString(asked)}", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = "a long password" }));
        Assert.Equal(led, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Nobody_ends_the_own_account()
    {
        using HttpClient person = await api.Host.SignedInAsync("wu", Role.Admin, null, "*");
        Assert.Equal("own-account", (await person.PutTextAsync("/api/v1/accounts/wu", """{"name":"Wu","role":"admin","teams":["*"],"revoked":true}""").ProblemAsync(HttpStatusCode.Conflict)).Code);
    }

    [Fact]
    public async Task An_agent_without_an_employee_is_refused()
    {
        const string path = "/api/v1/accounts/nemo";
        Scheduling.Api.Problems.ProblemAnswer problem = await api.Host.Client.PutTextAsync(path, """{"name":"Nemo","role":"agent","teams":[],"password":"a long password"}""").ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("employee-missing", "/employeeId"), (problem.Code, problem.Errors[0].Pointer));
        await api.Host.Client.GetAsync(path).ProblemAsync(HttpStatusCode.NotFound);
        await api.Host.Client.PutTextAsync(path, """{"name":"Nemo","role":"planner","teams":[],"password":"a long password"}""").JsonAsync();
    }

    [Fact]
    public async Task What_is_done_to_accounts_and_keys_is_in_the_audit_log()
    {
        await api.Host.Client.PutTextAsync("/api/v1/accounts/zheng", """{"name":"Zheng","role":"agent","teams":[],"employeeId":"e7","password":"a long password"}""").JsonAsync();
        JsonNode log = await api.Host.Client.GetAsync("/api/v1/audit?most=1000").JsonAsync();
        Assert.Contains(log.AsArray(), a => (string?)a!["action"] == "account.added" && (string?)a["subject"] == "zheng" && (string?)a["by"] == "local");
    }

    [Fact]
    public async Task Where_people_must_sign_in_the_first_account_has_the_password_of_the_operator()
    {
        await using ApiHost closed = await ApiHost.StartAsync("--Scheduling:Access:LocalUser=false", "--SCHEDULING_ADMIN_PASSWORD=first password");
        await closed.Client.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized);
        using HttpResponseMessage answer = await ApiHost.SignInAsync(closed.Client, "admin", "first password");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("admin", (string?)(await closed.Client.GetAsync("/api/v1/me").JsonAsync())["role"]);
    }
}
