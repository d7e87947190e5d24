using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>What came of a leave command: the leave, and the automatic runs it asked for.</summary>
public sealed record LeaveOutcome(LeaveRow Leave, bool Created, IReadOnlyList<Guid> Runs);

/// <summary>
/// Commands on leave. Only an approved leave is an input of rosters: approving one, or cancelling an approved one, counts as a change
/// and asks for a new solve of the weeks it touches.
/// </summary>
public sealed class LeaveStore(StoreSession store)
{
    private static readonly HotQuery<Func<SchedulingContext, string, string, string, CancellationToken, Task<KnownRows>>> Known = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string team, string employee, string externalId, CancellationToken cancellation) => context.Teams.Where(t => t.Id == team)
        .LeftJoin(context.Leave.Where(l => l.TeamId == team && l.ExternalId == externalId), t => t.Id, l => l.TeamId, (t, leave) => new KnownRows
        {
            Person = context.Employees.Where(e => e.TeamId == team && e.Id == employee).Select(e => e.Body).FirstOrDefault(),
            Leave = leave,
        }).Single()));

    /// <summary>Leave of a team that ends on or after a date, by first day.</summary>
    public Task<IReadOnlyList<LeaveRow>> ListAsync(string team, LocalDate? since = null, string? employee = null, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<LeaveRow>>(async context => await context.Leave
            .Where(l => l.TeamId == team && (since == null || l.Until >= since) && (employee == null || l.EmployeeId == employee))
            .OrderBy(l => l.From).ThenBy(l => l.ExternalId).ToListAsync(cancellation), cancellation);

    /// <summary>One leave. Fails when there is none.</summary>
    public Task<LeaveRow> GetAsync(string team, string externalId, CancellationToken cancellation = default) =>
        store.ReadAsync(context => RowAsync(context, team, externalId, cancellation), cancellation);

    /// <summary>
    /// Files a leave under the id of whoever sends it. Sent again unchanged it is no change at all; a request not yet decided may be
    /// changed, and an approved one by whoever files what is decided already (<paramref name="approved"/>: an HR system); of any other only the state can change, by
    /// the other commands.
    /// </summary>
    public Task<LeaveOutcome> PutAsync(string team, string externalId, Leave leave, string reason, bool approved, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            (string? person, LeaveRow? row) = await FindAsync(context, team, leave.Employee, externalId, cancellation);
            Check(team, leave, person);
            string body = StoreJson.Write(leave);
            bool created = row is null;
            if (row is not null)
            {
                bool same = row.Body == body && row.Reason == reason;
                if (same && (!approved || row.State == LeaveState.Approved))
                {
                    return new LeaveOutcome(row, false, []);
                }

                if (row.State != LeaveState.Requested && !(approved && row.State == LeaveState.Approved))
                {
                    throw StoreException.Conflict(
                        "leave-decided",
                        $"请假“{externalId}”已经{Words(row.State).Zh}，不能再修改；请先取消它，再用新的编号提交。",
                        $"Leave '{externalId}' is {Words(row.State).En} already and cannot be changed; cancel it and file a new one under another id.");
                }
            }
            else
            {
                row = new LeaveRow { TeamId = team, ExternalId = externalId, EmployeeId = leave.Employee, Body = body, State = LeaveState.Requested, RequestedAt = store.Clock.GetCurrentInstant(), RequestedBy = by };
                context.Leave.Add(row);
            }

            (LocalDate From, LocalDate Until)? before = created || row.State != LeaveState.Approved ? null : (row.From, row.Until);
            row.EmployeeId = leave.Employee;
            row.From = leave.From;
            row.Until = leave.Until;
            row.Body = body;
            row.Reason = reason;
            row.Version++;
            if (approved)
            {
                return new LeaveOutcome(row, created, await MoveAsync(context, row, person, LeaveState.Approved, "", before, by, cancellation));
            }

            // What is only asked for is no input of rosters yet.
            var note = new TeamChangeNote(created ? "leave.requested" : "leave.changed", externalId) { Detail = Dates(row), Counts = false, From = row.From, Until = row.Until };
            await TeamChange.RecordAsync(context, store, team, note, by, cancellation);
            return new LeaveOutcome(row, created, []);
        }, cancellation);

    /// <summary>Approves or declines a request.</summary>
    public Task<LeaveOutcome> DecideAsync(string team, string externalId, bool approve, string note, long? version, string by, CancellationToken cancellation = default) =>
        ChangeAsync(team, externalId, version, approve ? LeaveState.Approved : LeaveState.Declined, note, by, [LeaveState.Requested], cancellation);

    /// <summary>Withdraws a leave, decided or not.</summary>
    public Task<LeaveOutcome> CancelAsync(string team, string externalId, string note, long? version, string by, CancellationToken cancellation = default) =>
        ChangeAsync(team, externalId, version, LeaveState.Cancelled, note, by, [LeaveState.Requested, LeaveState.Approved], cancellation);

    private Task<LeaveOutcome> ChangeAsync(string team, string externalId, long? version, LeaveState to, string note, string by, LeaveState[] from, CancellationToken cancellation) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            LeaveRow row = await RowAsync(context, team, externalId, cancellation);
            if (version is { } seen && seen != row.Version)
            {
                throw StoreException.Stale($"{seen}", $"{row.Version}");
            }

            if (row.State == to)
            {
                return new LeaveOutcome(row, false, []);
            }

            if (!from.Contains(row.State))
            {
                throw StoreException.Conflict(
                    "leave-decided", $"请假“{externalId}”已经{Words(row.State).Zh}，不能再改为{Words(to).Zh}。", $"Leave '{externalId}' is {Words(row.State).En} already; it cannot become {Words(to).En}.");
            }

            row.Version++;
            (string? person, _) = await FindAsync(context, team, row.EmployeeId, externalId, cancellation);
            return new LeaveOutcome(row, false, await MoveAsync(context, row, person, to, note, null, by, cancellation));
        }, cancellation);

    /// <summary>Decides a leave. <paramref name="person"/>: the employee as stored, if still there. <paramref name="before"/>: the days of an approved one that is moved.</summary>
    private async Task<IReadOnlyList<Guid>> MoveAsync(
        SchedulingContext context, LeaveRow row, string? person, LeaveState to, string note, (LocalDate From, LocalDate Until)? before, string by, CancellationToken cancellation)
    {
        bool counts = to == LeaveState.Approved || row.State == LeaveState.Approved;
        row.State = to;
        row.Note = note.Length > 0 ? note : row.Note;
        row.DecidedAt = store.Clock.GetCurrentInstant();
        row.DecidedBy = by;
        LocalizedText words = Words(to);
        string name = person is null ? row.EmployeeId : $"{StoreJson.Read<Employee>(person).Name} {row.EmployeeId}";
        var change = new TeamChangeNote("leave." + to.ToString().ToLowerInvariant(), row.ExternalId)
        {
            Detail = Dates(row),
            Counts = counts,
            From = before is { } old && old.From < row.From ? old.From : row.From,
            Until = before is { } late && late.Until > row.Until ? late.Until : row.Until,
            Cause = counts ? new LocalizedText($"{name} 的请假（{Dates(row, " 至 ")}）{words.Zh}", $"Leave of {name} ({Dates(row, " to ")}) {words.En}") : null,
        };
        await TeamEvents.AddAsync(
            context, store, row.TeamId, EventKinds.LeaveDecided,
            new LeaveEvent(row.TeamId, row.ExternalId, row.EmployeeId, row.From, row.Until, to.ToString().ToUpperInvariant()), cancellation);
        return await TeamChange.RecordAsync(context, store, row.TeamId, change, by, cancellation);
    }

    /// <summary>An employee as stored, and a leave; null what is not there.</summary>
    private static async Task<(string? Person, LeaveRow? Leave)> FindAsync(SchedulingContext context, string team, string employee, string externalId, CancellationToken cancellation)
    {
        KnownRows found = await Known.For(context)(context, team, employee, externalId, cancellation);
        return (found.Person, found.Leave);
    }

    private static void Check(string team, Leave leave, string? person)
    {
        List<InputProblem> problems = [];
        if (person is null)
        {
            problems.Add(new InputProblem("unknown-reference", "/employee", new LocalizedText($"请假的员工“{leave.Employee}”不在团队“{team}”中；请检查工号。", $"The leave names the unknown employee '{leave.Employee}' of team '{team}'; check the id.")));
        }

        if (leave.Until < leave.From)
        {
            problems.Add(new InputProblem("end-before-start", "/until", new LocalizedText(
                $"员工“{leave.Employee}”的请假末日 {leave.Until:uuuu-MM-dd} 早于首日 {leave.From:uuuu-MM-dd}；请改正。", $"The leave of employee '{leave.Employee}' ends on {leave.Until:uuuu-MM-dd}, before it starts on {leave.From:uuuu-MM-dd}; correct one of them.")));
        }

        if (leave.From.Year < ProblemValidator.FirstYear || leave.Until.Year > ProblemValidator.LastYear || Period.DaysBetween(leave.From, leave.Until) > 366)
        {
            problems.Add(new InputProblem("date-out-of-range", "/from", new LocalizedText(
                $"员工“{leave.Employee}”的请假 {leave.From:uuuu-MM-dd} 至 {leave.Until:uuuu-MM-dd} 超出范围；年份应为 {ProblemValidator.FirstYear} 到 {ProblemValidator.LastYear}，最长 366 天。",
                $"The leave of employee '{leave.Employee}' from {leave.From:uuuu-MM-dd} to {leave.Until:uuuu-MM-dd} is out of range; years are {ProblemValidator.FirstYear} to {ProblemValidator.LastYear}, 366 days at most.")));
        }

        TeamStore.Refuse(problems);
    }

    private static async Task<LeaveRow> RowAsync(SchedulingContext context, string team, string externalId, CancellationToken cancellation) =>
        await context.Leave.SingleOrDefaultAsync(l => l.TeamId == team && l.ExternalId == externalId, cancellation) ?? throw StoreException.NotFound("leave", "请假", externalId);

    private sealed class KnownRows
    {
        public string? Person { get; init; }

        public LeaveRow? Leave { get; init; }
    }

    private static string Dates(LeaveRow row, string between = "…") => row.From == row.Until ? $"{row.From:uuuu-MM-dd}" : $"{row.From:uuuu-MM-dd}{between}{row.Until:uuuu-MM-dd}";

    private static LocalizedText Words(LeaveState state) => state switch
    {
        LeaveState.Approved => new("已批准", "approved"),
        LeaveState.Declined => new("未批准", "declined"),
        LeaveState.Cancelled => new("已撤销", "cancelled"),
        _ => new("已提交", "requested"),
    };
}
