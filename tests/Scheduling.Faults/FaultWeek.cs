using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Faults;

/// <summary>A team whose week takes some seconds to solve, and the changes clients were told were accepted.</summary>
internal sealed class FaultWeek(FaultStore store, string team)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly SchedulingProblem _problem = FaultStore.Sample("day-and-night-40.json");
    private readonly List<(string Team, string Kind, string Subject, bool Accepted)> _told = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<(string Team, string Kind, string Subject, bool Accepted)> Told => _told;

    public Task MakeAsync() => store.MakeTeamAsync(team, _problem);

    /// <summary>Approves a leave of one day.</summary>
    public async Task<IReadOnlyList<Guid>> ApproveAsync(string id, int number)
    {
        LocalDate day = _problem.Horizon.Start.PlusDays(number % 7);
        var leave = new Leave { Employee = _problem.Employees[number % _problem.Employees.Count].Id, From = day, Until = day };
        LeaveOutcome outcome = await store.Get<LeaveStore>().PutAsync(team, id, leave, "", approved: true, "hr");
        lock (_lock)
        {
            _told.Add((team, "leave.approved", id, true));
        }

        return outcome.Runs;
    }

    public Task<List<RunRow>> RunsAsync() =>
        store.Get<StoreSession>().ReadAsync(context => context.Runs.Where(r => r.TeamId == team && r.Kind == RunKind.Automatic).OrderBy(r => r.CreatedAt).ToListAsync());

    /// <summary>Waits until a condition on a run holds; its row, or null when it does not for a long time.</summary>
    public async Task<RunRow?> WaitAsync(Guid run, Func<RunRow, bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (await store.RunAsync(run) is { } row && condition(row))
            {
                return row;
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return null;
    }

    /// <summary>Waits until the week is owed nothing, and nobody solves it.</summary>
    public async Task<bool> QuietAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            bool quiet = await store.Get<StoreSession>().ReadAsync(async context =>
                await context.SolveRequests.Where(r => r.TeamId == team).AllAsync(r => r.Solved >= r.Wanted)
                && !await context.Runs.AnyAsync(r => r.TeamId == team && (r.State == RunState.Queued || r.State == RunState.Solving)));
            if (quiet)
            {
                return true;
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return false;
    }
}
