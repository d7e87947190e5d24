using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Scheduling.Engine.Domain;
using Scheduling.Store.Access;
using Scheduling.Store.Events;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Store.Walls;

namespace Scheduling.Store.Tests;

/// <summary>Row-level security, under a role that does not own the tables: what a query sees that asks for everything.</summary>
public sealed class WallTests(ServerFixture fixture) : StoreTests
{
    private const string Other = "hotline";

    // Nothing in them belongs to a team: they are read before anybody is known, or hold what is a caller's.
    private static readonly string[] WithoutWall = ["__EFMigrationsHistory", "account", "answer", "api_key"];

    private readonly string _role = $"api_{Guid.NewGuid():N}";
    private string _connection = "";
    private ServiceProvider _api = null!;

    protected override async Task<StoreOptions> OptionsAsync()
    {
        StoreOptions options = await Databases.PostgresAsync(fixture);
        _connection = options.Postgres!;
        return options;
    }

    [Fact]
    public async Task Every_table_has_a_wall_or_belongs_to_no_team()
    {
        await using NpgsqlConnection owner = await OpenAsync(_connection);
        List<string> open = await ReadAsync(owner, """
            select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
            and not (relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid)) order by 1
            """);

        Assert.Equal(WithoutWall, open);
    }

    [Fact]
    public async Task A_query_that_asks_for_everything_sees_what_is_the_caller_s()
    {
        await PrepareAsync();
        await using NpgsqlConnection api = await OpenAsync(RoleConnection);
        List<string> tables = await ReadAsync(api, "select tablename from pg_tables where schemaname = 'public' and rowsecurity order by 1");
        async Task<Dictionary<string, long>> CountAsync(string teams)
        {
            await RunAsync(api, $"select set_config('scheduling.teams', '{teams}', false)");
            Dictionary<string, long> counts = [];
            foreach (string table in tables)
            {
                counts[table] = long.Parse((await ReadAsync(api, $"select count(*)::text from \"{table}\""))[0], System.Globalization.CultureInfo.InvariantCulture);
            }

            return counts;
        }

        Dictionary<string, long> none = await CountAsync("");
        Dictionary<string, long> nobody = await CountAsync("nobody");
        Dictionary<string, long> one = await CountAsync(Team);
        Dictionary<string, long> both = await CountAsync($"{Team} {Other}");
        Dictionary<string, long> all = await CountAsync("*");

        // What the installation notes of itself is in no team.
        (none["audit"], none["audit_chain"], nobody["audit"], nobody["audit_chain"]) = (none["audit"] - 1, none["audit_chain"] - 1, nobody["audit"] - 1, nobody["audit_chain"] - 1);
        Assert.All(none, count => Assert.Equal((count.Key, 0L), (count.Key, count.Value)));
        Assert.Equal(none, nobody);
        Assert.All(one, count => Assert.True(count.Value > 0 && count.Value < all[count.Key], $"{count.Key}: {count.Value} of {all[count.Key]}"));
        Assert.All(both, count => Assert.Equal((count.Key, all[count.Key] - (count.Key is "run" or "problem" or "run_progress" ? 1 : 0)), (count.Key, count.Value)));
    }

