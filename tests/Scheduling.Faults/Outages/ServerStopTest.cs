using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Testing;

namespace Scheduling.Faults.Outages;

/// <summary>FT-D1: PostgreSQL stops as in a crash in the midst of transactions and is away for 1 to 20 s. What was acknowledged is there; clients and workers go on by themselves.</summary>
internal static class ServerStopTest
{
    private const int Lanes = 3;
    private const int Teams = 4;
    private const int LongestSeconds = 20;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        int lanes = Math.Min(Lanes, setting.Tries);
        StopLane[] all = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane =>
            StopLane.RunAsync(setting, [.. Enumerable.Range(setting.First, setting.Tries).Where(n => (n - setting.First) % lanes == lane)])));
        double writes = all.SelectMany(l => l.Writes).DefaultIfEmpty().Max();
        double solves = all.SelectMany(l => l.Solves).DefaultIfEmpty().Max();
        List<string> breaches = [.. all.SelectMany(l => l.Breaches)];
        List<double> resumed = [.. all.SelectMany(l => l.Writes.Zip(l.Solves, Math.Max)).Order()];
        if (resumed.Count > 0 && resumed[resumed.Count / 2] > Most.TotalSeconds)
        {
            breaches.Add($"in half of the tries more than {Most.TotalSeconds:0} s went by until changes were taken and weeks claimed again");
        }

        return new FaultReport(
            setting.Tries, breaches,
            $"{all.Sum(l => l.Acknowledged)} changes acknowledged, {all.Sum(l => l.Failed)} tries failed; writes again {writes:0.0} s, claims again {solves:0.0} s after the start at most ({resumed.Count(s => s <= Most.TotalSeconds)} within {Most.TotalSeconds:0} s)");
    }

    /// <summary>A server of its own, with a worker and clients.</summary>
    private sealed class StopLane
    {
        public List<string> Breaches { get; } = [];

        public List<double> Writes { get; } = [];

        public List<double> Solves { get; } = [];

        public int Acknowledged { get; private set; }

        public int Failed { get; private set; }

        public static async Task<StopLane> RunAsync(FaultSetting setting, IReadOnlyList<int> numbers)
        {
            var lane = new StopLane();
            // A commit is acknowledged only when it is in the log that the next start reads.
            await using PostgresServer server = await PostgresServer.StartAsync("synchronous_commit=on");
            await using FaultStore store = await FaultStore.MakeAsync(server, Duration.FromMilliseconds(200));
            FaultWeek[] weeks = [.. Enumerable.Range(0, Teams).Select(i => new FaultWeek(store, $"t{i}", "office-6.json"))];
            foreach (FaultWeek week in weeks)
            {
                await week.MakeAsync();
            }

            await using ProgramProcess worker = await Hosts.StartedWorkerAsync(store.Connection);
            await using (Posters posters = Posters.Start(store, weeks, TimeSpan.FromMilliseconds(50)))
            {
                foreach (int number in numbers)
                {
                    await lane.StopAsync(server, store, posters, new Random(unchecked((setting.Seed * 1_000_003) + number)));
                }

                await posters.EndAsync();
                (lane.Acknowledged, lane.Failed) = (posters.Answers, posters.Refusals);
            }

            if (!await store.QuietAsync())
            {
                lane.Breaches.Add("the weeks were not solved in minutes");
            }

            await InvariantChecker.NoteAsync(store.Connection, weeks.SelectMany(w => w.Told));
            lane.Breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
            return lane;
        }

        private async Task StopAsync(PostgresServer server, FaultStore store, Posters posters, Random random)
        {
            long before = TimeProvider.System.GetTimestamp();
            await posters.AnsweredAfterAsync(before, Patience);
            await Task.Delay(500 + random.Next(2000));
            await server.StopNowAsync();
            await Task.Delay(TimeSpan.FromSeconds(random.Next(1, LongestSeconds + 1)));
            long started = TimeProvider.System.GetTimestamp();
            await server.StartAgainAsync();
            long token = await TokenAsync(store);
            TimeSpan? written = await posters.AnsweredAfterAsync(started, Patience);
            while (await TokenAsync(store) == token && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(50);
            }

            TimeSpan claimed = TimeProvider.System.GetElapsedTime(started);
            Writes.Add(written?.TotalSeconds ?? double.PositiveInfinity);
            Solves.Add(claimed.TotalSeconds);
            if (written is null || claimed > Patience)
            {
                Breaches.Add($"writes came again after {written?.TotalSeconds:0.0} s, claims after {claimed.TotalSeconds:0.0} s");
            }
        }

        private static Task<long> TokenAsync(FaultStore store) => InvariantChecker.CountAsync(store.Connection, "select sum(lease_token) from team");
    }
}
