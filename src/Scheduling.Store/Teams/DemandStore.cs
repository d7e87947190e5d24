using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>The demand of a week with its source; number 0 and nothing in it when there is none yet.</summary>
public sealed record WeekDemand(int Number, Demand Demand, IReadOnlyList<DemandBasis> Basis, Instant? CreatedAt, string? CreatedBy);

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
        store.ReadAsync(async context =>
        {
            DemandRow? row = await context.Demands.Where(d => d.TeamId == team && d.WeekStart == week).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellation);
            return row is null
                ? new WeekDemand(0, new Demand(), [], null, null)
                : new WeekDemand(row.Number, StoreJson.Read<Demand>(row.Body), row.Basis is null ? [] : StoreJson.Read<List<DemandBasis>>(row.Basis), row.CreatedAt, row.CreatedBy);
        }, cancellation);

    /// <summary>
    /// Puts a new demand in force for a week, and asks for a new solve when the week has a roster. Returns its number and the runs. <paramref name="seen"/>: the
    /// number the caller has seen; refused when another is in force.
    /// </summary>
    public Task<(int Number, IReadOnlyList<Guid> Runs)> SaveAsync(
        string team, LocalDate week, Demand demand, IReadOnlyList<DemandBasis> basis, string by, long? seen = null, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            TeamRow row = await TeamChange.CountAsync(context, team, cancellation);
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            TeamStore.Refuse(ProblemValidator.Validate(WeekAssembly.Assemble(snapshot with { Demand = demand }, week)));
            int inForce = await context.Demands.Where(d => d.TeamId == team && d.WeekStart == week).MaxAsync(d => (int?)d.Number, cancellation) ?? 0;
            if (seen is { } known && known != inForce)
            {
                throw StoreException.Stale($"{known}", $"{inForce}");
            }

            int number = inForce + 1;
            context.Demands.Add(new DemandRow { TeamId = team, WeekStart = week, Number = number, Body = StoreJson.Write(demand), Basis = basis.Count == 0 ? null : StoreJson.Write(basis), CreatedAt = store.Clock.GetCurrentInstant(), CreatedBy = by });
            store.Audit(context, team, by, "demand.saved", $"{week:uuuu-MM-dd}", $"version {number}");
            IReadOnlyList<Guid> runs = await TeamChange.ResolveAsync(
                context, store, row, week, week.PlusDays(6), new LocalizedText($"{week:uuuu-MM-dd} 一周的需求已更新（第 {number} 版）", $"The demand of the week of {week:uuuu-MM-dd} changed (version {number})"), by, cancellation);
            return (number, runs);
        }, cancellation);
}
