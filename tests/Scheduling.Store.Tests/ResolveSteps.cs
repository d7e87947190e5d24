using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>Steps of tests about re-solving after a change.</summary>
public abstract class ResolveSteps : StoreTests
{
    protected static readonly LocalizedText Told = new("求解进程崩溃", "the solver crashed");

    /// <summary>Approves a leave; the runs it asked for.</summary>
    protected async Task<IReadOnlyList<Guid>> ApproveAsync(string id, string employee = "o2", int day = 0) =>
        (await Get<LeaveStore>().PutAsync(Team, id, new Leave { Employee = employee, From = Week.PlusDays(day), Until = Week.PlusDays(day) }, "", approved: true, "hr", Stop)).Runs;

    /// <summary>A claim that may fail.</summary>
    protected Task<ClaimedRun?> TryClaimAsync(Guid run, int seconds = 30) => Get<RunLeases>().ClaimAsync(run, "w", Duration.FromSeconds(seconds), Told, Stop);

    /// <summary>Ends a run with a roster of one shift.</summary>
    protected Task<bool> FinishAsync(ClaimedRun run, int day = 3) => FinishAsync(run, EditJudgement.Apply(run.Problem, new Roster { Assignments = [] }, [Shift("o4", day)]));

    protected Task<bool> FinishAsync(ClaimedRun run, Roster roster) => Get<RunLeases>().FinishAsync(
        run, roster, SolveStatus.Feasible, [.. run.Problem.Levels.Select(l => new LevelScore(l, 0, 0))], null, stopped: false, Stop);

    protected async Task<SolveRequestRow> RequestAsync(LocalDate? week = null)
    {
        LocalDate start = week ?? Week;
        return await Get<StoreSession>().ReadAsync(context => context.SolveRequests.SingleAsync(r => r.TeamId == Team && r.WeekStart == start, Stop), Stop);
    }

    protected async Task<RunRow> RunAsync(Guid id) => (await Get<RunStore>().FindAsync(id, Stop))!;

    protected Task<TeamRow> TeamAsync() => Get<TeamReader>().GetAsync(Team, Stop);

    protected Task<List<T>> RowsAsync<T>(Func<SchedulingContext, IQueryable<T>> query) => Get<StoreSession>().ReadAsync(context => query(context).ToListAsync(Stop), Stop);

    /// <summary>Changes the set-up of the team.</summary>
    protected async Task SetUpAsync(Func<TeamSetup, TeamSetup> change)
    {
        TeamRow row = await TeamAsync();
        await Get<TeamStore>().SaveSetupAsync(Team, row.Name, change(StoreJson.Read<TeamSetup>(row.Setup)), row.Version, "planner", Stop);
    }

    /// <summary>A draft of the week after the sample's.</summary>
    protected async Task MakeNextDraftAsync() =>
        await Get<RosterEditor>().EditAsync(Team, Week.PlusWeeks(1), null, [Shift("o1", 7)], "planner", Stop);
}
