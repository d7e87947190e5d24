using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Worker.Tests.Hosting;

/// <summary>
/// Workers of before and after an upgrade on one database. There is no earlier release to run, so that this program is the older one: the database is migrated beyond what it knows, as a
/// later release may that only adds (a migration of an unknown name, columns with defaults, a table). It shows that such an upgrade needs no standstill; not that a later release will only add.
/// </summary>
public sealed class RollingUpgradeTests(ServerFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Teams = ["one", "two", "three", "four"];

    private readonly LocalDate _week = Samples.Endless.Horizon.Start;
    private string _connection = "";
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await fixture.Server.CreateDatabaseAsync();
        _services = new ServiceCollection().AddSchedulingStore(new StoreOptions { Postgres = _connection }).BuildServiceProvider();
        await _services.MigrateStoreAsync();
        foreach (string team in Teams)
        {
            await _services.GetRequiredService<TeamStore>().CreateAsync(team, Samples.Endless, "test");
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Workers_go_on_while_a_later_release_migrates_and_each_run_has_one_roster()
    {
        var runs = _services.GetRequiredService<RunStore>();
        await using WorkerProcess before = WorkerProcess.On(_connection);
        Guid first = await AskAsync(Teams[0]);
        await WaitAsync(first, run => run.State == RunState.Solving);

        // The later release comes while a run of before is being solved.
        await MigrateBeyondAsync();
        await using WorkerProcess after = WorkerProcess.On(_connection);
        List<Guid> asked = [first];
        foreach (string team in Teams[1..])
        {
            asked.Add(await AskAsync(team));
        }

        RunRow solvedByOld = await WaitAsync(first, run => run.EndedAt is not null);
        await Signals.SendAsync("TERM", before.Id);
        (int exitCode, _, string errors) = await before.EndAsync();
        List<RunRow> ended = [];
        foreach (Guid run in asked)
        {
            ended.Add(await WaitAsync(run, row => row.EndedAt is not null));
        }

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(ended, run => Assert.Equal(RunState.Solved, run.State));
        Assert.EndsWith($"/{before.Id}", solvedByOld.Worker!, StringComparison.Ordinal);
        Assert.Contains(ended, run => run.Worker!.EndsWith($"/{after.Id}", StringComparison.Ordinal));
        foreach (RunRow run in ended)
        {
            Assert.Single(await _services.GetRequiredService<RosterStore>().HistoryAsync(run.TeamId!, _week), roster => roster.RunId == run.Id);
        }

        Assert.True((await _services.GetRequiredService<AuditStore>().VerifyAsync()).Holds);
        Assert.Equal(asked.Count, (await runs.RecentAsync(null)).Count);
    }

    private async Task MigrateBeyondAsync()
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            alter table run add column later_number integer not null default 7;
            alter table roster add column later_text text;
            create table later (id bigint primary key);
            insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99.0.0');
            """, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid> AskAsync(string team) =>
        (await _services.GetRequiredService<RunStore>().AddManualAsync(team, _week, new RunOptions { TimeLimitSeconds = 6 }, "planner")).Id;

    private async Task<RunRow> WaitAsync(Guid run, Func<RunRow, bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            RunRow row = (await _services.GetRequiredService<RunStore>().FindAsync(run))!;
            if (condition(row))
            {
                return row;
            }

            Assert.False(timeout.IsCancellationRequested, $"The run is still {row.State} after attempt {row.Attempts}: {row.Message}");
            await Task.Delay(50);
        }
    }
}
