using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Scheduling.Store;
using Scheduling.Store.Access;

namespace Scheduling.Faults.Checking;

/// <summary>
/// Proves the invariants from SQL alone: it shares no code with what it judges. Each query gives the rows that break its invariant. Only for I5 the stored rosters are also put
/// before the engine's evaluator (<see cref="RosterJudge"/>), and the audit chain is proven twice: by SQL that computes every hash anew, and by the store's own function, so that neither can be
/// wrong alone.
/// </summary>
internal static class InvariantChecker
{
    // After minutes of load tables have a hundred thousand rows, and each hash of the audit log is computed anew.
    private const int LongestQuerySeconds = 600;

    private static readonly (string Invariant, string Sql)[] Queries =
    [
        // I1: what a client was told. The table is filled by the test; accepted means acknowledged.
        ("I1", """
            select 'team ' || a.team_id || ' change ' || a.kind || ' ' || a.subject || ' accepted=' || a.accepted || ' stands ' || count(c.number) || ' times'
            from acknowledged a left join change c on c.team_id = a.team_id and c.kind = a.kind and c.subject = a.subject
            group by a.team_id, a.kind, a.subject, a.accepted having count(c.number) <> case when a.accepted then 1 else 0 end
            """),
        ("I2", """
            select 'team ' || t.id || ' has input version ' || t.input_version || ' and ' || (select count(*) from change c where c.team_id = t.id and c.counts) || ' changes that count' from team t
            where t.input_version <> (select count(*) from change c where c.team_id = t.id and c.counts) or t.change_count <> (select count(*) from change c where c.team_id = t.id)
               or exists (select 1 from change c where c.team_id = t.id having max(c.number) <> count(*))
            """),
        ("I2", """
            select 'team ' || team_id || ' change ' || number || ' has input version ' || input_version || ' after ' || coalesce(before, 0) from
            (select c.*, lag(c.input_version) over (partition by c.team_id order by c.number) as before from change c) numbered
            where input_version <> coalesce(before, 0) + case when counts then 1 else 0 end
            """),
        ("I3", "select 'week ' || team_id || ' ' || week_start || ' has revisions up to ' || max(number) || ' but ' || count(*) from roster group by team_id, week_start having max(number) <> count(*) or min(number) <> 1"),
        ("I3", """
            select 'week ' || team_id || ' ' || week_start || ' revision ' || number || ' goes back to input ' || input_version || ' token ' || lease_token from
            (select r.*, lag(r.input_version) over w as input_before, lag(r.lease_token) over w as token_before from roster r where r.origin = 'resolve' window w as (partition by r.team_id, r.week_start order by r.number)) numbered
            where input_version <= input_before or lease_token <= token_before or lease_token is null
            """),
        ("I4", """
            select 'week ' || q.team_id || ' ' || q.week_start || ' is owed ' || q.wanted || ', solved ' || q.solved from solve_request q join team t on t.id = q.team_id
            where q.solved < q.wanted and (t.quarantined_at is null or not exists (select 1 from event e where e.team_id = t.id and e.kind = 'team.quarantined'))
            """),
        ("I5", """
            select 'week ' || r.team_id || ' ' || r.week_start || ' revision ' || r.number || ' has ' || (a.value ->> 'employee') || ' work on a day of approved leave' from roster r
            cross join lateral jsonb_array_elements(r.body::jsonb -> 'assignments') a(value)
            join change c on c.team_id = r.team_id and c.kind = 'leave.approved' and c.input_version <= r.input_version
            join leave l on l.team_id = c.team_id and l.external_id = c.subject and l.employee_id = a.value ->> 'employee'
            where r.origin = 'resolve' and (r.score::jsonb ->> 'passes')::boolean and coalesce(l.body::jsonb ->> 'part', 'wholeDay') not in ('morning', 'afternoon')
              and (a.value ->> 'date')::date between c."from" and c.until
              and not exists (select 1 from change d where d.team_id = c.team_id and d.subject = c.subject and d.kind like 'leave.%' and d.number > c.number and d.input_version <= r.input_version)
            """),
        ("I6", """
            select 'week ' || r.team_id || ' ' || r.week_start || ' revision ' || r.number || ' was told as published ' || count(e.number) || ' times' from roster r
            left join event e on e.team_id = r.team_id and e.kind = 'roster.published' and (e.data::jsonb ->> 'week')::date = r.week_start and (e.data::jsonb ->> 'number')::int = r.number
            where r.published_at is not null and r.origin <> 'import' group by r.team_id, r.week_start, r.number having count(e.number) <> 1
            """),
        ("I6", "select 'team ' || t.id || ' counts ' || t.event_count || ' events' from team t where t.event_count <> (select count(*) from event e where e.team_id = t.id)"),
        ("I6", """
            select 'week ' || r.team_id || ' ' || r.week_start || ' revision ' || r.number || ' was told as proposed ' || count(e.number) || ' times' from roster r
            left join event e on e.team_id = r.team_id and e.kind = 'roster.proposed' and (e.data::jsonb ->> 'week')::date = r.week_start and (e.data::jsonb ->> 'number')::int = r.number
            where r.origin = 'resolve' and r.published_by is distinct from 'policy' group by r.team_id, r.week_start, r.number having count(e.number) <> 1
            """),
        ("I6", """
            select 'team ' || e.team_id || ' event ' || e.number || ' (' || e.kind || ') has ' || count(d.id) || ' deliveries' from event e
            join webhook w on w.team_id = e.team_id and w.kinds = '*' left join delivery d on d.webhook_id = w.id and d.event_number = e.number
            where exists (select 1 from delivery f where f.webhook_id = w.id and f.event_number <= e.number) group by e.team_id, e.number, e.kind, w.id having count(d.id) <> 1
            """),
        ("I6", """
            select 'team ' || e.team_id || ' event ' || e.number || ' (' || e.kind || ') was never received' from event e join delivery d on d.team_id = e.team_id and d.event_number = e.number
            where d.state = 'Delivered' and exists (select 1 from received r where r.team_id = e.team_id)
              and not exists (select 1 from received r where r.team_id = e.team_id and r.event_id = 'evt_' || replace(e.id::text, '-', ''))
            """),
        ("I6", "select 'a receiver of team ' || r.team_id || ' heard of ' || r.event_id || ', which is no event' from received r where not exists (select 1 from event e where e.team_id = r.team_id and r.event_id = 'evt_' || replace(e.id::text, '-', ''))"),
        ("I7", """
            select 'team ' || c.team_id || ' change ' || c.number || ' has no audit entry of its own' from change c
            where (select count(*) from audit a where a.chain = c.team_id and a.change = c.number and a.action = c.kind and a.subject = c.subject and a.by = c.by) <> 1
            """),
        ("I7", """
            select 'chain ' || a.chain || ' entry ' || a.number || ' tells of no change' from audit a left join change c on c.team_id = a.chain and c.number = a.change
            where a.change is not null and c.number is null
            """),
        ("I7", """
            select 'chain ' || chain || ' entry ' || number || ' does not follow from the one before' from
            (select a.*, lag(a.number, 1, 0::bigint) over w as number_before, lag(a.hash, 1, repeat('0', 64)) over w as hash_before from audit a window w as (partition by a.chain order by a.number)) numbered
            where number <> number_before + 1 or hash <> encode(sha256(convert_to((
                select string_agg(octet_length(part) || ':' || part, '' order by place) from unnest(array[hash_before, chain, number::text,
                floor(extract(epoch from at) * 1000000)::bigint::text, by, action, subject, detail, coalesce(change::text, '')]) with ordinality parts(part, place)), 'UTF8')), 'hex')
            """),
        ("I7", """
            select 'chain ' || e.chain || ' ends with ' || e.number from audit_chain e
            where not exists (select 1 from audit a where a.chain = e.chain and a.number = e.number and a.hash = e.hash) or e.number <> (select count(*) from audit a where a.chain = e.chain)
            """),
        ("I8", "select 'delivery ' || id || ' is held since ' || lease_until from delivery where state = 'Waiting' and lease_until < clock_timestamp() - interval '30 seconds'"),
        ("I8", "select count(*) || ' connections to one database' from pg_stat_activity where datname = current_database() having count(*) > 100"),
        ("I8", "select 'run ' || id || ' is held since ' || lease_until || ' by ' || worker from run where state = 'Solving' and lease_until < clock_timestamp() - interval '10 seconds'"),
        ("I8", "select 'a ' || locktype || ' lock is held by an idle backend' from pg_locks l join pg_stat_activity s on s.pid = l.pid where s.state = 'idle in transaction' and s.datname = current_database() and l.locktype = 'tuple'"),
    ];

