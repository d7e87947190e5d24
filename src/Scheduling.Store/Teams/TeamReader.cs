using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>A team in a list: its size and what stands of its weeks, read in one query.</summary>
public sealed record TeamOverview(string Id, string Name, int Employees, int RequestedLeave, IReadOnlyList<WeekHead> Weeks, bool Quarantined);

/// <summary>One revision of a week's roster in a list.</summary>
/// <param name="WeekStart">First day of the week.</param>
/// <param name="Number">Number of the revision.</param>
/// <param name="State">What it is.</param>
/// <param name="Score">How it was judged when it was made.</param>
/// <param name="Outdated">A change that touches the week came later, so that the score may not hold any more.</param>
public sealed record WeekHead(LocalDate WeekStart, int Number, RosterState State, string Score, bool Outdated);

/// <summary>Reads teams: the list, one set-up, and all that the problem of a week is made from.</summary>
public sealed class TeamReader(StoreSession store)
{
    /// <summary>Teams with their size, open leave requests and living rosters, by name. <paramref name="teams"/> null: all.</summary>
    public Task<IReadOnlyList<TeamOverview>> ListAsync(IReadOnlyCollection<string>? teams, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<TeamOverview>>(async context => await context.Teams
            .Where(t => teams == null || teams.Contains(t.Id))
            .OrderBy(t => t.Name)
            .Select(t => new TeamOverview(
                t.Id,
                t.Name,
                context.Employees.Count(e => e.TeamId == t.Id),
                context.Leave.Count(l => l.TeamId == t.Id && l.State == LeaveState.Requested),
                context.Rosters
                    .Where(r => r.TeamId == t.Id && (r.State == RosterState.Draft || r.State == RosterState.Published || r.State == RosterState.Proposal))
                    .OrderByDescending(r => r.WeekStart).ThenByDescending(r => r.Number)
                    .Select(r => new WeekHead(
                        r.WeekStart, r.Number, r.State, r.Score,
                        context.Runs.Any(n => n.TeamId == r.TeamId && n.WeekStart == r.WeekStart && n.Kind == RunKind.Automatic && (n.CreatedAt > r.CreatedAt || n.InputVersion > r.InputVersion)))).ToList(),
                t.QuarantinedAt != null))
            .ToListAsync(cancellation), cancellation);

    /// <summary>The team row. Fails when there is none.</summary>
    public Task<TeamRow> GetAsync(string team, CancellationToken cancellation = default) =>
        store.ReadAsync(context => RowAsync(context, team, cancellation), cancellation);

    /// <summary>The employees of a team in the order of lists.</summary>
    public Task<IReadOnlyList<EmployeeRow>> EmployeesAsync(string team, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<EmployeeRow>>(async context => await context.Employees.Where(e => e.TeamId == team).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellation), cancellation);

    /// <summary>The wishes for a week, by date.</summary>
    public Task<IReadOnlyList<WishRow>> WishesAsync(string team, LocalDate weekStart, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<WishRow>>(async context =>
        {
            LocalDate end = weekStart.PlusDays(6);
            return await context.Wishes.Where(w => w.TeamId == team && w.Date >= weekStart && w.Date <= end).OrderBy(w => w.Date).ThenBy(w => w.Id).ToListAsync(cancellation);
        }, cancellation);

    /// <summary>Everything the problem of a week is made from, as one moment saw it.</summary>
    public Task<TeamSnapshot> SnapshotAsync(string team, LocalDate weekStart, CancellationToken cancellation = default) =>
        store.SnapshotAsync(context => SnapshotAsync(context, team, weekStart, cancellation), cancellation);

    /// <summary>The problem of a week as the data are now, and the input version it holds.</summary>
    public async Task<(SchedulingProblem Problem, long InputVersion)> ProblemAsync(string team, LocalDate weekStart, CancellationToken cancellation = default)
    {
        TeamSnapshot snapshot = await SnapshotAsync(team, weekStart, cancellation);
        return (WeekAssembly.Assemble(snapshot, weekStart, Today(snapshot.Setup)), snapshot.InputVersion);
    }

    /// <summary>Today where the team is.</summary>
    public LocalDate Today(TeamSetup setup) => store.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[setup.TimeZone]).Date;

    internal static async Task<TeamRow> RowAsync(SchedulingContext context, string team, CancellationToken cancellation) =>
        await context.Teams.SingleOrDefaultAsync(t => t.Id == team, cancellation) ?? throw StoreException.NotFound("team", "团队", team);

    internal static async Task<TeamSnapshot> SnapshotAsync(SchedulingContext context, string team, LocalDate weekStart, CancellationToken cancellation)
    {
        TeamRow row = await RowAsync(context, team, cancellation);
        var setup = StoreJson.Read<TeamSetup>(row.Setup);
        if (weekStart.DayOfWeek != setup.WeekStart)
        {
            throw StoreException.Invalid(
                "not-a-week-start", "/week",
                $"{weekStart:uuuu-MM-dd} 不是一周的第一天；请改用 {weekStart.Previous(setup.WeekStart):uuuu-MM-dd}。",
                $"{weekStart:uuuu-MM-dd} is not the first day of a week; use {weekStart.Previous(setup.WeekStart):uuuu-MM-dd}.");
        }

        LocalDate end = weekStart.PlusDays(6);
        LocalDate knownFrom = weekStart.PlusWeeks(-WeekAssembly.HistoryWeeks);
        LocalDate knownUntil = end.PlusWeeks(1);
        List<EmployeeRow> employees = await context.Employees.AsNoTracking().Where(e => e.TeamId == team).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellation);
        string? demand = await context.Demands.Where(d => d.TeamId == team && d.WeekStart == weekStart).OrderByDescending(d => d.Number).Select(d => d.Body).FirstOrDefaultAsync(cancellation);
        List<string> leave = await context.Leave
            .Where(l => l.TeamId == team && l.State == LeaveState.Approved && l.From <= knownUntil && l.Until >= knownFrom)
            .OrderBy(l => l.From).ThenBy(l => l.ExternalId).Select(l => l.Body).ToListAsync(cancellation);
        List<string> wishes = await context.Wishes.Where(w => w.TeamId == team && w.Date >= weekStart && w.Date <= end).OrderBy(w => w.Date).ThenBy(w => w.Id).Select(w => w.Body).ToListAsync(cancellation);
        string? pins = await context.Pins.Where(p => p.TeamId == team && p.WeekStart == weekStart).Select(p => p.Body).SingleOrDefaultAsync(cancellation);
        var rosters = await context.Rosters
            .Where(r => r.TeamId == team && r.WeekStart >= knownFrom && r.WeekStart <= knownUntil && (r.State == RosterState.Published || (r.State == RosterState.Draft && r.WeekStart <= weekStart)))
            .Select(r => new { r.WeekStart, r.State, r.Body }).ToListAsync(cancellation);
        Roster? Own(RosterState state) => rosters.FirstOrDefault(r => r.WeekStart == weekStart && r.State == state) is { } own ? StoreJson.Read<Roster>(own.Body) : null;
        return new TeamSnapshot
        {
            TeamId = team,
            Name = row.Name,
            InputVersion = row.InputVersion,
            Setup = setup,
            Employees = [.. employees.Select(e => ContractTerm.PersonOn(e, weekStart))],
            Demand = demand is null ? new Demand() : StoreJson.Read<Demand>(demand),
            Leave = [.. leave.Select(StoreJson.Read<Leave>)],
            Wishes = [.. wishes.Select(StoreJson.Read<Wish>)],
            Pins = pins is null ? [] : StoreJson.Read<List<Pin>>(pins),
            Neighbours = rosters.Where(r => r.WeekStart != weekStart).GroupBy(r => r.WeekStart)
                .ToDictionary(g => g.Key, g => StoreJson.Read<Roster>(g.OrderBy(r => r.State == RosterState.Published ? 0 : 1).First().Body)),
            Published = Own(RosterState.Published),
            Draft = Own(RosterState.Draft),
        };
    }
}
