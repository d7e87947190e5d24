using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Scheduling.Api.Tests.Endpoints.Events;

public sealed class WebhookTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Leave = """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true,"reason":"a secret"}""";

    private static Task<ApiHost> SendingAsync() => ApiHost.StartAsync(
        "--Worker:Webhooks:Sends=true", "--Worker:Webhooks:Poll=00:00:00.1", "--Worker:Webhooks:AllowedNetworks:0=127.0.0.0/8");

    [Fact]
    public async Task A_message_is_signed_so_that_the_standard_s_own_library_takes_it_and_tells_no_reason()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using ApiHost host = await SendingAsync();
        TeamClient team = await TeamClient.CreateAsync(host, "signed");
        JsonNode added = await AddAsync(team, receiver.Address + "/hook").JsonAsync(HttpStatusCode.Created);
        var secret = (string)added["secret"]!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        ReceivedMessage message = (await receiver.WaitAsync(1))[0];

        new StandardWebhook(secret).Verify(message.Body, message.Headers);
        Assert.Throws<WebhookVerificationException>(() => new StandardWebhook(secret).Verify(message.Body + " ", message.Headers));
        JsonNode body = JsonNode.Parse(message.Body)!;
        Assert.Equal("leave.decided", (string?)body["type"]);
        Assert.Equal("l-1", (string?)body["data"]!["externalId"]);
        Assert.Equal("APPROVED", (string?)body["data"]!["state"]);
        Assert.DoesNotContain("a secret", message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await host.Client.GetStringAsync($"{team.Path}/webhooks")) + await host.Client.GetStringAsync("/api/v1/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_logged_and_replayed_under_the_same_id()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using ApiHost host = await SendingAsync();
        TeamClient team = await TeamClient.CreateAsync(host, "replayed");
        string hook = (string)(await AddAsync(team, receiver.Address + "/status/500").JsonAsync(HttpStatusCode.Created))["id"]!;
        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        await receiver.WaitAsync(1);
        JsonNode delivery = await LoggedAsync(team, hook, d => d["lastStatus"] is not null);

        using HttpResponseMessage replayed = await team.SendAsync(HttpMethod.Post, $"/webhooks/{hook}/deliveries/{delivery["id"]}/replay");
        IReadOnlyList<ReceivedMessage> messages = await receiver.WaitAsync(2);

        Assert.Equal((500, "WAITING", 1), ((int)delivery["lastStatus"]!, (string)delivery["state"]!, (int)delivery["attempts"]!));
        Assert.NotNull(delivery["dueAt"]);
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        Assert.Single(messages.Select(m => m.Headers["webhook-id"].ToString()).Distinct());
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_receiver_that_is_gone_is_disabled()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using ApiHost host = await SendingAsync();
        TeamClient team = await TeamClient.CreateAsync(host, "gone");
        string redirects = (string)(await AddAsync(team, receiver.Address + "/redirect").JsonAsync(HttpStatusCode.Created))["id"]!;
        string gone = (string)(await AddAsync(team, receiver.Address + "/status/410").JsonAsync(HttpStatusCode.Created))["id"]!;

        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        JsonNode redirected = await LoggedAsync(team, redirects, d => d["lastStatus"] is not null);
        JsonNode givenUp = await LoggedAsync(team, gone, d => (string?)d["state"] == "GIVENUP");

        Assert.Equal(302, (int)redirected["lastStatus"]!);
        Assert.Equal(410, (int)givenUp["lastStatus"]!);
        Assert.DoesNotContain(receiver.Received, m => m.Path == "/elsewhere");
        JsonNode hook = (await team.GetAsync("/webhooks")).AsArray().Single(h => (string?)h!["id"] == gone)!;
        Assert.Equal("410 Gone", (string?)hook["disabledReason"]);
        Assert.Equal("webhook-disabled", (await team.SendAsync(HttpMethod.Post, $"/webhooks/{gone}/deliveries/{givenUp["id"]}/replay").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Null((await team.SendAsync(HttpMethod.Post, $"/webhooks/{gone}/enable").JsonAsync())["disabledAt"]);
    }

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("/hook")]
    public async Task An_address_that_is_none_of_the_public_internet_is_refused_at_once(string url)
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, $"guard-{Guid.NewGuid():N}"[..20]);
        Assert.Equal("webhook-address", (await AddAsync(team, url).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to()
    {
        await using ApiHost host = await ApiHost.StartAsync("--Worker:Webhooks:Sends=true", "--Worker:Webhooks:Poll=00:00:00.1");
        TeamClient team = await TeamClient.CreateAsync(host, "inside");
        string hook = (string)(await AddAsync(team, "https://localhost:9/hook").JsonAsync(HttpStatusCode.Created))["id"]!;

        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        JsonNode tried = await LoggedAsync(team, hook, d => d["lastError"] is not null);

        Assert.Null(tried["lastStatus"]);
        Assert.Contains("public internet", (string)tried["lastError"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_of_a_team_are_nobody_else_s_and_kinds_must_be_known()
    {
        TeamClient team = await TeamClient.CreateAsync(api.Host, "hooks-own");
        using HttpClient hr = await api.Host.KeyClientAsync(Role.HrService, "hooks-own");
        Assert.Equal("not-allowed", (await hr.GetAsync($"{team.Path}/webhooks").ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Equal("unknown-kind", (await team.SendAsync(HttpMethod.Post, "/webhooks", """{"url":"https://example.com/","kinds":["nothing"]}""").ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code);
        JsonNode added = await team.SendAsync(HttpMethod.Post, "/webhooks", """{"url":"https://example.com/","kinds":["roster.published"]}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal("roster.published", (string?)(await team.GetAsync("/webhooks"))[0]!["kinds"]![0]);
        using HttpResponseMessage gone = await team.SendAsync(HttpMethod.Delete, $"/webhooks/{added["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Empty((await team.GetAsync("/webhooks")).AsArray());
    }

    private static Task<HttpResponseMessage> AddAsync(TeamClient team, string url) => team.SendAsync(HttpMethod.Post, "/webhooks", new JsonObject { ["url"] = url }.ToJsonString());

    /// <summary>The only delivery of a webhook, once a condition holds.</summary>
    private static async Task<JsonNode> LoggedAsync(TeamClient team, string hook, Func<JsonNode, bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            JsonNode? delivery = (await team.GetAsync($"/webhooks/{hook}/deliveries")).AsArray().SingleOrDefault();
            if (delivery is not null && condition(delivery))
            {
                return delivery;
            }

            Assert.False(timeout.IsCancellationRequested, $"The delivery is still {delivery}.");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