    /// <summary>What was acknowledged and what was refused, for I1.</summary>
    public static async Task NoteAsync(string connection, IEnumerable<(string Team, string Kind, string Subject, bool Accepted)> told)
    {
        await using NpgsqlConnection database = await OpenAsync(connection);
        await EnsureAsync(database);
        await using NpgsqlBinaryImporter rows = await database.BeginBinaryImportAsync("copy acknowledged (team_id, kind, subject, accepted) from stdin (format binary)");
        foreach ((string team, string kind, string subject, bool accepted) in told)
        {
            await rows.WriteRowAsync(CancellationToken.None, team, kind, subject, accepted);
        }

        await rows.CompleteAsync();
    }

    /// <summary>What receivers of webhooks heard, by team and id of the message, for I6.</summary>
    public static async Task NoteReceivedAsync(string connection, IEnumerable<(string Team, string Id)> received)
    {
        await using NpgsqlConnection database = await OpenAsync(connection);
        await EnsureAsync(database);
        await using NpgsqlBinaryImporter rows = await database.BeginBinaryImportAsync("copy received (team_id, event_id) from stdin (format binary)");
        foreach ((string team, string id) in received)
        {
            await rows.WriteRowAsync(CancellationToken.None, team, id);
        }

        await rows.CompleteAsync();
    }