    [Fact]
    public async Task Rows_of_other_teams_are_neither_changed_nor_added()
    {
        await PrepareAsync();
        await using NpgsqlConnection api = await OpenAsync(RoleConnection);
        await RunAsync(api, $"select set_config('scheduling.teams', '{Team}', false)");

        Assert.Equal(0, await RunAsync(api, $"update leave set note = 'x' where team_id = '{Other}'"));
        Assert.Equal(0, await RunAsync(api, $"delete from roster where team_id <> '{Team}'"));
        Assert.Equal(1, await RunAsync(api, $"update leave set note = 'x' where external_id = 'a'"));
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(api, $"insert into pins (team_id, week_start, body) values ('{Other}', '2026-08-03', '[]')"))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(api, $"update leave set team_id = '{Other}' where external_id = 'a'"))).SqlState);
    }

    [Theory]
    [InlineData("update audit set detail = ''")]
    [InlineData("delete from audit")]
    [InlineData("truncate audit")]
    [InlineData("delete from audit_chain")]
    [InlineData("alter table audit disable trigger user")]
    [InlineData("alter table leave disable row level security")]
    [InlineData("drop policy reach on leave")]
    [InlineData("update \"__EFMigrationsHistory\" set product_version = ''")]
    [InlineData("set role postgres")]
    public async Task The_role_may_not_take_walls_down(string sql)
    {
        await PrepareAsync();
        await using NpgsqlConnection api = await OpenAsync(RoleConnection);
        await RunAsync(api, "select set_config('scheduling.teams', '*', false)");

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(api, sql))).SqlState);
    }

    [Fact]
    public async Task The_store_tells_the_database_whose_teams_it_is_asked_for_and_no_connection_remembers()
    {
        await PrepareAsync();
        var contexts = _api.GetRequiredService<IDbContextFactory<SchedulingContext>>();
        async Task<IReadOnlyList<string>> EverythingAsync()
        {
            await using SchedulingContext context = await contexts.CreateDbContextAsync(Stop);
            return await context.Leave.Select(l => l.TeamId).Distinct().Order().ToListAsync(Stop);
        }

        TeamReach.Set([Team], "planner");
        IReadOnlyList<string> own = await EverythingAsync();
        TeamReach.Clear();
        IReadOnlyList<string> none = await EverythingAsync();
        TeamReach.SetAll();
        IReadOnlyList<string> all = await EverythingAsync();
        TeamReach.Clear();

        Assert.Equal([Team], own);
        Assert.Empty(none);
        Assert.Equal([Other, Team], all);
        Assert.Empty(await EverythingAsync());
    }

    [Fact]
    public async Task Commands_go_through_the_wall_for_the_own_team_and_end_at_it_for_others()
    {
        await PrepareAsync();
        TeamReach.Set([Team, "new"], "planner");
        var leave = _api.GetRequiredService<LeaveStore>();

        await leave.PutAsync(Team, "b", new Leave { Employee = "o2", From = Week, Until = Week }, "", true, "hr", Stop);
        await _api.GetRequiredService<TeamStore>().CreateAsync("new", Sample("office-6.json"), "planner", Stop);
        await _api.GetRequiredService<RosterEditor>().EditAsync("new", Week, null, [Shift("o1", 0)], "planner", Stop);
        await _api.GetRequiredService<RosterStore>().PublishAsync("new", Week, 1, "as it is", "planner", Stop);

        await RefusedAsync(StoreFailure.NotFound, () => leave.PutAsync(Other, "b", new Leave { Employee = "o2", From = Week, Until = Week }, "", true, "hr", Stop));
        Assert.Equal(["new", Team], (await _api.GetRequiredService<TeamReader>().ListAsync(null, Stop)).Select(t => t.Id).Order());
        Assert.True((await Get<AuditStore>().VerifyAsync(Stop)).Holds);
    }

    [Fact]
    public async Task A_run_without_a_team_is_its_owner_s()
    {
        await PrepareAsync();
        var runs = _api.GetRequiredService<RunStore>();
        TeamReach.Set([Team], "somebody");
        RunRow own = await runs.AddScheduleAsync(Sample("office-6.json"), null, new RunOptions(), "somebody", "somebody", Stop);
        RunRow? seen = await runs.FindAsync(own.Id, Stop);
        SchedulingProblem? problem = await runs.ProblemAsync(own.Id, Stop);

        TeamReach.Set([Team], "another");

        Assert.NotNull(seen);
        Assert.NotNull(problem);
        Assert.Null(await runs.FindAsync(own.Id, Stop));
    }

    [Fact]
    public async Task A_role_that_no_wall_binds_is_refused()
    {
        await using NpgsqlConnection owner = await OpenAsync(_connection);
        await RunAsync(owner, $"create role {_role} login bypassrls");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Get<IServiceProvider>().GrantStoreAsync(_role, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Get<IServiceProvider>().GrantStoreAsync("postgres", Stop));
    }

    public override async ValueTask DisposeAsync()
    {
        TeamReach.Clear();
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private string RoleConnection => new NpgsqlConnectionStringBuilder(_connection) { Username = _role }.ConnectionString;

    /// <summary>Two teams of which every table has rows, and a role that may use them.</summary>
    private async Task PrepareAsync()
    {
        await using NpgsqlConnection owner = await OpenAsync(_connection);
        await RunAsync(owner, $"create role {_role} login");
        await Get<IServiceProvider>().GrantStoreAsync(_role, Stop);
        await Get<IServiceProvider>().GrantStoreAsync(_role, Stop);
        _api = new ServiceCollection().AddSingleton<IClock>(Clock).AddSchedulingStore(new StoreOptions { Postgres = RoleConnection, Debounce = Debounce }).BuildServiceProvider();
        foreach (string team in (string[])[Team, Other])
        {
            await FillAsync(team);
        }

        await Get<AccountStore>().SaveAsync(new AccountRow { Id = "li", Name = "李", PasswordHash = "", Role = "planner", Teams = "office" }, "hash", "admin", Stop);
        RunRow nobody = await Get<RunStore>().AddScheduleAsync(Sample("office-6.json") with { Name = "nobody's" }, null, new RunOptions(), "somebody", "somebody", Stop);
        await Get<RunLeases>().ProgressAsync(nobody.Id, (await ClaimAsync(nobody.Id)).Token, 1, [], null, null, Stop);
    }

    private async Task FillAsync(string team)
    {
        SchedulingProblem problem = Sample("office-6.json");
        await Get<TeamStore>().CreateAsync(team, problem with { Name = team }, "test", Stop);
        await Get<WebhookStore>().AddAsync(team, "https://example.com/", [], "c2VjcmV0", "test", Stop);
        await using (SchedulingContext context = await Get<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync(Stop))
        {
            context.Volumes.Add(new VolumeRow { Id = Guid.NewGuid(), TeamId = team, Post = "p", FileName = "f", IntervalMinutes = 30, FirstDate = Week, LastDate = Week, Body = "{}", UploadedBy = "test" });
            context.Wishes.Add(new WishRow { Id = Guid.NewGuid(), TeamId = team, EmployeeId = "o1", Date = Week.PlusDays(20), Body = "{}" });
            await context.SaveChangesAsync(Stop);
        }

        await Get<RosterEditor>().EditAsync(team, Week, null, [Shift("o1", 0)], "planner", Stop);
        await Get<LeaveStore>().PutAsync(team, "a", new Leave { Employee = "o1", From = Week, Until = Week }, "a secret", true, "hr", Stop);
        ClaimedDelivery delivery = (await Get<DeliveryStore>().ClaimAsync(Duration.FromSeconds(30), Stop))!;
        await Get<DeliveryStore>().EndAsync(delivery, new DeliveryTry(500, null, 1), Stop);
        RunRow run = await Get<RunStore>().AddManualAsync(team, Week, new RunOptions(), "planner", Stop);
        await Get<RunLeases>().ProgressAsync(run.Id, (await ClaimAsync(run.Id)).Token, 1, [], null, null, Stop);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connection)
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(Stop);
        return opened;
    }

#pragma warning disable CA2100 // The words of this file.
    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Stop);
        List<string> values = [];
        while (await reader.ReadAsync(Stop))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
#pragma warning restore CA2100
}
