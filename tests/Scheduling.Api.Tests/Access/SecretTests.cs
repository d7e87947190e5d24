using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Testing;
using StandardWebhooks;

namespace Scheduling.Api.Tests.Access;

public sealed class SecretTests
{
    private const string Leave = """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true,"reason":"a very private reason"}""";

    [Fact]
    public async Task No_password_key_token_secret_or_reason_stands_in_the_log_at_any_level()
    {
        var log = new KeptLog();
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        string database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()) { Password = "the-database-password" }.ConnectionString;
        string token = issuer.Token();
        string key, secret;
        await using (ApiHost host = await ApiHost.StartAsync(
            builder => log.AddTo(builder.Logging), $"--ConnectionStrings:Scheduling={database}", "--SCHEDULING_ADMIN_PASSWORD=the-first-password", $"--Scheduling:Tokens:Authority={issuer.Address}",
            "--Scheduling:Tokens:Audience=scheduling", "--Worker:Webhooks:Sends=true", "--Worker:Webhooks:Poll=00:00:00.1", "--Worker:Webhooks:AllowedNetworks:0=127.0.0.0/8"))
        {
            using HttpResponseMessage wrong = await ApiHost.SignInAsync(host.Client, "admin", "a-wrong-password");
            using HttpResponseMessage signedIn = await ApiHost.SignInAsync(host.Client, "admin", "the-first-password");
            Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
            key = (string)(await host.Client.PostTextAsync("/api/v1/keys", """{"name":"HR","role":"manager","teams":["*"]}""").JsonAsync(HttpStatusCode.Created))["key"]!;
            await host.Client.PutTextAsync("/api/v1/accounts/li", """{"name":"Li","role":"planner","teams":["*"],"password":"another-long-password"}""").JsonAsync();
            TeamClient team = await TeamClient.CreateAsync(host, "hotline");
            secret = (string)(await team.SendAsync(HttpMethod.Post, "/webhooks", new JsonObject { ["url"] = receiver.Address + "/hook" }.ToJsonString()).JsonAsync(HttpStatusCode.Created))["secret"]!;
            foreach (string bearer in (string[])[key, token, key + "x", token + "x"])
            {
                using HttpClient machine = host.NewClient();
                machine.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
                using HttpResponseMessage answer = await machine.PutTextAsync($"{team.Path}/leave/l-1", Leave);
            }

            await receiver.WaitAsync(1);
        }

        // What is looked for is what a log at this level would hold if it were written: other things of the same requests are there.
        Assert.Contains("/api/v1/teams/hotline/leave/l-1", log.Text, StringComparison.Ordinal);
        Assert.Contains("insert into", log.Text, StringComparison.OrdinalIgnoreCase);
        string signature = token[(token.LastIndexOf('.') + 1)..];
        Assert.All(
            (string[])["the-database-password", "the-first-password", "a-wrong-password", "another-long-password",
                key, key[3..], Scheduling.Api.Access.Secrets.HashOf(key), signature, secret, secret[6..], "a very private reason"],
            hidden => Assert.DoesNotContain(hidden, log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_database_holds_no_secret_that_signs_and_without_the_keys_nothing_is_sent()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using ApiHost host = await ApiHost.StartAsync("--Worker:Webhooks:Sends=true", "--Worker:Webhooks:Poll=00:00:00.1", "--Worker:Webhooks:AllowedNetworks:0=127.0.0.0/8");
        TeamClient team = await TeamClient.CreateAsync(host, "hotline");
        JsonNode[] added = [.. await Task.WhenAll(((string[])["/one", "/other"]).Select(path =>
            team.SendAsync(HttpMethod.Post, "/webhooks", new JsonObject { ["url"] = receiver.Address + path }.ToJsonString()).JsonAsync(HttpStatusCode.Created)))];
        string secret = (string)added[0]["secret"]!;
        var contexts = host.Service<IDbContextFactory<SchedulingContext>>();
        await using (SchedulingContext context = await contexts.CreateDbContextAsync())
        {
            List<WebhookRow> rows = await context.Webhooks.ToListAsync();
            Assert.All(rows, row => Assert.DoesNotContain(added, a => row.Secret.Contains(((string)a["secret"]!)[6..], StringComparison.Ordinal)));

            // As if it had been encrypted by keys that are gone.
            WebhookRow other = rows.Single(row => row.Id == (Guid)added[1]["id"]!);
            other.Secret = rows.Single(row => row.Id != other.Id).Secret[..^8] + "AAAAAAAA";
            await context.SaveChangesAsync();
        }

        await team.SendAsync(HttpMethod.Put, "/leave/l-1", Leave).JsonAsync(HttpStatusCode.Created);
        ReceivedMessage message = (await receiver.WaitAsync(1))[0];
        string told = "";
        while (!told.Contains("keys", StringComparison.Ordinal))
        {
            await Task.Delay(50);
            told = (await team.GetAsync($"/webhooks/{added[1]["id"]}/deliveries")).ToJsonString();
        }

        new StandardWebhook(secret).Verify(message.Body, message.Headers);
        Assert.Equal("/one", message.Path);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task A_key_is_stored_by_its_hash_alone()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        (string key, Guid id) = await host.AddKeyAsync(Role.HrService, "hotline");

        await using SchedulingContext context = await host.Service<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync();
        string row = StoreJson.Write(await context.Keys.SingleAsync(k => k.Id == id));

        Assert.Contains(Scheduling.Api.Access.Secrets.HashOf(key), row, StringComparison.Ordinal);
        Assert.DoesNotContain(key[3..], row, StringComparison.Ordinal);
    }
}
