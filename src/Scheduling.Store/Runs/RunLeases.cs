using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

// The raw SQL below is put together from the dialect's constants; every value is a parameter.
#pragma warning disable EF1002, EF1003

namespace Scheduling.Store.Runs;

/// <summary>A run a worker has claimed.</summary>
/// <param name="Run">The row as it was claimed.</param>
/// <param name="Problem">What to solve.</param>
/// <param name="Start">Where to start from: the best of an earlier attempt, the posted start, the draft, or the published roster.</param>
/// <param name="Attempts">Attempts at what it answers, this one included: an automatic run goes on counting where an earlier one of the week was not answered.</param>
public sealed record ClaimedRun(RunRow Run, SchedulingProblem Problem, Roster? Start, int Attempts)
{
    public Guid Id => Run.Id;

    public long Token => Run.LeaseToken;

    public RunOptions Options => StoreJson.Read<RunOptions>(Run.Options);
}

/// <summary>A run that waits for a worker.</summary>
public sealed record DueRun(Guid Id, string Queue);

/// <summary>
/// A worker's side of runs. Every write goes through <c>WHERE lease_token = mine</c>: a worker that lost its lease writes nothing.
/// Only the database's clock decides whether a lease has run out. Of a team one automatic run is solved at a time, and none while it is quarantined.
/// </summary>
public sealed partial class RunLeases(StoreSession store, TeamReader teams, ILogger<RunLeases>? log = null)
{
    /// <summary>An attempt more than this and the run is given up; an automatic one takes its team into quarantine.</summary>
    public const int MaximumAttempts = 3;

    private const int MostProblemsTold = 3;

    private static readonly LocalizedText Answered = new("同一周的另一次求解已包含这些变更。", "Another run of the week has answered these changes already.");

    /// <summary>Runs that wait and are due, and those whose worker let its lease run out; most important queue first, then oldest.</summary>
    public Task<IReadOnlyList<DueRun>> DueAsync(int most = 200, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<DueRun>>(async context => await context.Database.SqlQueryRaw<DueRunRow>(
                $"select r.id, r.queue from run r where {Claimable(context.Dialect)} order by r.queue, r.created_at limit {{0}}", most)
            .Select(r => new DueRun(r.Id, r.Queue)).ToListAsync(cancellation), cancellation);

    /// <summary>
    /// Claims a run for a worker until <paramref name="lease"/> from now: raises the token and counts the attempt before anything is solved. Null when
    /// another has it, it is not due or it has ended; a run that has used up its attempts is failed with <paramref name="abandoned"/>, and null again. So is
    /// one whose week cannot be solved as the data are now, with what is wrong: no other attempt would do better.
    /// </summary>
    public async Task<ClaimedRun?> ClaimAsync(Guid id, string worker, Duration lease, LocalizedText abandoned, CancellationToken cancellation = default)
    {
        (RunRow? run, int attempts) = await store.WriteAsync(async context => await TakeAsync(context, id, worker, lease, cancellation), cancellation);
        if (run is null)
        {
            return null;
        }

        if (attempts > MaximumAttempts)
        {
            await FailAsync(id, run.LeaseToken, run.Message is null ? abandoned : StoreJson.Read<LocalizedText>(run.Message), quarantine: true, cancellation);
            return null;
        }

        if (run is not { TeamId: { } team, WeekStart: { } week })
        {
            return await ReadProblemAsync(run, cancellation);
        }

        try
        {
            return await ReadWeekAsync(run, team, week, attempts, cancellation);
        }
        catch (StoreException fault) when (fault.Failure is StoreFailure.Invalid or StoreFailure.NotFound)
        {
            IEnumerable<LocalizedText> told = fault.Problems.Take(MostProblemsTold).Select(p => p.Message);
            await FailAsync(id, run.LeaseToken, new LocalizedText(string.Concat(told.Select(t => t.Zh)), string.Join(' ', told.Select(t => t.En))), quarantine: false, cancellation);
            return null;
        }
    }

    /// <summary>Prolongs a lease; false when it is lost. Tells whether somebody wants the run stopped.</summary>
    public Task<(bool Held, bool StopRequested)> RenewAsync(Guid id, long token, Duration lease, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            int rows = await context.Database.ExecuteSqlRawAsync(
                $"update run set lease_until = {context.Dialect.NowPlus("{0}")} where id = {{1}} and lease_token = {{2}} and state = 'Solving'", [lease.TotalSeconds, id, token], cancellation);
            return (rows == 1, rows == 1 && await context.Runs.Where(r => r.Id == id).Select(r => r.StopRequested).SingleAsync(cancellation));
        }, cancellation);

    /// <summary>Whether somebody wants the run stopped.</summary>
    public Task<bool> StopRequestedAsync(Guid id, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Runs.Where(r => r.Id == id).Select(r => r.StopRequested).SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>Notes progress, and a better roster with its score when there is one; false when the lease is lost.</summary>
    public Task<bool> ProgressAsync(Guid id, long token, long elapsedMilliseconds, IReadOnlyList<LevelScore> levels, Roster? better, RosterScore? score, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            string? body = better is null ? null : StoreJson.Write(better);
            string? judged = score is null ? null : StoreJson.Write(score);
            int rows = await context.Runs.Where(r => r.Id == id && r.LeaseToken == token && r.State == RunState.Solving).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Roster, r => body ?? r.Roster).SetProperty(r => r.Score, r => judged ?? r.Score), cancellation);
            if (rows == 1)
            {
                int sequence = 1 + (await context.RunProgress.Where(p => p.RunId == id).MaxAsync(p => (int?)p.Sequence, cancellation) ?? 0);
                context.RunProgress.Add(new RunProgressRow { RunId = id, Sequence = sequence, ElapsedMilliseconds = elapsedMilliseconds, Levels = StoreJson.Write(levels) });
            }

