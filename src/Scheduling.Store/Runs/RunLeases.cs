using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
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
public sealed record ClaimedRun(RunRow Run, SchedulingProblem Problem, Roster? Start)
{
    public Guid Id => Run.Id;

    public long Token => Run.LeaseToken;

    public RunOptions Options => StoreJson.Read<RunOptions>(Run.Options);
}

/// <summary>A run that waits for a worker.</summary>
public sealed record DueRun(Guid Id, RunKind Kind);

/// <summary>
/// A worker's side of runs. Every write goes through <c>WHERE lease_token = mine</c>: a worker that lost its lease writes nothing.
/// Only the database's clock decides whether a lease has run out.
/// </summary>
public sealed class RunLeases(StoreSession store, TeamReader teams)
{
    /// <summary>An attempt more than this and the run is given up.</summary>
    public const int MaximumAttempts = 3;

    private const int MostProblemsTold = 3;

    /// <summary>Runs that wait and are due, and those whose worker let its lease run out; oldest first.</summary>
    public Task<IReadOnlyList<DueRun>> DueAsync(int most = 200, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<DueRun>>(async context => await context.Database.SqlQueryRaw<DueRunRow>(
                $"select id, kind from run where {Claimable(context.Dialect)} order by created_at limit {{0}}", most)
            .Select(r => new DueRun(r.Id, Enum.Parse<RunKind>(r.Kind))).ToListAsync(cancellation), cancellation);

    /// <summary>
    /// Claims a run for a worker until <paramref name="lease"/> from now: raises the token and counts the attempt before anything is solved. Null when
    /// another has it, it is not due or it has ended; a run that has used up its attempts is failed with <paramref name="abandoned"/>, and null again. So is
    /// one whose week cannot be solved as the data are now, with what is wrong: no other attempt would do better.
    /// </summary>
    public async Task<ClaimedRun?> ClaimAsync(Guid id, string worker, Duration lease, LocalizedText abandoned, CancellationToken cancellation = default)
    {
        RunRow? run = await store.WriteAsync(async context => await TakeAsync(context, id, worker, lease, cancellation), cancellation);
        if (run is null)
        {
            return null;
        }

        if (run.Attempts > MaximumAttempts)
        {
            await FailAsync(id, run.LeaseToken, run.Message is null ? abandoned : StoreJson.Read<LocalizedText>(run.Message), cancellation);
            return null;
        }

        if (run is not { TeamId: { } team, WeekStart: { } week })
        {
            return await ReadProblemAsync(run, cancellation);
        }

        try
        {
            return await ReadWeekAsync(run, team, week, cancellation);
        }
        catch (StoreException fault) when (fault.Failure is StoreFailure.Invalid or StoreFailure.NotFound)
        {
            IEnumerable<LocalizedText> told = fault.Problems.Take(MostProblemsTold).Select(p => p.Message);
            await FailAsync(id, run.LeaseToken, new LocalizedText(string.Concat(told.Select(t => t.Zh)), string.Join(' ', told.Select(t => t.En))), cancellation);
            return null;
        }
    }

    /// <summary>Prolongs a lease; false when it is lost. Tells whether somebody wants the run stopped.</summary>
    public Task<(bool Held, bool StopRequested)> RenewAsync(Guid id, long token, Duration lease, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            int rows = await context.Database.ExecuteSqlRawAsync(
                $"update run set lease_until = {context.Dialect.NowPlus} where id = {{1}} and lease_token = {{2}} and state = 'Solving'", [lease.TotalSeconds, id, token], cancellation);
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

    /// <summary>
    /// Ends a run with its final roster, judged by the independent evaluator, and files it: as a draft for a planner's run (a proposal when the draft has
    /// changed meanwhile), as a proposal for an automatic one, unless it changes nothing. False when the lease is lost: nothing is stored.
    /// </summary>
    public Task<bool> FinishAsync(
        ClaimedRun claimed, Roster roster, SolveStatus status, IReadOnlyList<LevelScore> levels, ConflictReport? conflicts, bool stopped, CancellationToken cancellation = default)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(claimed.Problem, roster);
        RosterScore score = RosterScore.Of(claimed.Problem, evaluation, status, levels);
        return store.WriteAsync(async context =>
        {
            if (claimed.Run.TeamId is { } team)
            {
                await TeamChange.LockAsync(context, team, cancellation);
            }

            if (!await HoldAsync(context, claimed.Id, claimed.Token, cancellation))
            {
                return false;
            }

            RunRow run = await context.Runs.SingleAsync(r => r.Id == claimed.Id, cancellation);
            run.State = stopped ? RunState.Stopped : RunState.Solved;
            run.Roster = StoreJson.Write(roster);
            run.Score = StoreJson.Write(score);
            run.Conflicts = conflicts is null ? null : StoreJson.Write(conflicts);
            run.EndedAt = store.Clock.GetCurrentInstant();
            run.LeaseUntil = null;
            run.RosterNumber = run.TeamId is null || evaluation.ShapeProblems.Count > 0 ? null : await FileAsync(context, run, claimed, score, cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>
    /// Gives a run back to be tried again, with what a person should know of it. <paramref name="charge"/> false: the attempt does not count (a worker
    /// that shuts down). The best roster so far stays and is where the next attempt starts. False when the lease is lost.
    /// </summary>
    public Task<bool> ReturnAsync(Guid id, long token, LocalizedText? message, bool charge, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            string? told = message is null ? null : StoreJson.Write(message);
            int refund = charge ? 0 : 1;
            if (!await HoldAsync(context, id, token, cancellation))
            {
                return false;
            }

            RunRow run = await context.Runs.SingleAsync(r => r.Id == id, cancellation);
            // An automatic run of the week may be waiting already, and only one may wait: it will do the work with newer data.
            bool covered = run.Kind == RunKind.Automatic
                && await context.Runs.AnyAsync(r => r.TeamId == run.TeamId && r.WeekStart == run.WeekStart && r.Kind == RunKind.Automatic && r.State == RunState.Queued, cancellation);
            run.State = covered ? RunState.Stopped : RunState.Queued;
            run.EndedAt = covered ? store.Clock.GetCurrentInstant() : null;
            run.LeaseUntil = null;
            run.Attempts -= refund;
            run.Message = told ?? run.Message;
            return true;
        }, cancellation);

    /// <summary>Gives a run up with the reason; false when the lease is lost.</summary>
    public Task<bool> FailAsync(Guid id, long token, LocalizedText message, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            Instant now = store.Clock.GetCurrentInstant();
            string told = StoreJson.Write(message);
            return await context.Runs.Where(r => r.Id == id && r.LeaseToken == token && r.State == RunState.Solving).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.State, RunState.Failed).SetProperty(r => r.Message, told).SetProperty(r => r.EndedAt, now).SetProperty(r => r.LeaseUntil, (Instant?)null), cancellation) == 1;
        }, cancellation);

    private static string Claimable(StoreDialect dialect) =>
        $"((state = 'Queued' and due_at <= {dialect.Now}) or (state = 'Solving' and lease_until < {dialect.Now}))";

    /// <summary>Whether the lease is still the caller's; if so nobody else can claim the run until the transaction ends.</summary>
    private static async Task<bool> HoldAsync(SchedulingContext context, Guid id, long token, CancellationToken cancellation) =>
        await context.Runs.Where(r => r.Id == id && r.LeaseToken == token && r.State == RunState.Solving)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, (Instant?)null), cancellation) == 1;

    private async Task<RunRow?> TakeAsync(SchedulingContext context, Guid id, string worker, Duration lease, CancellationToken cancellation)
    {
        Instant now = store.Clock.GetCurrentInstant();
        int rows = await context.Database.ExecuteSqlRawAsync(
            $"update run set state = 'Solving', lease_token = lease_token + 1, attempts = attempts + 1, worker = {{1}}, lease_until = {context.Dialect.NowPlus} "
            + $"where id = (select id from run where id = {{2}} and {Claimable(context.Dialect)} {context.Dialect.SkipLocked})", [lease.TotalSeconds, worker, id], cancellation);
        if (rows == 0)
        {
            return null;
        }

        await context.Runs.Where(r => r.Id == id && r.StartedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.StartedAt, now), cancellation);
        return await context.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
    }

    private async Task<ClaimedRun> ReadProblemAsync(RunRow run, CancellationToken cancellation) => await store.ReadAsync(async context =>
    {
        string body = await context.Problems.Where(p => p.Id == run.ProblemId).Select(p => p.Body).SingleAsync(cancellation);
        return new ClaimedRun(run, StoreJson.Read<SchedulingProblem>(body), run.Roster is null ? null : StoreJson.Read<Roster>(run.Roster));
    }, cancellation);

    /// <summary>
    /// The week as it is now becomes the run's problem, under the token. The team's lock lets a change that found the run still waiting, and so asked for no
    /// other, be committed first; without it that change would be in no run at all.
    /// </summary>
    private Task<ClaimedRun> ReadWeekAsync(RunRow run, string team, LocalDate week, CancellationToken cancellation) => store.WriteAsync(async context =>
    {
        await TeamChange.LockAsync(context, team, cancellation);
        TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
        SchedulingProblem problem = WeekAssembly.Assemble(snapshot, week, teams.Today(snapshot.Setup), keepDraft: run.Kind == RunKind.Automatic);
        TeamStore.Refuse(ProblemValidator.Validate(problem));
        Guid problemId = await ProblemRows.KeepAsync(context, problem, store.Clock.GetCurrentInstant(), cancellation);
        await context.SaveChangesAsync(cancellation);
        await context.Runs.Where(r => r.Id == run.Id && r.LeaseToken == run.LeaseToken)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ProblemId, problemId).SetProperty(r => r.InputVersion, snapshot.InputVersion), cancellation);
        run.ProblemId = problemId;
        run.InputVersion = snapshot.InputVersion;
        Roster? start = run.Roster is { } best ? StoreJson.Read<Roster>(best) : snapshot.Draft ?? snapshot.Published;
        Roster? from = start is null ? null : RosterEditor.Fit(problem, start);
        return new ClaimedRun(run, problem, from is not null && RosterShape.Check(problem, from).Count == 0 ? from : null);
    }, cancellation);

    private async Task<int?> FileAsync(SchedulingContext context, RunRow run, ClaimedRun claimed, RosterScore score, CancellationToken cancellation)
    {
        RosterRow? draft = await RosterRevision.HeadAsync(context, run.TeamId!, run.WeekStart!.Value, RosterState.Draft, cancellation);
        RosterRow? published = await RosterRevision.HeadAsync(context, run.TeamId!, run.WeekStart!.Value, RosterState.Published, cancellation);
        bool automatic = run.Kind == RunKind.Automatic;
        RosterRow? against = draft ?? published;
        if (automatic && against is not null && StoreJson.Read<Roster>(against.Body).Assignments.Select(Cell).ToHashSet().SetEquals(StoreJson.Read<Roster>(run.Roster!).Assignments.Select(Cell)))
        {
            // What an earlier run offers was made from data that are no more.
            if (await RosterRevision.HeadAsync(context, run.TeamId!, run.WeekStart!.Value, RosterState.Proposal, cancellation) is { Origin: "resolve" } offered && offered.InputVersion < claimed.Run.InputVersion)
            {
                await RosterRevision.SupersedeAsync(context, offered, cancellation);
            }

            return null;
        }

        RosterRow row = await RosterRevision.AddAsync(context, new RosterRow
        {
            Id = Guid.CreateVersion7(store.Clock.GetCurrentInstant().ToDateTimeOffset()),
            TeamId = run.TeamId!,
            WeekStart = run.WeekStart.Value,
            State = automatic || draft?.Number != run.StartNumber ? RosterState.Proposal : RosterState.Draft,
            ProblemId = claimed.Run.ProblemId!.Value,
            InputVersion = claimed.Run.InputVersion,
            Body = run.Roster!,
            Score = StoreJson.Write(score),
            RunId = run.Id,
            BasedOn = against?.Number,
            Origin = automatic ? "resolve" : "solve",
            Note = run.Cause,
            CreatedAt = store.Clock.GetCurrentInstant(),
            CreatedBy = run.CreatedBy,
        }, cancellation);
        return row.Number;

        // Breaks moved alone are no change.
        static (string, LocalDate, string, LocalTime?, string?, int, PlacedActivity?) Cell(Assignment a) => (a.Employee, a.Date, a.ShiftType, a.Start, a.Post, a.OvertimeMinutes, a.Activity);
    }

    private sealed record DueRunRow(Guid Id, string Kind);
}
