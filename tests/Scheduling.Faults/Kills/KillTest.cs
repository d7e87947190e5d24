using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>FT-K1: a worker is killed at a random point of claim, solve and store; another finishes what it had.</summary>
internal static class KillTest
{
    private const int LongestMilliseconds = 9000;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromMilliseconds(200));
        var random = new Random(setting.Seed);
        List<string> breaches = [];
        List<double> seconds = [];
        ProgramProcess one = FaultWorker.Start(store.Connection);
        for (int number = 0; number < setting.Tries; number++)
        {
            var week = new FaultWeek(store, $"k{number}");
            await week.MakeAsync();
            Guid run = (await week.ApproveAsync("l1", random.Next(1000)))[0];
            await week.WaitAsync(run, row => row.State != RunState.Queued);
            await Task.Delay(random.Next(LongestMilliseconds));
            await FaultWorker.SignalAsync("KILL", one);
            long killed = TimeProvider.System.GetTimestamp();
            RunRow before = (await store.RunAsync(run))!;
            await one.DisposeAsync();
            one = FaultWorker.Start(store.Connection);
            if (before.State == RunState.Solving)
            {
                await week.WaitAsync(run, row => row.Attempts > before.Attempts || row.EndedAt is not null);
                seconds.Add(TimeProvider.System.GetElapsedTime(killed).TotalSeconds);
            }

            if (!await week.QuietAsync())
            {
                breaches.Add($"try {number}: the week was not solved in minutes");
            }

            await InvariantChecker.NoteAsync(store.Connection, week.Told);
        }

        await one.DisposeAsync();
        breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        double most = seconds.DefaultIfEmpty().Max();
        string verdict = most <= (FaultWorker.Lease + Slack).TotalSeconds ? "within" : "beyond";
        return new FaultReport(setting.Tries, breaches, $"{seconds.Count} killed while solving, claimed again after {most:0.0} s at most, {verdict} the lease of {FaultWorker.Lease.TotalSeconds:0} s + {Slack.TotalSeconds:0} s");
    }
}
