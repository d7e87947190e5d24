using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

public abstract class AuditTests : StoreTests
{
    [Fact]
    public async Task Each_change_has_one_entry_in_its_team_s_chain_and_the_whole_log_is_proven()
    {
        await MakeTeamAsync();
        await FileLeaveAsync("a");
        await MakeDraftAsync();
        await Get<AuditStore>().NoteAsync(Team, "boss", "leave.reasons-read", "a", Stop);
        await Get<AccountStore>().SaveAsync(new AccountRow { Id = "li", Name = "李", PasswordHash = "", Role = "planner", Teams = "office" }, "hash", "admin", Stop);

        AuditReport report = await Get<AuditStore>().VerifyAsync(Stop);
        List<AuditRow> rows = await ExportAsync(null);

        Assert.True(report.Holds, string.Join('\n', report.Problems));
        Assert.Equal((2, rows.Count, 2), (report.Chains, report.Entries, report.Changes));
        Assert.Equal([("", 1L, "account.added"), (Team, 1L, "team.created"), (Team, 2L, "leave.approved"), (Team, 3L, "roster.edit"), (Team, 4L, "leave.reasons-read")], rows.Select(r => (r.Chain, r.Number, r.Action)));
        Assert.Equal([null, 1L, 2L, null, null], rows.Select(r => r.Change));
        Assert.Single(await ExportAsync(""));
    }

    [Fact]
    public async Task The_hash_is_the_one_that_is_written_down()
    {
        Clock.Now = Instant.FromUnixTimeTicks(17_836_704_001_234_567);
        await Get<AuditStore>().NoteAsync("office", "李", "leave.reasons-read", "a b", Stop);

        AuditRow row = Assert.Single(await ExportAsync(null));

        string text = $"64:{new string('0', 64)}6:office1:116:17836704001234563:李18:leave.reasons-read3:a b0:0:";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), row.Hash);
        Assert.Equal(1_783_670_400_123_456, row.At.ToUnixTimeTicks() / 10);
    }

    [Theory]
    [InlineData("update audit set \"by\" = 'somebody' where number = 1")]
    [InlineData("delete from audit where number = 2")]
    [InlineData("delete from audit")]
    [InlineData("delete from audit_chain")]
    [InlineData("update audit_chain set number = number - 1")]
    [InlineData("update audit_chain set chain = 'other'")]
    public async Task The_database_itself_refuses_to_change_what_was_written(string sql)
    {
        await MakeTeamAsync();
        await FileLeaveAsync("a");

        DbException refused = await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(sql));

        Assert.Contains("only ever added to", refused.Message, StringComparison.Ordinal);
        Assert.True((await Get<AuditStore>().VerifyAsync(Stop)).Holds);
    }

    [Theory]
    [InlineData("update audit set \"by\" = 'somebody' where number = 2", "entry 2 is not what was written")]
    [InlineData("update audit set detail = 'x' where number = 3", "entry 3 is not what was written")]
    [InlineData("update audit set at = (select at from audit where number = 4) where number = 1", "entry 1 is not what was written")]
    [InlineData("delete from audit where number = 2", "entry 3 comes after 1")]
    [InlineData("delete from audit where number = 4", "the chain ends with entry 4")]
    [InlineData("update audit set change = 2 where number = 3", "has not exactly one entry of its own")]
    [InlineData("delete from audit_chain", "no end of the chain")]
    [InlineData("delete from change where number = 3", "tells of change 3, which is not there")]
    [InlineData("update change set subject = 'other' where number = 3", "change 3 (leave.approved) has not exactly one entry")]
    public async Task Whoever_gets_round_the_database_is_found_out(string sql, string told)
    {
        await MakeTeamAsync();
        foreach (string id in (string[])["a", "b", "c"])
        {
            Clock.Now += Duration.FromHours(1);
            await FileLeaveAsync(id);
        }

        await WithoutTriggersAsync();
        await RunAsync(sql);

        Assert.Contains((await Get<AuditStore>().VerifyAsync(Stop)).Problems, p => p.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_of_a_team_that_come_at_once_stand_one_after_the_other()
    {
        await MakeTeamAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(Task (i) => i % 2 == 0
            ? FileLeaveAsync($"l{i}")
            : Get<AuditStore>().NoteAsync(Team, "boss", "leave.reasons-read", $"{i}", Stop)));

        AuditReport report = await Get<AuditStore>().VerifyAsync(Stop);
        Assert.True(report.Holds, string.Join('\n', report.Problems));
        Assert.Equal((13, 7), (report.Entries, report.Changes));
        Assert.Equal(Enumerable.Range(1, 13).Select(n => (long)n), (await ExportAsync(Team)).Select(r => r.Number));
    }

    [Fact]
    public async Task A_command_that_fails_leaves_no_entry()
    {
        await MakeTeamAsync();

        await RefusedAsync(StoreFailure.Invalid, () => Get<LeaveStore>().PutAsync(Team, "a", new Leave { Employee = "nobody", From = Week, Until = Week }, "", true, "hr", Stop));

        Assert.Single(await ExportAsync(Team));
        Assert.True((await Get<AuditStore>().VerifyAsync(Stop)).Holds);
    }

    private Task<LeaveOutcome> FileLeaveAsync(string id) => Get<LeaveStore>().PutAsync(Team, id, new Leave { Employee = "o1", From = Week, Until = Week }, "", true, "hr", Stop);

    private async Task<List<AuditRow>> ExportAsync(string? team)
    {
        List<AuditRow> rows = [];
        await Get<AuditStore>().ExportAsync(team, row =>
        {
            rows.Add(row);
            return Task.CompletedTask;
        }, Stop);
        return rows;
    }

    private async Task RunAsync(string sql)
    {
        await using SchedulingContext context = await Get<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync(Stop);
        await context.Database.ExecuteSqlRawAsync(sql, Stop);
    }

    private async Task WithoutTriggersAsync()
    {
        await using SchedulingContext context = await Get<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync(Stop);
        if (context.Database.IsNpgsql())
        {
            await RunAsync("alter table audit disable trigger user");
            await RunAsync("alter table audit_chain disable trigger user");
            return;
        }

        foreach (string name in await context.Database.SqlQueryRaw<string>("select name as \"Value\" from sqlite_master where type = 'trigger'").ToListAsync(Stop))
        {
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"drop trigger {name}"));
        }
    }
}
