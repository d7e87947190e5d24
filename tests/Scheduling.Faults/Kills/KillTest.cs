using System.Globalization;
using Scheduling.Faults.Hosting;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>FT-K1: a worker is killed at a random point of claim, solve and store; another finishes what it had, and its solver goes with it.</summary>
internal static class KillTest
{
    private const int Lanes = 3;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(10);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Lanes, RunAsync);
        List<double> seconds = [.. lanes.SelectMany(l => l.Seconds).Order()];
        List<string> breaches = [.. lanes.SelectMany(l => l.Breaches)];
        double bound = (Hosts.Lease + Slack).TotalSeconds;
        if (seconds.Count > 0 && seconds[seconds.Count / 2] > bound)
        {
            breaches.Add($"half of the runs were claimed again only after more than {bound:0.0} s");
        }

        return new FaultReport(
            setting.Tries, breaches,
            $"{seconds.Count} killed while solving; claimed again after {seconds.DefaultIfEmpty().Average():0.0} s, {seconds.DefaultIfEmpty().Max():0.0} s at most (lease + 2 s = {bound:0} s: {seconds.Count(s => s <= bound)} within)");
    }

    private static async Task RunAsync(Lane lane)
    {
        List<ProgramProcess> workers = [Hosts.StartWorker(lane.Store.Connection), Hosts.StartWorker(lane.Store.Connection)];
        foreach (int number in lane.Numbers)
        {
            Random random = lane.RandomOf(number);
            FaultWeek week = await lane.WeekAsync(number);
            Guid run = (await week.ApproveAsync("l1", random.Next(1000)))[0];
            await week.WaitAsync(run, row => row.State != RunState.Queued);
            await Task.Delay(random.Next((int)(Hosts.Solve.TotalMilliseconds * 1.5)));
            RunRow seen = (await lane.Store.RunAsync(run))!;
            ProgramProcess holder = workers.Find(w => seen.Worker?.EndsWith(string.Create(CultureInfo.InvariantCulture, $"/{w.Id}"), StringComparison.Ordinal) == true) ?? workers[0];
            IReadOnlyList<int> children = SolverChildren.Of(holder.Id);
            await Hosts.SignalAsync("KILL", holder.Id);
            long killed = TimeProvider.System.GetTimestamp();
            RunRow before = (await lane.Store.RunAsync(run))!;
            workers.Remove(holder);
            await holder.DisposeAsync();
            workers.Add(Hosts.StartWorker(lane.Store.Connection));
            if (before.State == RunState.Solving)
            {
                await week.WaitAsync(run, row => row.LeaseToken > before.LeaseToken);
                lane.Seconds.Add(TimeProvider.System.GetElapsedTime(killed).TotalSeconds);
            }

            await lane.EndAsync(week);
            await AllGoneAsync(lane, children);
        }

        foreach (ProgramProcess worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    private static async Task AllGoneAsync(Lane lane, IReadOnlyList<int> children)
    {
        using var timeout = new CancellationTokenSource(OrphanPatience);
        while (children.Any(SolverChildren.Lives))
        {
            if (timeout.IsCancellationRequested)
            {
                lane.Breaches.Add($"I8: a solver outlived its worker: {string.Join("; ", children.Where(SolverChildren.Lives).Select(SolverChildren.Describe))}");
                return;
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }
}
