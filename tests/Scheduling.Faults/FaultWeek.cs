using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Faults;

/// <summary>A team whose week is published and takes some seconds to solve, and the changes clients were told were accepted.</summary>
internal sealed class FaultWeek(FaultStore store, string team, string sample = "day-and-night-40.json")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly SchedulingProblem _problem = FaultStore.Sample(sample);
    private readonly List<(string Team, string Kind, string Subject, bool Accepted)> _told = [];
    private readonly Lock _lock = new();

    public string Team => team;

    public LocalDate Start => _problem.Horizon.Start;

    public IReadOnlyList<(string Team, string Kind, string Subject, bool Accepted)> Told => _told;

    public Task MakeAsync() => store.MakePublishedTeamAsync(team, _problem);

    /// <summary>Approves a leave of one day; the runs it asked for.</summary>
    public async Task<IReadOnlyList<Guid>> ApproveAsync(string id, int number)
    {
        Leave leave = LeaveOf(number);
        LeaveOutcome outcome = await store.Get<LeaveStore>().PutAsync(team, id, leave, "", approved: true, "hr");
        Note(id);
        return outcome.Runs;
    }

    /// <summary>The same, and lets the run it asked for take as long as a worker allows, however slow this machine is at finding a first roster.</summary>
    public async Task<Guid> ApproveForLongAsync(string id, int number)
    {
        Guid run = (await ApproveAsync(id, number))[0];
        string options = StoreJson.Write(new RunOptions { TimeLimitSeconds = 600 });
        await store.Get<StoreSession>().WriteAsync(context => context.Runs.Where(r => r.Id == run && r.State == RunState.Queued).ExecuteUpdateAsync(set => set.SetProperty(r => r.Options, options)));
        return run;
    }

    /// <summary>The leave that a number stands for.</summary>
    public Leave LeaveOf(int number)
    {
        LocalDate day = _problem.Horizon.Start.PlusDays(number % 7);
        return new Leave { Employee = _problem.Employees[number % _problem.Employees.Count].Id, From = day, Until = day };
    }

    /// <summary>A client was told that the leave is approved.</summary>
    public void Note(string id)
    {
        lock (_lock)
        {
            _told.Add((team, "leave.approved", id, true));
        }
    }

    public Task<List<RunRow>> RunsAsync() =>
        store.Get<StoreSession>().ReadAsync(context => context.Runs.Where(r => r.TeamId == team && r.Kind == RunKind.Automatic).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync());

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
    public Task<bool> QuietAsync() => store.QuietAsync(team);
}
