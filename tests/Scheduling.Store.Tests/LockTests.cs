using Microsoft.EntityFrameworkCore;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>The lock of a team on PostgreSQL, where two transactions may be open at once.</summary>
public sealed class LockTests(ServerFixture fixture) : StoreTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);

    [Fact]
    public async Task A_team_that_was_read_before_it_is_locked_is_read_again()
    {
        await MakeTeamAsync();
        (long read, long locked, long again) = await Get<StoreSession>().WriteAsync(
            async context =>
            {
                TeamRow before = await context.Teams.SingleAsync(t => t.Id == Team, Stop);
                long number = before.ChangeCount;
                await Get<StoreSession>().WriteAsync(other => other.Teams.Where(t => t.Id == Team).ExecuteUpdateAsync(set => set.SetProperty(t => t.ChangeCount, t => t.ChangeCount + 1), Stop), Stop);
                TeamRow row = await TeamChange.LockAsync(context, Team, Stop);
                return (number, row.ChangeCount, (await TeamChange.LockAsync(context, Team, Stop)).ChangeCount);
            },
            Stop);

        Assert.Equal((read + 1, read + 1), (locked, again));
    }
}
