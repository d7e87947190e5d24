using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Rosters;

/// <summary>A stored edit with its judgement.</summary>
public sealed record EditOutcome(RosterRow Row, EditJudgement Judgement);

/// <summary>Edits of a week's draft and pins. Every edit is judged by the data as they are now and stored as a new revision.</summary>
public sealed class RosterEditor(StoreSession store, TeamReader teams)
{
    /// <summary>
    /// Changes cells. <paramref name="head"/> is the number of the revision the planner has seen: the draft, or the published roster, from
    /// which a draft is made. Hard rules may be broken by hand; the judgement says so, and publishing asks for a reason.
    /// </summary>
    public Task<EditOutcome> EditAsync(string team, LocalDate week, int? head, IReadOnlyList<CellEdit> edits, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow? seen = await SeenAsync(context, team, week, head, cancellation);
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            SchedulingProblem problem = WeekAssembly.Assemble(snapshot, week, teams.Today(snapshot.Setup));
            CheckEdits(problem, edits);
            Roster before = seen is null ? new Roster { Assignments = [] } : Fit(problem, StoreJson.Read<Roster>(seen.Body));
            Roster after = EditJudgement.Apply(problem, before, edits);
            EditJudgement judgement = EditJudgement.Of(problem, before, after);
            TeamStore.Refuse(judgement.Unsound);
            RosterRow row = await AddAsync(context, snapshot, week, problem, after, seen?.Number, "edit", StoreJson.Write(Sentence(problem, edits)), by, cancellation, Words(edits));
            return new EditOutcome(row, judgement);
        }, cancellation);

    /// <summary>Keeps a whole roster as the draft, such as one read from a spreadsheet; <paramref name="source"/> says from where, such as a file's name.</summary>
    public Task<RosterRow> ImportAsync(string team, LocalDate week, int? head, Roster roster, string source, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            RosterRow? seen = await SeenAsync(context, team, week, head, cancellation);
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            SchedulingProblem problem = WeekAssembly.Assemble(snapshot, week, teams.Today(snapshot.Setup));
            TeamStore.Refuse(RosterShape.Check(problem, roster));
            return await AddAsync(context, snapshot, week, problem, roster, seen?.Number, "import", StoreJson.Write(new LocalizedText(source, source)), by, cancellation, source);
        }, cancellation);

    /// <summary>What an edit would do, by the data as they are now; nothing is stored.</summary>
    public async Task<EditJudgement> JudgeAsync(string team, LocalDate week, IReadOnlyList<CellEdit> edits, CancellationToken cancellation = default)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week, cancellation);
        CheckEdits(problem, edits);
        RosterRow? seen = await store.ReadAsync(context => HeadAsync(context, team, week, cancellation), cancellation);
        Roster before = seen is null ? new Roster { Assignments = [] } : Fit(problem, StoreJson.Read<Roster>(seen.Body));
        return EditJudgement.Of(problem, before, EditJudgement.Apply(problem, before, edits));
    }

    /// <summary>Fixes a cell for the solver; a pin of the cell that stands is replaced.</summary>
    public Task PinAsync(string team, Pin pin, string by, CancellationToken cancellation = default) => ChangePinsAsync(team, pin.Date, (snapshot, week, pins) =>
    {
        if (!snapshot.Employees.Any(e => e.Id == pin.Employee))
        {
            throw StoreException.NotFound("employee", "员工", pin.Employee);
        }

        TeamStore.Refuse(ProblemValidator.Validate(WeekAssembly.Assemble(snapshot, week) with { Pins = [pin] }));
        pins.RemoveAll(p => p.Employee == pin.Employee && p.Date == pin.Date);
        pins.Add(pin);
    }, by, "cell.pinned", $"{pin.Employee} {pin.Date:uuuu-MM-dd} {pin.ShiftType ?? "off"}", cancellation);

    /// <summary>Sets a cell free; one that was not fixed stays so.</summary>
    public Task UnpinAsync(string team, string employee, LocalDate date, string by, CancellationToken cancellation = default) => ChangePinsAsync(
        team, date, (_, _, pins) => pins.RemoveAll(p => p.Employee == employee && p.Date == date), by, "cell.unpinned", $"{employee} {date:uuuu-MM-dd}", cancellation);

    private Task ChangePinsAsync(string team, LocalDate date, Action<TeamSnapshot, LocalDate, List<Pin>> change, string by, string action, string subject, CancellationToken cancellation) =>
        store.WriteAsync(async context =>
        {
            TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
            LocalDate week = StoreJson.Read<TeamSetup>(row.Setup).WeekOf(date);
            TeamSnapshot snapshot = await TeamReader.SnapshotAsync(context, team, week, cancellation);
            List<Pin> pins = [.. snapshot.Pins];
            change(snapshot, week, pins);
            string body = StoreJson.Write(pins.OrderBy(p => p.Date).ThenBy(p => p.Employee, StringComparer.Ordinal));
            if (await context.Pins.SingleOrDefaultAsync(p => p.TeamId == team && p.WeekStart == week, cancellation) is { } known)
            {
                known.Body = body;
            }
            else
            {
                context.Pins.Add(new PinsRow { TeamId = team, WeekStart = week, Body = body });
            }

            await TeamChange.RecordAsync(context, store, team, new TeamChangeNote(action, subject) { From = date, Until = date }, by, cancellation);
        }, cancellation);

    /// <summary>The parts of a roster that still have a meaning in a problem: people may have left, shift types gone.</summary>
    public static Roster Fit(SchedulingProblem problem, Roster roster)
    {
        HashSet<string> employees = [.. problem.Employees.Select(e => e.Id)];
        Dictionary<string, ShiftType> shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        return roster with { Assignments = [.. roster.Assignments.Where(a => employees.Contains(a.Employee) && shiftTypes.ContainsKey(a.ShiftType) && problem.Horizon.Contains(a.Date))] };
    }

    private async Task<RosterRow> AddAsync(
        SchedulingContext context, TeamSnapshot snapshot, LocalDate week, SchedulingProblem problem, Roster roster, int? basedOn, string origin, string note, string by, CancellationToken cancellation, string? audit = null)
    {
        Instant now = store.Clock.GetCurrentInstant();
        store.Audit(context, snapshot.TeamId, by, $"roster.{origin}", $"{week:uuuu-MM-dd}", audit ?? note);
        return await RosterRevision.AddAsync(context, new RosterRow
        {
            Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
            TeamId = snapshot.TeamId,
            WeekStart = week,
            State = RosterState.Draft,
            ProblemId = await ProblemRows.KeepAsync(context, problem, now, cancellation),
            InputVersion = snapshot.InputVersion,
            Body = StoreJson.Write(roster),
            Score = StoreJson.Write(RosterScore.Of(problem, RosterEvaluator.Evaluate(problem, roster))),
            BasedOn = basedOn,
            Origin = origin,
            Note = note,
            CreatedAt = now,
            CreatedBy = by,
        }, cancellation);
    }

    /// <summary>What the planner has seen, when it is still what stands.</summary>
    private static async Task<RosterRow?> SeenAsync(SchedulingContext context, string team, LocalDate week, int? number, CancellationToken cancellation)
    {
        RosterRow? head = await HeadAsync(context, team, week, cancellation);
        return head?.Number == number ? head : throw StoreException.Stale($"{number}", $"{head?.Number}");
    }

    private static async Task<RosterRow?> HeadAsync(SchedulingContext context, string team, LocalDate week, CancellationToken cancellation) =>
        await RosterRevision.HeadAsync(context, team, week, RosterState.Draft, cancellation) ?? await RosterRevision.HeadAsync(context, team, week, RosterState.Published, cancellation);

    private static void CheckEdits(SchedulingProblem problem, IReadOnlyList<CellEdit> edits)
    {
        if (edits.Count == 0)
        {
            throw StoreException.Invalid("no-edits", "/edits", "没有任何修改；请至少给出一个单元格。", "There is no edit; name at least one cell.");
        }

        HashSet<(string, LocalDate)> cells = [];
        for (int i = 0; i < edits.Count; i++)
        {
            CellEdit edit = edits[i];
            if (!problem.Employees.Any(e => e.Id == edit.Employee))
            {
                throw StoreException.Invalid("unknown-reference", $"/edits/{i}/employee", $"修改的员工“{edit.Employee}”不在团队中；请检查工号。", $"An edit names the unknown employee '{edit.Employee}'; check the id.");
            }

            if (!problem.Horizon.Contains(edit.Date))
            {
                throw StoreException.Invalid("date-outside-horizon", $"/edits/{i}/date", $"员工“{edit.Employee}”的修改日期 {edit.Date:uuuu-MM-dd} 不在该周内。", $"The edit of employee '{edit.Employee}' on {edit.Date:uuuu-MM-dd} lies outside the week.");
            }

            if (edit.ShiftType is { } shiftType && !problem.ShiftTypes.Any(s => s.Id == shiftType))
            {
                throw StoreException.Invalid("unknown-reference", $"/edits/{i}/shiftType", $"员工“{edit.Employee}”在 {edit.Date:uuuu-MM-dd} 的班次“{shiftType}”不存在；请改用已有班次的编号。", $"The edit of employee '{edit.Employee}' on {edit.Date:uuuu-MM-dd} names the unknown shift type '{shiftType}'; use the id of a shift type of the team.");
            }

            if (!cells.Add((edit.Employee, edit.Date)))
            {
                throw StoreException.Invalid("duplicate-edit", $"/edits/{i}", $"员工“{edit.Employee}”在 {edit.Date:uuuu-MM-dd} 被修改了两次；请只保留一个。", $"Employee '{edit.Employee}' is edited twice on {edit.Date:uuuu-MM-dd}; keep one.");
            }
        }
    }

    /// <summary>The edits by the names that people know.</summary>
    private static LocalizedText Sentence(SchedulingProblem problem, IReadOnlyList<CellEdit> edits)
    {
        Dictionary<string, string> people = problem.Employees.ToDictionary(e => e.Id, e => e.Name);
        Dictionary<string, string> shifts = problem.ShiftTypes.ToDictionary(s => s.Id, s => s.Name);
        string more = edits.Count > 5 ? $" … (+{edits.Count - 5})" : "";
        return new LocalizedText(Tell("；", "休息"), Tell("; ", "off"));

        string Tell(string between, string off) => string.Join(between, edits.Take(5).Select(e => $"{people[e.Employee]} {e.Date:MM-dd} → {(e.ShiftType is null ? off : shifts[e.ShiftType])}")) + more;
    }

    private static string Words(IReadOnlyList<CellEdit> edits) =>
        string.Join("; ", edits.Take(5).Select(e => $"{e.Employee} {e.Date:uuuu-MM-dd} → {e.ShiftType ?? "off"}")) + (edits.Count > 5 ? $" … (+{edits.Count - 5})" : "");
}
