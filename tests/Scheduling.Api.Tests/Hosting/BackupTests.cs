using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>A back-up made and restored by the commands of docs/operations.md.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_back_up_made_while_the_program_runs_is_restored_with_its_rosters_and_a_log_that_is_proven()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        string database = await postgres.CreateDatabaseAsync();
        string handbook = await File.ReadAllTextAsync(Path.Combine(Artifacts.Repository, "docs", "operations.md"));
        Assert.Contains("pg_dump --format=custom --exclude-schema=hangfire", handbook, StringComparison.Ordinal);
        Assert.Contains("pg_restore --no-owner", handbook, StringComparison.Ordinal);
        JsonNode roster;
        AuditReport proven;
        string backup;
        string key, secret;
        await using (ApiHost host = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={database}", "--SCHEDULING_ADMIN_PASSWORD=first password"))
        {
            using HttpResponseMessage signedIn = await ApiHost.SignInAsync(host.Client, "admin", "first password");
            key = (await host.AddKeyAsync(Role.Planner, "hotline")).Key;
            TeamClient team = await TeamClient.CreateAsync(host, "hotline");
            secret = (string)(await team.SendAsync(HttpMethod.Post, "/webhooks", """{"url":"https://example.com/"}""").JsonAsync(HttpStatusCode.Created))["secret"]!;
            await team.SolveAsync();
            await team.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"1\"").JsonAsync();
            backup = await postgres.BackUpAsync(database, "--format=custom", "--exclude-schema=hangfire");

            // What comes after it is not in it.
            await team.SendAsync(HttpMethod.Put, "/leave/l-1", """{"employee":"o1","from":"2026-07-08","until":"2026-07-08"}""").JsonAsync(HttpStatusCode.Created);
            roster = await host.Client.GetAsync($"{team.Week}/roster").JsonAsync();
            proven = await host.Service<AuditStore>().VerifyAsync();
        }

        string restored = await postgres.CreateDatabaseAsync();
        await postgres.RestoreAsync(restored, backup, "--no-owner");

        await using ApiHost again = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={restored}");
        using HttpClient machine = again.NewClient();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", key);
        AuditReport report = await again.Service<AuditStore>().VerifyAsync();
        Assert.True(report.Holds, string.Join('\n', report.Problems));
        Assert.Equal((proven.Chains, proven.Entries - 1, proven.Changes - 1), (report.Chains, report.Entries, report.Changes));
        Assert.Equal(roster.ToJsonString(), (await machine.GetAsync($"/api/v1/teams/hotline/weeks/{TeamClient.Monday}/roster").JsonAsync()).ToJsonString());
        await using SchedulingContext context = await again.Service<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync();
        await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlRawAsync("update audit set detail = 'x'"));
        Assert.Equal(19, await context.Database.SqlQueryRaw<int>("select count(*)::int as \"Value\" from pg_policy").SingleAsync());

        // Whoever finds the back-up can neither sign nor come in.
        string readable = await File.ReadAllTextAsync(await postgres.BackUpAsync(restored, "--format=plain"));
        Assert.Contains("hotline", readable, StringComparison.Ordinal);
        Assert.All((string[])[key[3..], secret[6..], "first password"], hidden => Assert.DoesNotContain(hidden, readable, StringComparison.Ordinal));
    }
}
