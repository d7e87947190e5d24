using Microsoft.EntityFrameworkCore;

namespace Scheduling.Store.Tests;

/// <summary>That statements which come again are prepared on PostgreSQL: without it half as many changes and reads fit into a second.</summary>
public sealed class PreparedTests(ServerFixture fixture) : StoreTests
{
    private const int Uses = 6;

    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);

    [Fact]
    public async Task A_statement_that_comes_again_is_prepared()
    {
        int prepared = await Get<StoreSession>().WriteAsync(
            async context =>
            {
                for (int i = 0; i < Uses; i++)
                {
                    await context.Keys.CountAsync(Stop);
                }

                return await context.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_prepared_statements where statement like '%api_key%'").SingleAsync(Stop);
            },
            Stop);

        Assert.Equal(1, prepared);
    }
}
