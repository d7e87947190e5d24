using Microsoft.EntityFrameworkCore;
using Scheduling.Faults.Hosting;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>FT-K5: a worker is told to end (SIGTERM) while it solves. It ends soon, keeps its best roster for the next one and uses up no attempt.</summary>
internal static class ShutdownTest
{
    private const int Lanes = 3;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Lanes, RunAsync);
        List<double> seconds = [.. lanes.SelectMany(l => l.Seconds)];
        List<string> breaches = [.. lanes.SelectMany(l => l.Breaches)];
        if (lanes.Sum(l => l.Count) == 0)
        {
            breaches.Add("no worker was told to end while it solved");
        }

        return new FaultReport(setting.Tries, breaches, $"{lanes.Sum(l => l.Count)} told to end while solving; ended after {seconds.DefaultIfEmpty().Average():0.0} s, {seconds.DefaultIfEmpty().Max():0.0} s at most");
    }

    private static async Task RunAsync(Lane lane)
    {
        foreach (int number in lane.Numbers)
        {
            Random random = lane.RandomOf(number);
            FaultWeek week = await lane.WeekAsync(number);
            await using ProgramProcess ending = Hosts.StartWorker(lane.Store.Connection, "--Worker:LongestSolve=00:02:00");
            Guid run = await week.ApproveForLongAsync("l1", random.Next(1000));
            await week.WaitAsync(run, row => (row.State == RunState.Solving && row.Roster is not null) || row.EndedAt is not null);
            await Task.Delay(random.Next(2000));
            RunRow before = (await lane.Store.RunAsync(run))!;
            long told = TimeProvider.System.GetTimestamp();
            int code = await ending.StopAsync();
            TimeSpan took = TimeProvider.System.GetElapsedTime(told);
            lane.Seconds.Add(took.TotalSeconds);
            RunRow after = (await lane.Store.RunAsync(run))!;
            if (before.EndedAt is null && after.State != RunState.Solved)
            {
                lane.Count++;
                int attempts = await lane.Store.Get<StoreSession>().ReadAsync(context => context.SolveRequests.Where(r => r.TeamId == week.Team).Select(r => r.Attempts).SingleAsync());
                if ((after.State, after.Attempts, attempts, after.LeaseUntil, code) != (RunState.Queued, 0, 0, null, 0) || after.Roster is null)
                {
                    lane.Breaches.Add($"try {number}: the run is {after.State} after {after.Attempts} attempts ({attempts} of the week), {(after.Roster is null ? "without" : "with")} a roster; exit code {code}");
                }
            }

            if (took > Most)
            {
                lane.Breaches.Add($"try {number}: the worker ended {took.TotalSeconds:0.0} s after it was told to");
            }

            await using ProgramProcess next = Hosts.StartWorker(lane.Store.Connection);
            await lane.EndAsync(week);
        }
    }
}
