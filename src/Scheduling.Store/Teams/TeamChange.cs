using Microsoft.EntityFrameworkCore;
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
    /// <summary>Lets one command of a team go at a time until the transaction ends. Fails when there is no such team.</summary>
    public static async Task LockAsync(SchedulingContext context, string team, CancellationToken cancellation)
    {
        if (await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(set => set.SetProperty(t => t.InputVersion, t => t.InputVersion), cancellation) == 0)
        {
            throw StoreException.NotFound("team", "团队", team);
        }
    }

    /// <summary>The same, and reads the team.</summary>
    public static async Task<TeamRow> LockRowAsync(SchedulingContext context, string team, CancellationToken cancellation)
    {
        await LockAsync(context, team, cancellation);
        return await TeamReader.RowAsync(context, team, cancellation);
    }

    /// <summary>
    /// Writes a change down after it was made; the caller holds the team's lock. Gives the runs of the weeks it asks to be solved again, also of one that was waiting
    /// already: weeks it touches that have a roster and are not over.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> RecordAsync(SchedulingContext context, StoreSession store, string team, TeamChangeNote note, string by, CancellationToken cancellation)
    {
        await context.SaveChangesAsync(cancellation);
        int counted = note.Counts ? 1 : 0;
        await context.Teams.Where(t => t.Id == team).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.InputVersion, t => t.InputVersion + counted).SetProperty(t => t.ChangeCount, t => t.ChangeCount + 1), cancellation);
        var now = await context.Teams.AsNoTracking().Where(t => t.Id == team).Select(t => new { t.InputVersion, t.ChangeCount, t.Setup }).SingleAsync(cancellation);
        IReadOnlyList<LocalDate> weeks = note.Cause is null ? [] : await WeeksAsync(context, store, team, StoreJson.Read<TeamSetup>(now.Setup), note, cancellation);
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
            Weeks = string.Join(' ', weeks.Select(NodaTime.Text.LocalDatePattern.Iso.Format)),
        });
        List<Guid> runs = [];
        foreach (LocalDate week in weeks)
        {
            runs.Add(await AskAsync(context, store, team, week, now.InputVersion, note, by, cancellation));
        }

        return runs;
    }

    /// <summary>Gives each week of a team that is owed an answer, and for which no run waits, one that is due at once.</summary>
    public static async Task AskAgainAsync(SchedulingContext context, StoreSession store, string team, string by, CancellationToken cancellation)
    {
        await context.SolveRequests.Where(r => r.TeamId == team).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, 0), cancellation);
        List<LocalDate> owed = await context.SolveRequests.AsNoTracking().Where(r => r.TeamId == team && r.Wanted > r.Solved).Select(r => r.WeekStart).ToListAsync(cancellation);
        foreach (LocalDate week in owed)
        {
            if (await WaitingAsync(context, team, week, cancellation) is null)
            {
                context.Runs.Add(NewRun(store, team, week, new TeamChangeNote("", "") { Cause = new("解除暂停后重新求解", "Solved again after the team was set free") }, by));
            }
        }
    }

    private static async Task<IReadOnlyList<LocalDate>> WeeksAsync(
        SchedulingContext context, StoreSession store, string team, TeamSetup setup, TeamChangeNote note, CancellationToken cancellation)
    {
        LocalDate today = store.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[setup.TimeZone]).Date;
        LocalDate earliest = (note.From > today ? note.From.Value : today).PlusDays(-6);
        return await context.Rosters
            .Where(r => r.TeamId == team && r.WeekStart >= earliest && (note.Until == null || r.WeekStart <= note.Until) && (r.State == RosterState.Draft || r.State == RosterState.Published))
            .Select(r => r.WeekStart).Distinct().OrderBy(w => w).ToListAsync(cancellation);
    }

    private static Task<RunRow?> WaitingAsync(SchedulingContext context, string team, LocalDate week, CancellationToken cancellation) =>
        context.Runs.SingleOrDefaultAsync(r => r.TeamId == team && r.WeekStart == week && r.State == RunState.Queued && r.Kind == RunKind.Automatic, cancellation);

    /// <summary>Raises what a week is owed. One run waits, however many changes come: each puts it off by the debounce, up to the longest wait since the first.</summary>
    private static async Task<Guid> AskAsync(
        SchedulingContext context, StoreSession store, string team, LocalDate week, long inputVersion, TeamChangeNote note, string by, CancellationToken cancellation)
    {
        RunRow? waiting = await WaitingAsync(context, team, week, cancellation);
        if (waiting is null)
        {
            waiting = NewRun(store, team, week, note, by);
            context.Runs.Add(waiting);
        }

        // The newest cause is told; the earlier ones are in the change log.
        waiting.Cause = StoreJson.Write(note.Cause!);
        waiting.Queue = string.CompareOrdinal(note.Queue, waiting.Queue) < 0 ? note.Queue : waiting.Queue;
        SolveRequestRow? request = await context.SolveRequests.SingleOrDefaultAsync(r => r.TeamId == team && r.WeekStart == week, cancellation);
        if (request is null)
        {
            request = new SolveRequestRow { TeamId = team, WeekStart = week };
            context.SolveRequests.Add(request);
        }

        request.Wanted = inputVersion;
        request.Demand = note.Demand ?? request.Demand;
        await context.SaveChangesAsync(cancellation);
        StoreDialect sql = context.Dialect;
        await context.Database.ExecuteSqlRawAsync($"update solve_request set first_at = coalesce(first_at, {sql.Now}) where team_id = {{0}} and week_start = {{1}}", [team, week.ToDateOnly()], cancellation);
        await context.Database.ExecuteSqlRawAsync(
            $"update run set due_at = (select {sql.Least}({sql.NowPlus("{2}")}, {sql.Plus("first_at", "{3}")}) from solve_request where team_id = {{0}} and week_start = {{1}}) where id = {{4}}",
            [team, week.ToDateOnly(), store.Options.Debounce.TotalSeconds, store.Options.LongestWait.TotalSeconds, waiting.Id], cancellation);
        return waiting.Id;
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
}