            return rows == 1;
        }, cancellation);

    /// <summary>Waiting and due, or its worker is gone; and for an automatic run: its team is free and no other of its runs is being solved.</summary>
    private static string Claimable(StoreDialect dialect) =>
        $"((r.state = 'Queued' and (r.due_at is null or r.due_at <= {dialect.Now})) or (r.state = 'Solving' and r.lease_until < {dialect.Now})) and (r.kind <> 'Automatic' or ("
        + "exists (select 1 from team t where t.id = r.team_id and t.quarantined_at is null) and not exists (select 1 from run o where o.team_id = r.team_id and o.id <> r.id "
        + $"and o.kind = 'Automatic' and o.state = 'Solving' and o.lease_until >= {dialect.Now})))";

    private async Task<(RunRow? Run, int Attempts)> TakeAsync(SchedulingContext context, Guid id, string worker, Duration lease, CancellationToken cancellation)
    {
        // The team's row first: of two workers that claim runs of one team the second sees what the first did.
        await context.Database.ExecuteSqlRawAsync(
            $"update team set lease_token = lease_token + 1 where id = (select r.team_id from run r where r.id = {{0}} and {Claimable(context.Dialect)})", [id], cancellation);
        int rows = await context.Database.ExecuteSqlRawAsync(
            "update run set state = 'Solving', lease_token = coalesce((select t.lease_token from team t where t.id = run.team_id), run.lease_token + 1), attempts = attempts + 1, "
            + $"worker = {{1}}, lease_until = {context.Dialect.NowPlus("{0}")} "
            + $"where id = (select r.id from run r where r.id = {{2}} and {Claimable(context.Dialect)} {context.Dialect.SkipLocked})", [lease.TotalSeconds, worker, id], cancellation);
        if (rows == 0)
        {
            return (null, 0);
        }

        Instant now = store.Clock.GetCurrentInstant();
        await context.Runs.Where(r => r.Id == id && r.StartedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.StartedAt, now), cancellation);
        RunRow run = await context.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        if (run.Kind != RunKind.Automatic)
        {
            return (run, run.Attempts);
        }

        await RequestOf(context, run).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.FirstAt, (Instant?)null), cancellation);
        return (run, await RequestOf(context, run).Select(r => r.Attempts).SingleAsync(cancellation));
    }

    private static IQueryable<SolveRequestRow> RequestOf(SchedulingContext context, RunRow run) =>
        context.SolveRequests.AsNoTracking().Where(r => r.TeamId == run.TeamId && r.WeekStart == run.WeekStart);

    private async Task<ClaimedRun> ReadProblemAsync(RunRow run, CancellationToken cancellation) => await store.ReadAsync(async context =>
    {
        string body = await context.Problems.Where(p => p.Id == run.ProblemId).Select(p => p.Body).SingleAsync(cancellation);
        return new ClaimedRun(run, StoreJson.Read<SchedulingProblem>(body), run.Roster is null ? null : StoreJson.Read<Roster>(run.Roster), run.Attempts);
    }, cancellation);

    /// <summary>
    /// The week as it is now becomes the run's problem, under the token. The team's lock lets a change that found the run still waiting, and so asked for no
    /// other, be committed first; without it that change would be in no run at all. Null when another run has answered all the week is owed.
    /// </summary>
    private Task<ClaimedRun?> ReadWeekAsync(RunRow run, string team, LocalDate week, int attempts, CancellationToken cancellation) => store.WriteAsync<ClaimedRun?>(async context =>
    {
        await TeamChange.LockAsync(context, team, cancellation);
        if (run.Kind == RunKind.Automatic && await RequestOf(context, run).AnyAsync(r => r.Solved >= r.Wanted, cancellation))
        {
            string told = StoreJson.Write(Answered);
            Instant now = store.Clock.GetCurrentInstant();
            await context.Runs.Where(r => r.Id == run.Id && r.LeaseToken == run.LeaseToken).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.State, RunState.Stopped).SetProperty(r => r.Message, told).SetProperty(r => r.EndedAt, now).SetProperty(r => r.LeaseUntil, (Instant?)null), cancellation);
            await RequestOf(context, run).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, 0), cancellation);
            return null;
        }

        TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
        // Noted first: should the week turn out to be unsolvable, that is the answer to this version.
        await context.Runs.Where(r => r.Id == run.Id && r.LeaseToken == run.LeaseToken).ExecuteUpdateAsync(set => set.SetProperty(r => r.InputVersion, snapshot.InputVersion), cancellation);
        run.InputVersion = snapshot.InputVersion;
        SchedulingProblem problem = WeekAssembly.Assemble(snapshot, week, teams.Today(snapshot.Setup), keepDraft: run.Kind == RunKind.Automatic);
        TeamStore.Refuse(ProblemValidator.Validate(problem));
        Guid problemId = await ProblemRows.KeepAsync(context, problem, store.Clock.GetCurrentInstant(), cancellation);
        await context.SaveChangesAsync(cancellation);
        await context.Runs.Where(r => r.Id == run.Id && r.LeaseToken == run.LeaseToken).ExecuteUpdateAsync(set => set.SetProperty(r => r.ProblemId, problemId), cancellation);
        run.ProblemId = problemId;
        Roster? start = run.Roster is { } best ? StoreJson.Read<Roster>(best) : snapshot.Draft ?? snapshot.Published;
        Roster? from = start is null ? null : RosterEditor.Fit(problem, start);
        return new ClaimedRun(run, problem, from is not null && RosterShape.Check(problem, from).Count == 0 ? from : null, attempts);
    }, cancellation);

    private sealed record DueRunRow(Guid Id, string Queue);
}
