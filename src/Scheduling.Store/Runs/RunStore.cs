using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Runs;

/// <summary>A point of a run's progress.</summary>
public sealed record RunPoint(int Sequence, long ElapsedMilliseconds, IReadOnlyList<LevelScore> Levels);

/// <summary>Where a run stands, without its roster, for those who ask several times a second.</summary>
public sealed record RunMoment(RunState State, int Attempts, bool StopRequested, string? Score, string? Message, int? RosterNumber);

/// <summary>Asks for runs, reads them, stops them. What a worker does with them is in <see cref="RunLeases"/>.</summary>
public sealed class RunStore(StoreSession store)
{
    /// <summary>Asks for a solve of a problem of nobody's team. The problem must be valid.</summary>
    public Task<RunRow> AddScheduleAsync(SchedulingProblem problem, Roster? start, RunOptions options, string owner, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            TeamStore.Refuse(ProblemValidator.Validate(problem));
            RunRow run = Row(RunKind.Schedule, options, owner, by);
            run.ProblemId = await ProblemRows.KeepAsync(context, problem, run.CreatedAt, cancellation);
            run.Roster = start is null ? null : StoreJson.Write(start);
            context.Runs.Add(run);
            return run;
        }, cancellation);

    /// <summary>
    /// Asks for a planner's solve of a week. Refused while one of the week is waiting or solving. It starts from the draft, and its
    /// result becomes the next draft.
    /// </summary>
    public Task<RunRow> AddManualAsync(string team, LocalDate week, RunOptions options, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            TeamStore.Refuse(ProblemValidator.Validate(WeekAssembly.Assemble(snapshot, week)));
            if (await context.Runs.AnyAsync(r => r.TeamId == team && r.WeekStart == week && r.Kind == RunKind.Manual && (r.State == RunState.Queued || r.State == RunState.Solving), cancellation))
            {
                throw StoreException.Conflict("already-solving", $"{week:uuuu-MM-dd} 一周正在求解；请等它结束，或先停止它。", $"The week of {week:uuuu-MM-dd} is being solved; wait for it or stop it first.");
            }

            RosterRow? draft = await RosterRevision.HeadAsync(context, team, week, RosterState.Draft, cancellation);
            RunRow run = Row(RunKind.Manual, options, team, by);
            run.TeamId = team;
            run.WeekStart = week;
            run.StartNumber = draft?.Number;
            context.Runs.Add(run);
            store.Audit(context, team, by, "run.requested", $"{week:uuuu-MM-dd}");
            return run;
        }, cancellation);

    /// <summary>A run, or null.</summary>
    public Task<RunRow?> FindAsync(Guid id, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Runs.SingleOrDefaultAsync(r => r.Id == id, cancellation), cancellation);

    /// <summary>Where a run stands, or null.</summary>
    public Task<RunMoment?> MomentAsync(Guid id, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Runs.Where(r => r.Id == id).Select(r => new RunMoment(r.State, r.Attempts, r.StopRequested, r.Score, r.Message, r.RosterNumber)).SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>Stateless runs of an owner that wait or are solved.</summary>
    public Task<int> OpenAsync(string owner, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Runs.CountAsync(r => r.Kind == RunKind.Schedule && r.Owner == owner && (r.State == RunState.Queued || r.State == RunState.Solving), cancellation), cancellation);

    /// <summary>The problem of a run as it is stored, with its hash, or null while an unclaimed run of a team has none.</summary>
    public Task<ProblemRow?> StoredProblemAsync(Guid id, CancellationToken cancellation = default) =>
        store.ReadAsync(context => context.Runs.Where(r => r.Id == id).Join(context.Problems, r => r.ProblemId, p => p.Id, (r, p) => p).SingleOrDefaultAsync(cancellation), cancellation);

    /// <summary>The problem of a run, or null while an unclaimed run of a team has none.</summary>
    public Task<SchedulingProblem?> ProblemAsync(Guid id, CancellationToken cancellation = default) =>
        store.ReadAsync(async context => await context.Runs.Where(r => r.Id == id).Join(context.Problems, r => r.ProblemId, p => p.Id, (r, p) => p.Body).SingleOrDefaultAsync(cancellation) is { } body
            ? StoreJson.Read<SchedulingProblem>(body)
            : null, cancellation);

    /// <summary>Progress after a sequence number, in order.</summary>
    public Task<IReadOnlyList<RunPoint>> ProgressAsync(Guid id, int after = 0, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<RunPoint>>(async context =>
        {
            List<RunProgressRow> rows = await context.RunProgress.Where(p => p.RunId == id && p.Sequence > after).OrderBy(p => p.Sequence).ToListAsync(cancellation);
            return [.. rows.Select(p => new RunPoint(p.Sequence, p.ElapsedMilliseconds, StoreJson.Read<List<LevelScore>>(p.Levels)))];
        }, cancellation);

    /// <summary>Newest runs, of some teams or all.</summary>
    public Task<IReadOnlyList<RunRow>> RecentAsync(IReadOnlyCollection<string>? teams, int most = 50, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<RunRow>>(async context => await context.Runs
            .Where(r => teams == null || (r.TeamId != null && teams.Contains(r.TeamId))).OrderByDescending(r => r.CreatedAt).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>
    /// Stops a run and keeps its best roster. One that waits is stopped at once, and an automatic one's week is owed nothing until the next change; one that has ended
    /// stays as it is.
    /// </summary>
    public Task<RunRow> StopAsync(Guid id, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        RunRow run = await context.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) ?? throw StoreException.NotFound("run", "求解任务", $"{id}");
        if (run.TeamId is { } team)
        {
            await TeamChange.LockAsync(context, team, cancellation);
        }

        Instant now = store.Clock.GetCurrentInstant();
        int stopped = await context.Runs.Where(r => r.Id == id && r.State == RunState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Stopped).SetProperty(r => r.EndedAt, now), cancellation);
        if (stopped == 1 && run.Kind == RunKind.Automatic)
        {
            await context.SolveRequests.Where(r => r.TeamId == run.TeamId && r.WeekStart == run.WeekStart).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Solved, r => r.Wanted).SetProperty(r => r.Attempts, 0).SetProperty(r => r.FirstAt, (Instant?)null), cancellation);
        }

        stopped += await context.Runs.Where(r => r.Id == id && r.State == RunState.Solving).ExecuteUpdateAsync(set => set.SetProperty(r => r.StopRequested, true), cancellation);
        if (stopped > 0 && run.TeamId is not null)
        {
            store.Audit(context, run.TeamId, by, "run.stopped", $"{run.WeekStart:uuuu-MM-dd}");
        }

        return await context.Runs.SingleAsync(r => r.Id == id, cancellation);
    }, cancellation);

    private RunRow Row(RunKind kind, RunOptions options, string owner, string by)
    {
        Instant now = store.Clock.GetCurrentInstant();
        return new RunRow { Id = Guid.CreateVersion7(now.ToDateTimeOffset()), Kind = kind, Owner = owner, Options = StoreJson.Write(options), State = RunState.Queued, Queue = QueueNames.Planner, CreatedBy = by, CreatedAt = now };
    }
}
