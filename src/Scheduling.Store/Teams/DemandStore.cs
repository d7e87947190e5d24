using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>The demand of a week with its source; number 0 and nothing in it when there is none yet.</summary>
public sealed record WeekDemand(int Number, Demand Demand, IReadOnlyList<DemandBasis> Basis, Instant? CreatedAt, string? CreatedBy);

/// <summary>What came of a new demand.</summary>
/// <param name="Number">Its version.</param>
/// <param name="Runs">The automatic runs it asked for.</param>
/// <param name="Move">How far it moved staffing, and whether that is below the threshold.</param>
public sealed record DemandOutcome(int Number, IReadOnlyList<Guid> Runs, DemandMove Move);

/// <summary>Commands on volumes and demand. Both are only ever added to: the newest version is in force.</summary>
public sealed class DemandStore(StoreSession store)
{
    /// <summary>Keeps an uploaded history of one post.</summary>
    public Task<VolumeRow> AddVolumesAsync(string team, string post, string fileName, CallHistory history, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            TeamRow row = await TeamReader.RowAsync(context, team, cancellation);
            if (!StoreJson.Read<TeamSetup>(row.Setup).Posts.Any(p => p.Id == post))
            {
                throw StoreException.Invalid("unknown-reference", "/post", $"团队“{team}”没有岗位“{post}”；请检查编号。", $"Team '{team}' has no post '{post}'; check the id.");
            }

            List<LocalDate> dates = [.. history.Dates];
            if (dates.Count == 0)
            {
                throw StoreException.Invalid("no-volumes", "", "文件里没有任何数据行。", "The file holds no data.");
            }

            var counts = dates.ToDictionary(d => NodaTime.Text.LocalDatePattern.Iso.Format(d), d => Enumerable.Range(0, history.IntervalsPerDay).Select(i => history.CallsAt(d, i)).ToArray());
            var volume = new VolumeRow
            {
                Id = Guid.NewGuid(),
                TeamId = team,
                Post = post,
                FileName = fileName,
                IntervalMinutes = history.IntervalMinutes,
                FirstDate = dates[0],
                LastDate = dates[^1],
                Body = StoreJson.Write(counts),
                UploadedAt = store.Clock.GetCurrentInstant(),
                UploadedBy = by,
            };
            context.Volumes.Add(volume);
            store.Audit(context, team, by, "volumes.added", post, fileName);
            return volume;
        }, cancellation);

    /// <summary>Uploads of a team, newest first, without their counts.</summary>
    public Task<IReadOnlyList<VolumeRow>> UploadsAsync(string team, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<VolumeRow>>(async context => await context.Volumes.Where(v => v.TeamId == team).OrderByDescending(v => v.UploadedAt)
            .Select(v => new VolumeRow { Id = v.Id, TeamId = v.TeamId, Post = v.Post, FileName = v.FileName, IntervalMinutes = v.IntervalMinutes, FirstDate = v.FirstDate, LastDate = v.LastDate, Body = "", UploadedAt = v.UploadedAt, UploadedBy = v.UploadedBy })
            .ToListAsync(cancellation), cancellation);

    /// <summary>All that was uploaded for a post as one history; where two uploads tell of a day, the newer one counts. Null without any.</summary>
    public Task<CallHistory?> HistoryAsync(string team, string post, CancellationToken cancellation = default) =>
        store.ReadAsync(async context =>
        {
            List<VolumeRow> uploads = await context.Volumes.Where(v => v.TeamId == team && v.Post == post).OrderByDescending(v => v.UploadedAt).ToListAsync(cancellation);
            if (uploads.Count == 0)
            {
                return null;
            }

            // Uploads of another interval length cannot be mixed in; the newest upload's length decides.
            int interval = uploads[0].IntervalMinutes;
            Dictionary<LocalDate, IReadOnlyList<double?>> days = [];
            foreach (VolumeRow upload in uploads.Where(u => u.IntervalMinutes == interval))
            {
                foreach ((string date, double?[] counts) in StoreJson.Read<Dictionary<string, double?[]>>(upload.Body))
                {
                    days.TryAdd(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, counts);
                }
            }

            return CallHistory.FromDays(interval, days);
        }, cancellation);

    /// <summary>The demand in force for a week.</summary>
    public Task<WeekDemand> GetAsync(string team, LocalDate week, CancellationToken cancellation = default) =>
        store.ReadAsync(async context => Read(await InForceAsync(context, team, week, cancellation)), cancellation);

    /// <summary>
    /// Puts a new demand in force for a week. A week that has a roster is solved again when staffing moved by more than the team's threshold since it was last asked
    /// for. <paramref name="seen"/>: the number the caller has seen; refused when another is in force.
    /// </summary>
    public Task<DemandOutcome> SaveAsync(
        string team, LocalDate week, Demand demand, IReadOnlyList<DemandBasis> basis, string by, long? seen = null, CancellationToken cancellation = default) =>
        ChangeAsync(team, week, _ => (demand, basis), by, seen, cancellation);

    /// <summary>The same for a part: <paramref name="change"/> makes the demand that is to be in force from the one that is.</summary>
    public Task<DemandOutcome> ChangeAsync(
        string team, LocalDate week, Func<WeekDemand, (Demand Demand, IReadOnlyList<DemandBasis> Basis)> change, string by, long? seen = null, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            DemandRow? before = await InForceAsync(context, team, week, cancellation);
            int inForce = before?.Number ?? 0;
            if (seen is { } known && known != inForce)
            {
                throw StoreException.Stale($"{known}", $"{inForce}");
            }

            (Demand demand, IReadOnlyList<DemandBasis> basis) = change(Read(before));
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            SchedulingProblem problem = WeekAssembly.Assemble(snapshot with { Demand = demand }, week);
            TeamStore.Refuse(ProblemValidator.Validate(problem));
            int number = inForce + 1;
            context.Demands.Add(new DemandRow { TeamId = team, WeekStart = week, Number = number, Body = StoreJson.Write(demand), Basis = basis.Count == 0 ? null : StoreJson.Write(basis), CreatedAt = store.Clock.GetCurrentInstant(), CreatedBy = by });
            SolveRequestRow request = await RequestAsync(context, team, week, cancellation);
            DemandMove move = DemandMove.Of(await SolvedForAsync(context, snapshot, week, before, request, cancellation), problem.Demand, snapshot.Setup);
            var cause = new LocalizedText($"{week:uuuu-MM-dd} 一周的需求已更新（第 {number} 版）", $"The demand of the week of {week:uuuu-MM-dd} changed (version {number})");
            var note = new TeamChangeNote("demand.saved", $"{week:uuuu-MM-dd}")
            {
                Detail = $"version {number}{(move.IsBelow ? ", below the threshold" : "")}",
                From = week,
                Until = week.PlusDays(6),
                Cause = move.IsBelow ? null : cause,
                Demand = number,
            };
            return new DemandOutcome(number, await TeamChange.RecordAsync(context, store, team, note, by, cancellation), move);
        }, cancellation);

    /// <summary>Puts some intervals in force; all others stay as they are.</summary>
    public async Task<DemandOutcome> PatchAsync(
        string team, LocalDate week, IReadOnlyList<IntervalDemand> intervals, string by, long? seen = null, CancellationToken cancellation = default)
    {
        TeamSetup setup = StoreJson.Read<TeamSetup>((await store.ReadAsync(context => TeamReader.RowAsync(context, team, cancellation), cancellation)).Setup);
        return await ChangeAsync(team, week, now => (DemandPlaces.Replace(now.Demand, intervals, setup), now.Basis), by, seen, cancellation);
    }

    private static Task<DemandRow?> InForceAsync(SchedulingContext context, string team, LocalDate week, CancellationToken cancellation) =>
        context.Demands.Where(d => d.TeamId == team && d.WeekStart == week).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellation);

    private static WeekDemand Read(DemandRow? row) => row is null
        ? new WeekDemand(0, new Demand(), [], null, null)
        : new WeekDemand(row.Number, StoreJson.Read<Demand>(row.Body), row.Basis is null ? [] : StoreJson.Read<List<DemandBasis>>(row.Basis), row.CreatedAt, row.CreatedBy);

    /// <summary>
    /// The demand the week was last solved for, or asked to be, so that many small steps in one direction are no small step. A week without a roster is owed nothing:
    /// whatever is in force will be solved for.
    /// </summary>
    private static async Task<Demand> SolvedForAsync(
        SchedulingContext context, TeamSnapshot snapshot, LocalDate week, DemandRow? inForce, SolveRequestRow request, CancellationToken cancellation)
    {
        Demand Of(DemandRow? row) => WeekAssembly.Assemble(snapshot with { Demand = Read(row).Demand }, week).Demand;
        if (!await HasRosterAsync(context, snapshot.TeamId, week, cancellation))
        {
            request.Demand = (inForce?.Number ?? 0) + 1;
            return Of(inForce);
        }

        request.Demand ??= inForce?.Number ?? 0;
        Guid byHand = await context.Rosters
            .Where(r => r.TeamId == snapshot.TeamId && r.WeekStart == week && r.Origin == "solve" && r.InputVersion > request.Wanted)
            .OrderByDescending(r => r.InputVersion).Select(r => r.ProblemId).FirstOrDefaultAsync(cancellation);
        if (byHand != Guid.Empty)
        {
            return StoreJson.Read<SchedulingProblem>(await context.Problems.Where(p => p.Id == byHand).Select(p => p.Body).SingleAsync(cancellation)).Demand;
        }

        return Of(inForce is null || request.Demand == inForce.Number
            ? inForce
            : await context.Demands.SingleOrDefaultAsync(d => d.TeamId == snapshot.TeamId && d.WeekStart == week && d.Number == request.Demand, cancellation));
    }

    private static async Task<SolveRequestRow> RequestAsync(SchedulingContext context, string team, LocalDate week, CancellationToken cancellation)
    {
        SolveRequestRow? request = await context.SolveRequests.SingleOrDefaultAsync(r => r.TeamId == team && r.WeekStart == week, cancellation);
        if (request is null)
        {
            request = new SolveRequestRow { TeamId = team, WeekStart = week };
            context.SolveRequests.Add(request);
        }

        return request;
    }

    private static Task<bool> HasRosterAsync(SchedulingContext context, string team, LocalDate week, CancellationToken cancellation) =>
        context.Rosters.AnyAsync(r => r.TeamId == team && r.WeekStart == week && (r.State == RosterState.Draft || r.State == RosterState.Published), cancellation);
}
