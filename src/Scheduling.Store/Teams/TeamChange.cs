using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

// The raw SQL below is put together from the dialect's constants; every value is a parameter.
#pragma warning disable EF1002, EF1003

namespace Scheduling.Store.Teams;

/// <summary>A change of a team, as it is written down.</summary>
/// <param name="Kind">What was changed, such as <c>leave.approved</c>.</param>
/// <param name="Subject">What it was done to.</param>
internal sealed record TeamChangeNote(string Kind, string Subject)
{
    /// <summary>More for the audit log.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether rosters are made from what it changed.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>First day it touches; every day when absent.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day it touches; no end when absent.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>In a sentence, what the weeks it touches are solved again for; null: they are not.</summary>
    public LocalizedText? Cause { get; init; }

    /// <summary>One of <see cref="QueueNames"/>.</summary>
    public string Queue { get; init; } = QueueNames.Automatic;

    /// <summary>The version of the demand it put in force.</summary>
    public int? Demand { get; init; }
}

/// <summary>
/// Writes a change down: the entry of the change log, the audit row, the team's input version and what the weeks it touches are owed, all in the transaction of the
/// change itself. A team's changes go one at a time, in the order in which they take its lock.
/// </summary>
internal static class TeamChange
{
    private static readonly HotQuery<Func<SchedulingContext, string, LocalDate, LocalDate, IAsyncEnumerable<TouchedWeek>>> Touched = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string team, LocalDate earliest, LocalDate latest) => context.Rosters
            .Where(r => r.TeamId == team && r.WeekStart >= earliest && r.WeekStart <= latest && (r.State == RosterState.Draft || r.State == RosterState.Published))
            .Select(r => r.WeekStart).Distinct()
            .LeftJoin(context.Runs.Where(r => r.TeamId == team && r.State == RunState.Queued && r.Kind == RunKind.Automatic), week => week, run => run.WeekStart, (week, run) => new TouchedWeek { Start = week, Waiting = run })));

    /// <summary>Lets one command of a team go at a time until the transaction ends, and reads the team; asked again it gives the same row. Fails when there is no such team.</summary>
    public static async Task<TeamRow> LockAsync(SchedulingContext context, string team, CancellationToken cancellation)
    {
        EntityEntry<TeamRow>? read = context.Teams.Local.FindEntry(team);
        if (read is not null && (read.State == EntityState.Added || context.LockedTeams.Contains(team)))
        {
            return read.Entity;
        }

        List<TeamRow> found = await context.Teams.FromSqlRaw($"select * from team where id = {{0}} {context.Dialect.LockRow}", team).AsTracking().ToListAsync(cancellation);
        TeamRow row = found.SingleOrDefault() ?? throw StoreException.NotFound("team", "团队", team);
        if (read is not null)
        {
            // Read before it was locked, it may have been changed meanwhile.
            await read.ReloadAsync(cancellation);
        }

        context.LockedTeams.Add(team);
        return row;
    }

    /// <summary>
    /// Writes a change down after it was made, and saves; the caller holds the team's lock. Gives the runs of the weeks it asks to be solved again, also of one that was waiting
    /// already: weeks it touches that have a roster and are not over.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> RecordAsync(SchedulingContext context, StoreSession store, string team, TeamChangeNote note, string by, CancellationToken cancellation)
    {
        TeamRow now = await LockAsync(context, team, cancellation);
        now.InputVersion += note.Counts ? 1 : 0;
        now.ChangeCount++;
        IReadOnlyList<TouchedWeek> weeks = note.Cause is null ? [] : await WeeksAsync(context, store, team, StoreJson.Read<TeamSetup>(now.Setup), note, cancellation);
        store.Audit(context, team, by, note.Kind, note.Subject, note.Detail, now.ChangeCount);
        context.Changes.Add(new ChangeRow
        {
            TeamId = team,
            Number = now.ChangeCount,
            InputVersion = now.InputVersion,
            Counts = note.Counts,
            At = store.Clock.GetCurrentInstant(),
            By = by,
            Kind = note.Kind,
            Subject = note.Subject,
            From = note.From,
            Until = note.Until,
            Weeks = string.Join(' ', weeks.Select(w => NodaTime.Text.LocalDatePattern.Iso.Format(w.Start))),
        });
        List<RunRow> runs = [.. weeks.Select(week => Ask(context, store, team, week, note, by))];
        await context.SaveChangesAsync(cancellation);
        foreach (RunRow run in runs)
        {
            await OweAsync(context, store, team, run, now.InputVersion, note, cancellation);
        }

        return [.. runs.Select(r => r.Id)];
    }

    /// <summary>Gives each week of a team that is owed an answer, and for which no run waits, one that is due at once.</summary>
    public static async Task AskAgainAsync(SchedulingContext context, StoreSession store, string team, string by, CancellationToken cancellation)
    {
        await context.SolveRequests.Where(r => r.TeamId == team).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, 0), cancellation);
        List<LocalDate> owed = await context.SolveRequests.AsNoTracking().Where(r => r.TeamId == team && r.Wanted > r.Solved).Select(r => r.WeekStart).ToListAsync(cancellation);
        foreach (LocalDate week in owed)
        {
            if (!await context.Runs.AnyAsync(r => r.TeamId == team && r.WeekStart == week && r.State == RunState.Queued && r.Kind == RunKind.Automatic, cancellation))
            {
                context.Runs.Add(NewRun(store, team, week, new TeamChangeNote("", "") { Cause = new("解除暂停后重新求解", "Solved again after the team was set free") }, by));
            }
        }
    }

    private static async Task<IReadOnlyList<TouchedWeek>> WeeksAsync(
        SchedulingContext context, StoreSession store, string team, TeamSetup setup, TeamChangeNote note, CancellationToken cancellation)
    {
        LocalDate today = store.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[setup.TimeZone]).Date;
        LocalDate earliest = (note.From > today ? note.From.Value : today).PlusDays(-6);
        List<TouchedWeek> weeks = [];
        await foreach (TouchedWeek week in Touched.For(context)(context, team, earliest, note.Until ?? LocalDate.MaxIsoValue).WithCancellation(cancellation))
        {
            weeks.Add(week);
        }

        return [.. weeks.OrderBy(w => w.Start)];
    }

    /// <summary>The run that waits for a week, with this change as its cause; a new one when none does.</summary>
    private static RunRow Ask(SchedulingContext context, StoreSession store, string team, TouchedWeek week, TeamChangeNote note, string by)
    {
        RunRow? waiting = week.Waiting;
        if (waiting is null)
        {
            waiting = NewRun(store, team, week.Start, note, by);
            context.Runs.Add(waiting);
        }

        // The newest cause is told; the earlier ones are in the change log.
        waiting.Cause = StoreJson.Write(note.Cause!);
        waiting.Queue = string.CompareOrdinal(note.Queue, waiting.Queue) < 0 ? note.Queue : waiting.Queue;
        return waiting;
    }

    /// <summary>Raises what a week is owed. One run waits, however many changes come: each puts it off by the debounce, up to the longest wait since the first.</summary>
    private static Task<int> OweAsync(SchedulingContext context, StoreSession store, string team, RunRow run, long inputVersion, TeamChangeNote note, CancellationToken cancellation)
    {
        StoreDialect sql = context.Dialect;
        return context.Database.ExecuteSqlRawAsync(
            $$"""
            insert into solve_request (team_id, week_start, wanted, solved, attempts, demand, first_at) values ({0}, {1}, {2}, 0, 0, {3}, {{sql.Now}})
            on conflict (team_id, week_start) do update set wanted = excluded.wanted, demand = coalesce(excluded.demand, solve_request.demand), first_at = coalesce(solve_request.first_at, excluded.first_at);
            update run set due_at = (select {{sql.Least}}({{sql.NowPlus("{4}")}}, {{sql.Plus("first_at", "{5}")}}) from solve_request where team_id = {0} and week_start = {1}) where id = {6}
            """,
            [team, run.WeekStart!.Value.ToDateOnly(), inputVersion, note.Demand!, store.Options.Debounce.TotalSeconds, store.Options.LongestWait.TotalSeconds, run.Id], cancellation);
    }

    private static RunRow NewRun(StoreSession store, string team, LocalDate week, TeamChangeNote note, string by)
    {
        Instant now = store.Clock.GetCurrentInstant();
        return new RunRow
        {
            Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
            Kind = RunKind.Automatic,
            Queue = note.Queue,
            Owner = by,
            TeamId = team,
            WeekStart = week,
            Options = StoreJson.Write(RunOptions.Automatic),
            Cause = StoreJson.Write(note.Cause!),
            State = RunState.Queued,
            CreatedBy = by,
            CreatedAt = now,
        };
    }

    /// <summary>A week that a change touches, and the run that waits for it.</summary>
    private sealed class TouchedWeek
    {
        public required LocalDate Start { get; init; }

        public required RunRow? Waiting { get; init; }
    }
}
