using Microsoft.EntityFrameworkCore;
using Scheduling.Faults.Hosting;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>
/// FT-K4: what may happen to a solver, at each of its three attempts: a crash, an abort, memory at its end, a hang, rubbish in its output. The worker lives on and solves for other teams;
/// the third attempt takes the team into quarantine; the published roster stays; set free, the team is solved.
/// </summary>
internal static class SolverFaultTest
{
    private static readonly string[] Kinds = ["SEGV", "ABRT", "memory", "hang", "rubbish"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Kinds.Length, RunAsync);
        return new FaultReport(
            setting.Tries, [.. lanes.SelectMany(l => l.Breaches)],
            $"{lanes.Sum(l => l.Count)} quarantined at the third attempt; from the change to quarantine {lanes.SelectMany(l => l.Seconds).DefaultIfEmpty().Average():0.0} s");
    }

    private static async Task RunAsync(Lane lane)
    {
        foreach (int number in lane.Numbers)
        {
            string kind = Kinds[number % Kinds.Length];
            await using ProgramProcess worker = Hosts.StartWorker(lane.Store.Connection, MoreOf(kind));
            FaultWeek week = await lane.WeekAsync(number);
            long changed = TimeProvider.System.GetTimestamp();
            Guid run = (await week.ApproveAsync("l1", lane.RandomOf(number).Next(1000)))[0];
            List<string> wrong = [];
            List<int> known = [];
            for (int attempt = 1; attempt <= RunLeases.MaximumAttempts; attempt++)
            {
                if (await SolverChildren.NextAsync(worker.Id, known) is not { } child)
                {
                    wrong.Add($"there was no solver of attempt {attempt}");
                    break;
                }

                known.Add(child);
                await BreakAsync(kind, child);
            }

            if (await QuarantinedAsync(lane.Store, week.Team))
            {
                lane.Seconds.Add(TimeProvider.System.GetElapsedTime(changed).TotalSeconds);
                lane.Count++;
            }
            else
            {
                wrong.Add("the team was not taken into quarantine");
            }

            wrong.AddRange(await WrongAsync(lane.Store, week, run));
            if (known.Any(SolverChildren.Lives))
            {
                wrong.Add("a broken solver lives on");
            }

            wrong.AddRange(await AfterwardsAsync(lane, worker, week, number, canSolve: kind is not ("memory" or "hang")));
            lane.Breaches.AddRange(wrong.Select(w => $"try {number} ({kind}): {w}"));
        }
    }

    // Half a gigabyte would do for the model; so little is not even enough for the runtime and the solver library.
    private static string[] MoreOf(string kind) => kind switch
    {
        "memory" => ["--Worker:Solver:MemoryCapBytes=80000000", "--Worker:Solver:MemoryCheck=00:00:00.05"],
        "hang" => ["--Worker:LongestSolve=00:00:02", "--Worker:Solver:LimitGrace=00:00:03"],
        _ => [],
    };

    private static async Task BreakAsync(string kind, int child)
    {
        switch (kind)
        {
            case "SEGV" or "ABRT":
                // Of a first one that comes from outside the runtime only takes note: there is no faulting instruction it would come back to.
                while (SolverChildren.Lives(child))
                {
                    await Hosts.SignalAsync(kind, child);
                    await Task.Delay(50);
                }

                break;
            case "hang":
                await Hosts.SignalAsync("STOP", child);
                break;
            case "rubbish":
                await File.WriteAllTextAsync($"/proc/{child}/fd/1", "\u0000 rubbish {\"type\":\"result\"\n");
                break;
        }
    }

    private static async Task<bool> QuarantinedAsync(FaultStore store, string team)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (await store.Get<StoreSession>().ReadAsync(context => context.Teams.AnyAsync(t => t.Id == team && t.QuarantinedAt != null)))
            {
                return true;
            }

            await Task.Delay(50, CancellationToken.None);
        }

        return false;
    }

    private static async Task<IReadOnlyList<string>> WrongAsync(FaultStore store, FaultWeek week, Guid run)
    {
        List<string> wrong = [];
        RunRow row = (await store.RunAsync(run))!;
        if ((row.State, row.Attempts) != (RunState.Failed, RunLeases.MaximumAttempts))
        {
            wrong.Add($"the run is {row.State} after {row.Attempts} attempts");
        }

        WeekView view = await store.Get<RosterStore>().WeekAsync(week.Team, week.Start);
        if (view.Published?.Row.Number != 1 || view.Proposal is not null)
        {
            wrong.Add($"published is {view.Published?.Row.Number}, proposed {view.Proposal?.Row.Number}: the old roster should stand alone");
        }

        return wrong;
    }

    private static async Task<IReadOnlyList<string>> AfterwardsAsync(Lane lane, ProgramProcess worker, FaultWeek week, int number, bool canSolve)
    {
        List<string> wrong = [];
        if (!SolverChildren.Lives(worker.Id))
        {
            wrong.Add("the worker is gone");
        }

        // Without memory or time no solver will ever do; the team is set free for another worker.
        await using ProgramProcess? next = canSolve ? null : Hosts.StartWorker(lane.Store.Connection);
        if (!canSolve)
        {
            await worker.StopAsync();
        }

        var other = new FaultWeek(lane.Store, $"other{number}", "office-6.json");
        await other.MakeAsync();
        await other.ApproveAsync("l1", number);
        await lane.EndAsync(other);
        await lane.Store.Get<QuarantineStore>().LiftAsync(week.Team, "admin");
        await lane.EndAsync(week);
        if (await lane.Store.Get<StoreSession>().ReadAsync(context => context.Teams.AnyAsync(t => t.QuarantinedAt != null)))
        {
            wrong.Add("a team is in quarantine again");
        }

        return wrong;
    }
}
