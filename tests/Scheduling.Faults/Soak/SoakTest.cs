using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Faults.Outages;
using Scheduling.Faults.Queues;
using Scheduling.Store;
using Scheduling.Store.Runs;
using Scheduling.Testing;

namespace Scheduling.Faults.Soak;

/// <summary>
/// FT-Z1: API, two workers and clients for some minutes, while faults of every kind come in random order. The heap of the API and of the worker that is let live is measured after each round
/// of all faults, when nothing is being solved.
/// </summary>
internal static class SoakTest
{
    private const int Teams = 4;
    private const double MostGrowth = 0.05;

    private static readonly string[] Faults = ["kill", "freeze", "cut", "stop", "end"];

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        var random = new Random(unchecked((setting.Seed * 1_000_003) + setting.First));
        await using PostgresServer server = await PostgresServer.StartAsync("synchronous_commit=on");
        await using FaultStore store = await FaultStore.MakeAsync(server, Duration.FromMilliseconds(200));
        FaultWeek[] weeks = [.. Enumerable.Range(0, Teams).Select(i => new FaultWeek(store, $"t{i}", "office-6.json"))];
        foreach (FaultWeek week in weeks)
        {
            await week.MakeAsync();
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-faults-");
        await using ProgramProcess api = Hosts.StartApi(store.Connection, folder.FullName);
        await using ProgramProcess steady = await Hosts.StartedWorkerAsync(store.Connection, "--threads=1", "--cores=1");
        await using var victim = new Restartable(() => Hosts.StartWorker(store.Connection, "--threads=1", "--cores=1"));
        await Hosts.StartedAsync(victim.Process);
        Uri address = await Hosts.AddressAsync(api);
        using HttpClient client = ApiClient.With(address, await ApiClient.NewKeyAsync(address));
        using var over = new CancellationTokenSource();
        Task<int> reading = ReadAsync(client, over.Token);
        // A long soak posts more slowly: what a night adds to the change log is no leak.
        await using Posters posters = Posters.Start(store, weeks, TimeSpan.FromSeconds(1 + (setting.Tries / 12.0)));
        long began = TimeProvider.System.GetTimestamp();
        int faults = 0;
        int freed = 0;
        bool quiet = true;
        List<(long Api, long Worker)> heaps = [];
        while (heaps.Count == 0 || TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(setting.Tries))
        {
            foreach (string fault in Shuffled(random))
            {
                await InflictAsync(fault, server, store, victim);
                faults++;
            }

            freed += await SetFreeAsync(store, weeks);
            posters.Hold();
            quiet &= await store.QuietAsync();
            heaps.Add(await HeapsAsync(api, steady));
            posters.GoOn();
        }

        await posters.EndAsync();
        quiet &= await store.QuietAsync();
        heaps.Add(await HeapsAsync(api, steady));
        if (!quiet)
        {
            breaches.Add("the weeks were not solved in minutes");
        }

        await over.CancelAsync();
        int failed = await reading;
        Judge("API", [.. heaps.Select(h => h.Api)], breaches);
        Judge("worker", [.. heaps.Select(h => h.Worker)], breaches);
        if (failed > 0)
        {
            breaches.Add($"{failed} requests were answered with another fault than 503");
        }

        await InvariantChecker.NoteAsync(store.Connection, weeks.SelectMany(w => w.Told));
        breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        folder.Delete(recursive: true);
        return new FaultReport(
            setting.Tries, breaches,
            $"{faults} faults in {TimeProvider.System.GetElapsedTime(began).TotalMinutes:0.0} min, {posters.Answers} changes, {freed} times a team was set free; live heap of the API {Series(heaps.Select(h => h.Api))}, of a worker {Series(heaps.Select(h => h.Worker))} MB");
    }

    private static string[] Shuffled(Random random)
    {
        string[] all = [.. Faults];
        random.Shuffle(all);
        return all;
    }

    private static async Task InflictAsync(string fault, PostgresServer server, FaultStore store, Restartable victim)
    {
        switch (fault)
        {
            case "kill":
                await victim.KillAsync(TimeSpan.FromSeconds(1));
                await Hosts.StartedAsync(victim.Process);
                break;
            case "freeze":
                await Hosts.SignalAsync("STOP", victim.Process.Id);
                await Task.Delay(Hosts.Lease + TimeSpan.FromSeconds(1));
                await Hosts.SignalAsync("CONT", victim.Process.Id);
                break;
            case "cut":
                await BackendTest.CutAsync(server, store.Connection, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(400));
                break;
            case "stop":
                await server.StopNowAsync();
                await Task.Delay(TimeSpan.FromSeconds(2));
                await server.StartAgainAsync();
                break;
            default:
                await victim.Process.StopAsync();
                await victim.KillAsync(TimeSpan.Zero);
                await Hosts.StartedAsync(victim.Process);
                break;
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    /// <summary>
    /// As an operator would: a team of which three solves in a row were killed is in quarantine, and nothing of it would be solved for the rest of the soak. A connection of the time
    /// before the last fault fails; then the next round does it.
    /// </summary>
    private static async Task<int> SetFreeAsync(FaultStore store, FaultWeek[] weeks)
    {
        int freed = 0;
        foreach (FaultWeek week in weeks)
        {
            try
            {
                if (await InvariantChecker.CountAsync(store.Connection, "select count(*) from team where id = $1 and quarantined_at is not null", week.Team) > 0)
                {
                    await store.Get<QuarantineStore>().LiftAsync(week.Team, "an operator");
                    freed++;
                }
            }
            catch (Exception fault) when (StoreOutage.Is(fault))
            {
                continue;
            }
        }

        return freed;
    }

    private static async Task<(long Api, long Worker)> HeapsAsync(ProgramProcess api, ProgramProcess worker) => (await Hosts.HeapAsync(api), await Hosts.HeapAsync(worker));

    /// <summary>Compares the beginning with the end, the middle figure of a third each.</summary>
    private static void Judge(string whose, IReadOnlyList<long> heaps, List<string> breaches)
    {
        int third = Math.Max(1, heaps.Count / 3);
        long first = heaps.Take(third).Order().ElementAt(third / 2);
        long last = heaps.TakeLast(third).Order().ElementAt(third / 2);
        if (last > first * (1 + MostGrowth))
        {
            breaches.Add($"the live heap of the {whose} grew from {Megabytes(first)} to {Megabytes(last)} MB");
        }
    }

    /// <summary>Ten of the figures at most, the first and the last among them.</summary>
    private static string Series(IEnumerable<long> bytes)
    {
        string[] all = [.. bytes.Select(Megabytes)];
        int shown = Math.Min(10, all.Length);
        return string.Join(" ", Enumerable.Range(0, shown).Select(i => all[shown == 1 ? 0 : i * (all.Length - 1) / (shown - 1)]));
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads the change log of a team again and again; how often the answer was neither what was asked for nor that the database is away.</summary>
    private static async Task<int> ReadAsync(HttpClient client, CancellationToken over)
    {
        int failed = 0;
        while (!over.IsCancellationRequested)
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("/api/v1/teams/t0/changes?after=0", UriKind.Relative), CancellationToken.None);
            failed += answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable ? 0 : 1;
            await Task.Delay(100, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return failed;
    }
}
