using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Scheduling.Store.Tests;

/// <summary>What passes with the database's troubles, and what does not.</summary>
public sealed class OutageTests(ServerFixture fixture)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_was_cut_is_an_outage() =>
        Assert.True(StoreOutage.Is(await FaultAsync("select pg_terminate_backend(pg_backend_pid())")));

    [Fact]
    public async Task A_server_that_takes_no_more_connections_is_an_outage() =>
        Assert.True(StoreOutage.Is(await FaultAsync("do $$ begin raise exception using errcode = '53300'; end $$")));

    [Fact]
    public async Task A_server_that_is_not_there_is_an_outage()
    {
        await using var connection = new NpgsqlConnection("Host=127.0.0.1;Port=1;Username=nobody");

        Exception? fault = await Record.ExceptionAsync(() => connection.OpenAsync(Stop));

        Assert.True(StoreOutage.Is(new InvalidOperationException("as Entity Framework wraps it", fault)));
    }

    [Theory]
    [InlineData("selekt")]
    [InlineData("do $$ begin raise unique_violation; end $$")]
    [InlineData("do $$ begin raise deadlock_detected; end $$")]
    public async Task What_would_fail_again_or_was_a_lost_race_is_no_outage(string sql) =>
        Assert.False(StoreOutage.Is(await FaultAsync(sql)));

    [Fact]
    public async Task A_command_whose_connection_breaks_between_two_statements_fails_with_an_outage()
    {
        var services = new ServiceCollection();
        services.AddSchedulingStore(new StoreOptions { Postgres = await fixture.Server.CreateDatabaseAsync() });
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateStoreAsync(Stop);

        Exception? fault = await Record.ExceptionAsync(() => provider.GetRequiredService<StoreSession>().WriteAsync(
            async context =>
            {
                await Record.ExceptionAsync(() => context.Database.ExecuteSqlRawAsync("select pg_terminate_backend(pg_backend_pid())", Stop));
                await context.Database.ExecuteSqlRawAsync("create table left_over (id int)", Stop);
            },
            Stop));

        Assert.IsType<StoreOutageException>(fault);
        Assert.True(StoreOutage.Is(fault));

        // Not even what came after the break, on a connection opened anew.
        Assert.Equal(1, await provider.GetRequiredService<StoreSession>().ReadAsync(
            context => context.Database.SqlQueryRaw<int>("select count(*)::int as \"Value\" from (select 1 where to_regclass('left_over') is null) nothing").SingleAsync(Stop), Stop));
    }

    private async Task<Exception> FaultAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(fixture.Server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
#pragma warning disable CA2100 // The tests' own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync(Stop));
    }
}
