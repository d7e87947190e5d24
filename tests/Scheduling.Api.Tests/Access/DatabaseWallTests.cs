using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scheduling.Api.Access;
using Scheduling.Api.Hosting;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Walls;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Access;

/// <summary>An API under a database role that owns nothing, made as the handbook says.</summary>
public sealed class DatabaseWallTests
{
    [Fact]
    public async Task The_API_works_under_a_role_that_sees_the_caller_s_teams_only_and_no_jobs()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        string owner = await postgres.CreateDatabaseAsync();
        await RunAsync(owner, "create role scheduling_api login nosuperuser nobypassrls");
        var told = new StringWriter();
        Assert.Equal(0, await OperatorCommands.RunAsync(["migrate", $"--ConnectionStrings:Scheduling={owner}", "--Scheduling:ApiRole=scheduling_api"], told));
        Assert.Contains("scheduling_api may use it", told.ToString(), StringComparison.Ordinal);
        // A worker's part: the tables of jobs are made by the owner.
        await using (ApiHost worker = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={owner}", "--SCHEDULING_ADMIN_PASSWORD=first password"))
        {
            worker.Service<Hangfire.JobStorage>().GetMonitoringApi().GetStatistics();
        }

        string role = new NpgsqlConnectionStringBuilder(owner) { Username = "scheduling_api" }.ConnectionString;
        await using ApiHost host = await ApiHost.StartAsync($"--ConnectionStrings:Scheduling={role}", "--Worker:Jobs=false");
        using HttpResponseMessage signedIn = await ApiHost.SignInAsync(host.Client, "admin", "first password");
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        TeamReach.SetAll();
        TeamClient hotline = await TeamClient.CreateAsync(host, "hotline");
        TeamClient office = await TeamClient.CreateAsync(host, "office");
        Assert.Equal(1, await hotline.SolveAsync());
        Assert.Equal("PUBLISHED", (string?)(await hotline.WeekAsync(HttpMethod.Post, "/roster/publish", null, "\"1\"").JsonAsync())["state"]);
        Assert.True((bool)(await host.Client.GetAsync("/api/v1/audit/verification").JsonAsync())["holds"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/hangfire")).StatusCode);

        using HttpClient planner = await host.KeyClientAsync(Role.Planner, "hotline");
        Assert.NotNull((await planner.GetAsync($"{hotline.Week}/roster").JsonAsync())["head"]);
        Assert.Equal("not-found", (await planner.GetAsync($"{office.Path}").ProblemAsync(HttpStatusCode.NotFound)).Code);
        using HttpClient manager = await host.KeyClientAsync(Role.Manager, "hotline");
        await manager.SendTextAsync(HttpMethod.Put, $"{hotline.Path}/leave/l-1", """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true}""").JsonAsync(HttpStatusCode.Created);

        // Past every question the program asks: a query of everything, as a request of a caller of one team would make it.
        DatabaseReach.Tell(new Caller("key:1", "x", Role.Planner, ["hotline"], null, CallerKind.Key));
        await using (SchedulingContext context = await host.Service<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync())
        {
            Assert.Equal(["hotline"], await context.Teams.Select(t => t.Id).ToListAsync());
            Assert.Equal(["hotline"], await context.Employees.Select(e => e.TeamId).Distinct().ToListAsync());
        }

        DatabaseReach.Tell(null);
        await using (SchedulingContext context = await host.Service<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync())
        {
            Assert.Equal(0, await context.Teams.CountAsync());
        }

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(role, "select count(*) from hangfire.job"))).SqlState);
    }

    [Fact]
    public async Task An_API_whose_role_may_not_bring_the_tables_up_to_date_does_not_start_on_an_empty_database()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        string owner = await postgres.CreateDatabaseAsync();
        await RunAsync(owner, "create role scheduling_api login");
        string role = new NpgsqlConnectionStringBuilder(owner) { Username = "scheduling_api" }.ConnectionString;

        await Assert.ThrowsAnyAsync<Exception>(() => ApiHost.StartAsync($"--ConnectionStrings:Scheduling={role}", "--Worker:Jobs=false"));
    }

    [Fact]
    public void An_API_that_solves_needs_jobs() =>
        Assert.Contains("Worker:Jobs", Assert.Throws<ArgumentException>(() => SchedulingHost.Build(["--Worker:Jobs=false"])).Message, StringComparison.Ordinal);

    private static async Task RunAsync(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
#pragma warning disable CA2100 // The words of this file.
        await using var command = new NpgsqlCommand(sql, opened);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