    /// <summary>The number a query gives.</summary>
    public static async Task<long> CountAsync(string connection, string sql, params object[] values)
    {
        await using NpgsqlConnection database = await OpenAsync(connection);
#pragma warning disable CA2100 // The tests' own.
        await using var command = new NpgsqlCommand(sql, database);
#pragma warning restore CA2100
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Everything that breaks an invariant.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(string connection, params string[] except)
    {
        await using NpgsqlConnection database = await OpenAsync(connection);
        await EnsureAsync(database);
        await using (var analyze = new NpgsqlCommand("analyze", database))
        {
            await analyze.ExecuteNonQueryAsync();
        }

        List<string> breaches = [];
        foreach ((string invariant, string sql) in Queries.Where(q => !except.Contains(q.Invariant)))
        {
#pragma warning disable CA2100 // The queries above.
            await using var command = new NpgsqlCommand(sql, database) { CommandTimeout = LongestQuerySeconds };
#pragma warning restore CA2100
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                breaches.Add($"{invariant}: {reader.GetString(0)}");
            }
        }

        if (!except.Contains("I5"))
        {
            breaches.AddRange(await RosterJudge.CheckAsync(database));
        }

        if (!except.Contains("I7"))
        {
            breaches.AddRange((await VerifyAsync(connection)).Problems.Select(problem => "I7: " + problem));
        }

        return breaches;
    }

    /// <summary>A connection of its own: one from a pool may have been cut by the test.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(string connection)
    {
        var database = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await database.OpenAsync();
        return database;
    }

    /// <summary>What operators are given to prove the audit log with must find what the SQL above finds.</summary>
    private static async Task<AuditReport> VerifyAsync(string connection)
    {
        await using ServiceProvider services = new ServiceCollection().AddSchedulingStore(new StoreOptions { Postgres = connection }).BuildServiceProvider();
        return await services.GetRequiredService<AuditStore>().VerifyAsync();
    }

    private static async Task EnsureAsync(NpgsqlConnection database)
    {
        await using var command = new NpgsqlCommand(
            "create table if not exists acknowledged (team_id text not null, kind text not null, subject text not null, accepted boolean not null);"
            + "create table if not exists received (team_id text not null, event_id text not null)", database);
        await command.ExecuteNonQueryAsync();
    }
}
