using Microsoft.EntityFrameworkCore;
using Scheduling.Faults.Hosting;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>FT-K3: a worker is frozen beyond its lease and wakes when another has finished its run. What it brings is refused and counted.</summary>
internal static class FreezeTest
{
    private const int Lanes = 3;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Lanes, RunAsync);
        int refused = lanes.Sum(l => l.Count);
        List<string> breaches = [.. lanes.SelectMany(l => l.Breaches)];
        if (refused == 0)
        {
            breaches.Add("no stale result was refused: the test froze nobody in time");
        }

        return new FaultReport(setting.Tries, breaches, $"{refused} stale results refused");
    }

    private static async Task RunAsync(Lane lane)
    {
        foreach (int number in lane.Numbers)
        {
            FaultWeek week = await lane.WeekAsync(number);
            await using ProgramProcess frozen = Hosts.StartWorker(lane.Store.Connection, "--Worker:LongestSolve=00:02:00");
            Guid run = await week.ApproveForLongAsync("l1", lane.RandomOf(number).Next(1000));
            await week.WaitAsync(run, row => (row.State == RunState.Solving && row.Roster is not null) || row.EndedAt is not null);
            await Hosts.SignalAsync("STOP", frozen.Id);
            RunRow before = (await lane.Store.RunAsync(run))!;
            await using ProgramProcess other = Hosts.StartWorker(lane.Store.Connection);
            RunRow? ended = before.State == RunState.Solving ? await week.WaitAsync(run, row => row.EndedAt is not null && row.LeaseToken > before.LeaseToken) : null;
            await Hosts.SignalAsync("CONT", frozen.Id);
            if (before.State == RunState.Solving)
            {
                RunRow? after = await week.WaitAsync(run, row => row.Refused > 0);
                lane.Count += after?.Refused ?? 0;
                await CompareAsync(lane, number, ended, after);
            }

            await lane.EndAsync(week);
        }
    }

    private static async Task CompareAsync(Lane lane, int number, RunRow? ended, RunRow? after)
    {
        if (ended is null || after is null)
        {
            lane.Breaches.Add($"try {number}: {(ended is null ? "no other worker finished the run" : "the late result was not counted")}");
        }
        else if ((ended.State, ended.Roster, ended.RosterNumber, ended.EndedAt) != (after.State, after.Roster, after.RosterNumber, after.EndedAt))
        {
            lane.Breaches.Add($"try {number}: the worker that was frozen changed the run");
        }

        int rosters = await lane.Store.Get<StoreSession>().ReadAsync(context => context.Rosters.CountAsync(r => r.Origin == "resolve" && r.TeamId == $"t{number}"));
        if (rosters > 1)
        {
            lane.Breaches.Add($"try {number}: one run made {rosters} rosters");
        }
    }
}
