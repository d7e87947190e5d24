using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Rosters;

/// <summary>A revision with the problem it is judged by.</summary>
public sealed record Revision(RosterRow Row, string ProblemBody)
{
    public Roster Roster() => StoreJson.Read<Roster>(Row.Body);

    public SchedulingProblem Problem() => StoreJson.Read<SchedulingProblem>(ProblemBody);

    public RosterScore Score() => StoreJson.Read<RosterScore>(Row.Score);
}

/// <summary>All a week's page shows, read in one query.</summary>
/// <param name="Team">The team.</param>
/// <param name="Draft">What the planner works on.</param>
/// <param name="Published">What is in force.</param>
/// <param name="Proposal">What an automatic run offers.</param>
/// <param name="Run">The newest run of the week.</param>
/// <param name="Pins">Fixed cells.</param>
public sealed record WeekView(TeamRow Team, Revision? Draft, Revision? Published, Revision? Proposal, RunRow? Run, IReadOnlyList<Pin> Pins)
{
    /// <summary>What the page opens with: the draft, else what is in force.</summary>
    public Revision? Head => Draft ?? Published;
}

/// <summary>Reads the rosters of a week, and moves them from draft to published. Edits are in <see cref="RosterEditor"/>.</summary>
public sealed class RosterStore(StoreSession store, TeamReader teams)
{
    private static readonly HotQuery<Func<SchedulingContext, string, LocalDate, bool, CancellationToken, Task<WeekRows?>>> Week = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string team, LocalDate week, bool judged, CancellationToken cancellation) => context.Teams.AsNoTracking().Where(t => t.Id == team).Select(t => new WeekRows
        {
            Team = t,
            Pins = context.Pins.Where(p => p.TeamId == t.Id && p.WeekStart == week).Select(p => p.Body).SingleOrDefault(),
            Runs = context.Runs.Where(r => r.TeamId == t.Id && r.WeekStart == week
                && r.CreatedAt == context.Runs.Where(o => o.TeamId == team && o.WeekStart == week).Max(o => o.CreatedAt)).ToList(),
            Heads = context.Rosters.Where(r => r.TeamId == t.Id && r.WeekStart == week && (r.State == RosterState.Draft || r.State == RosterState.Published || r.State == RosterState.Proposal))
                .Select(r => new HeadRow { Row = r, Body = judged ? context.Problems.Where(p => p.Id == r.ProblemId).Select(p => p.Body).Single() : "" }).ToList(),
        }).AsSingleQuery().SingleOrDefault()));

    /// <summary>All a week's page shows. Fails when there is no such team; a week without a roster is an empty view.</summary>
    public Task<WeekView> WeekAsync(string team, LocalDate week, CancellationToken cancellation = default) => ReadWeekAsync(team, week, judged: true, cancellation);

    /// <summary>The same without the problems its revisions are judged by, which are far larger than they are: <see cref="Revision.Problem"/> is not to be asked for.</summary>
    public Task<WeekView> StandingAsync(string team, LocalDate week, CancellationToken cancellation = default) => ReadWeekAsync(team, week, judged: false, cancellation);

    private Task<WeekView> ReadWeekAsync(string team, LocalDate week, bool judged, CancellationToken cancellation) =>
        store.ReadAsync(async context =>
        {
            WeekRows found = await Week.For(context)(context, team, week, judged, cancellation) ?? throw StoreException.NotFound("team", "团队", team);
            Revision? Head(RosterState state) => found.Heads.Where(h => h.Row.State == state).Select(h => new Revision(h.Row, h.Body)).SingleOrDefault();
            return new WeekView(found.Team, Head(RosterState.Draft), Head(RosterState.Published), Head(RosterState.Proposal), found.Runs.FirstOrDefault(), found.Pins is null ? [] : StoreJson.Read<List<Pin>>(found.Pins));
        }, cancellation);

    /// <summary>One revision. Fails when there is none.</summary>
    public Task<Revision> GetAsync(string team, LocalDate week, int number, CancellationToken cancellation = default) =>
        store.ReadAsync(async context =>
        {
            var found = await context.Rosters.Where(r => r.TeamId == team && r.WeekStart == week && r.Number == number)
                .Join(context.Problems, r => r.ProblemId, p => p.Id, (r, p) => new { Row = r, p.Body }).SingleOrDefaultAsync(cancellation)
                ?? throw StoreException.NotFound("roster version", "排班版本", $"{week:uuuu-MM-dd}/{number}");
            return new Revision(found.Row, found.Body);
        }, cancellation);

    /// <summary>Every revision of a week, newest first, without their assignments.</summary>
    public Task<IReadOnlyList<RosterRow>> HistoryAsync(string team, LocalDate week, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<RosterRow>>(async context => await context.Rosters.Where(r => r.TeamId == team && r.WeekStart == week).OrderByDescending(r => r.Number)
            .Select(r => new RosterRow
            {
                Id = r.Id,
                TeamId = r.TeamId,
                WeekStart = r.WeekStart,
                Number = r.Number,
                State = r.State,
                ProblemId = r.ProblemId,
                InputVersion = r.InputVersion,
                Body = "",
                Score = r.Score,
                RunId = r.RunId,
                BasedOn = r.BasedOn,
                Origin = r.Origin,
                Note = r.Note,
                CreatedAt = r.CreatedAt,
                CreatedBy = r.CreatedBy,
                PublishedAt = r.PublishedAt,
                PublishedBy = r.PublishedBy,
            }).ToListAsync(cancellation), cancellation);

    /// <summary>
    /// Publishes the draft. A draft that breaks hard rules is refused unless the planner accepts them by a note, which is filed. It is judged by the data as
    /// they are now: a leave may have been approved since the draft was made.
    /// </summary>
    public Task<RosterRow> PublishAsync(string team, LocalDate week, int draft, string? acceptNote, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow row = await DraftAsync(context, team, week, draft, cancellation);
            if (string.IsNullOrWhiteSpace(acceptNote) && await BrokenAsync(context, row, cancellation) is > 0 and var broken)
            {
                throw StoreException.Conflict(
                    "breaks-hard-rules",
                    $"该草稿违反 {broken} 条硬性规则，不能直接发布；请修改，或写明原因后确认发布。",
                    $"The draft breaks {broken} hard rules and is not published as it is; mend it, or give a reason why it is accepted.");
            }

            RosterRow? old = await RosterRevision.HeadAsync(context, team, week, RosterState.Published, cancellation);
            if (old is not null)
            {
                await RosterRevision.SupersedeAsync(context, old, cancellation);
            }

            row.State = RosterState.Published;
            row.PublishedAt = store.Clock.GetCurrentInstant();
            row.PublishedBy = by;
            await PublishedAsync(context, store, row, old?.Number, acceptNote ?? "", by, cancellation);
            return row;
        }, cancellation);

    /// <summary>Makes the proposal a draft of its own, for the planner to adjust and publish.</summary>
    public Task<RosterRow> AcceptAsync(string team, LocalDate week, int proposal, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow offered = await ProposalAsync(context, team, week, proposal, cancellation);
            await RosterRevision.SupersedeAsync(context, offered, cancellation);
            store.Audit(context, team, by, "proposal.accepted", $"{week:uuuu-MM-dd}/{proposal}");
            return await RosterRevision.AddAsync(context, Copy(offered, "accept", offered.Note, by), cancellation);
        }, cancellation);

    /// <summary>Puts a proposal aside.</summary>
    public Task DeclineAsync(string team, LocalDate week, int proposal, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow offered = await ProposalAsync(context, team, week, proposal, cancellation);
            offered.State = RosterState.Declined;
            store.Audit(context, team, by, "proposal.declined", $"{week:uuuu-MM-dd}/{proposal}");
        }, cancellation);

    /// <summary>Makes an earlier revision the draft again (undo and redo): a new revision with its content.</summary>
    public Task<RosterRow> RestoreAsync(string team, LocalDate week, int number, int? draft, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow? head = await RosterRevision.HeadAsync(context, team, week, RosterState.Draft, cancellation);
            if (head?.Number != draft)
            {
                throw StoreException.Stale($"{draft}", $"{head?.Number}");
            }

            RosterRow earlier = await RosterRevision.NumberAsync(context, team, week, number, cancellation);
            store.Audit(context, team, by, "roster.restored", $"{week:uuuu-MM-dd}/{number}");
            return await RosterRevision.AddAsync(context, Copy(earlier, "restore", "", by), cancellation);
        }, cancellation);

    /// <summary>Puts the draft away, so that what is published stands alone again.</summary>
    public Task DiscardDraftAsync(string team, LocalDate week, int draft, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            (await DraftAsync(context, team, week, draft, cancellation)).State = RosterState.Superseded;
            store.Audit(context, team, by, "draft.discarded", $"{week:uuuu-MM-dd}/{draft}");
        }, cancellation);

    /// <summary>Writes down that a revision is in force: it is history of the next week, so that it counts as a change.</summary>
    internal static async Task PublishedAsync(
        SchedulingContext context, StoreSession store, RosterRow row, int? replaced, string detail, string by, CancellationToken cancellation, string kind = "roster.published")
    {
        LocalDate week = row.WeekStart;
        var note = new TeamChangeNote(kind, $"{week:uuuu-MM-dd}/{row.Number}") { Detail = detail, From = week, Until = week.PlusDays(6) };
        await TeamChange.RecordAsync(context, store, row.TeamId, note, by, cancellation);
        if (replaced is { } number)
        {
            await TeamEvents.AddAsync(context, store, row.TeamId, EventKinds.RosterSuperseded, new RosterEvent(row.TeamId, week, number, row.Number), cancellation);
        }

        await TeamEvents.AddAsync(context, store, row.TeamId, EventKinds.RosterPublished, new RosterEvent(row.TeamId, week, row.Number, null), cancellation);
    }

    /// <summary>Hard rules a revision breaks by the data as they are now.</summary>
    private async Task<int> BrokenAsync(SchedulingContext context, RosterRow row, CancellationToken cancellation)
    {
        TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, row.TeamId, row.WeekStart, cancellation);
        SchedulingProblem problem = WeekAssembly.Assemble(snapshot, row.WeekStart, teams.Today(snapshot.Setup));
        TeamStore.Refuse(ProblemValidator.Validate(problem));
        Evaluation evaluation = RosterEvaluator.Evaluate(problem, RosterEditor.Fit(problem, StoreJson.Read<Roster>(row.Body)));
        return evaluation.ShapeProblems.Count + evaluation.HardViolations.Count();
    }

    private RosterRow Copy(RosterRow from, string origin, string note, string by) => new()
    {
        Id = Guid.CreateVersion7(store.Clock.GetCurrentInstant().ToDateTimeOffset()),
        TeamId = from.TeamId,
        WeekStart = from.WeekStart,
        State = RosterState.Draft,
        ProblemId = from.ProblemId,
        InputVersion = from.InputVersion,
        Body = from.Body,
        Score = from.Score,
        RunId = from.RunId,
        BasedOn = from.Number,
        Origin = origin,
        Note = note,
        CreatedAt = store.Clock.GetCurrentInstant(),
        CreatedBy = by,
    };

    private static async Task<RosterRow> DraftAsync(SchedulingContext context, string team, LocalDate week, int number, CancellationToken cancellation)
    {
        RosterRow? draft = await RosterRevision.HeadAsync(context, team, week, RosterState.Draft, cancellation);
        return draft is null
            ? throw StoreException.Conflict("no-draft", $"{week:uuuu-MM-dd} 一周没有草稿。", $"The week of {week:uuuu-MM-dd} has no draft.")
            : draft.Number == number ? draft : throw StoreException.Stale($"{number}", $"{draft.Number}");
    }

    private static async Task<RosterRow> ProposalAsync(SchedulingContext context, string team, LocalDate week, int number, CancellationToken cancellation)
    {
        RosterRow? proposal = await RosterRevision.HeadAsync(context, team, week, RosterState.Proposal, cancellation);
        return proposal is null
            ? throw StoreException.Conflict("no-proposal", $"{week:uuuu-MM-dd} 一周没有待处理的建议方案。", $"The week of {week:uuuu-MM-dd} has no open proposal.")
            : proposal.Number == number ? proposal : throw StoreException.Stale($"{number}", $"{proposal.Number}");
    }

    private sealed class WeekRows
    {
        public required TeamRow Team { get; init; }

        public string? Pins { get; init; }

        public required List<RunRow> Runs { get; init; }

        public required List<HeadRow> Heads { get; init; }
    }

    private sealed class HeadRow
    {
        public required RosterRow Row { get; init; }

        public required string Body { get; init; }
    }
}
