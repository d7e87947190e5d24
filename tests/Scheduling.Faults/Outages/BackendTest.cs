using NodaTime;
using Npgsql;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Testing;

namespace Scheduling.Faults.Outages;

/// <summary>FT-D2: for a minute every connection to the database is cut every 200 ms, those of clients, workers and their queue alike.</summary>
internal static class BackendTest
{
    private const int Teams = 4;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        int cut = 0;
        int acknowledged = 0;
        int failed = 0;
        for (int number = 0; number < setting.Tries; number++)
        {
            await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromMilliseconds(200));
            FaultWeek[] weeks = [.. Enumerable.Range(0, Teams).Select(i => new FaultWeek(store, $"t{i}", "office-6.json"))];
            foreach (FaultWeek week in weeks)
            {
                await week.MakeAsync();
            }

            await using ProgramProcess one = await Hosts.StartedWorkerAsync(store.Connection);
            await using ProgramProcess other = await Hosts.StartedWorkerAsync(store.Connection);
            await using (Posters posters = Posters.Start(store, weeks, TimeSpan.FromMilliseconds(50)))
            {
                cut += await CutAsync(setting.Server, store.Connection, Length, Every);
                await posters.EndAsync();
                acknowledged += posters.Answers;
                failed += posters.Refusals;
            }

            if (!await store.QuietAsync())
            {
                breaches.Add($"try {number}: the weeks were not solved in minutes");
            }

            if (!SolverChildren.Lives(one.Id) || !SolverChildren.Lives(other.Id))
            {
                breaches.Add($"try {number}: a worker ended");
            }

            await InvariantChecker.NoteAsync(store.Connection, weeks.SelectMany(w => w.Told));
            breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        }

        return new FaultReport(setting.Tries, breaches, $"{cut} connections cut, {acknowledged} changes acknowledged meanwhile, {failed} tries failed");
    }

    /// <summary>Cuts all connections to a database again and again; how many it were.</summary>
    public static async Task<int> CutAsync(PostgresServer server, string connection, TimeSpan length, TimeSpan every)
    {
        string database = new NpgsqlConnectionStringBuilder(connection).Database!;
        long began = TimeProvider.System.GetTimestamp();
        long cut = 0;
        while (TimeProvider.System.GetElapsedTime(began) < length)
        {
            cut += await InvariantChecker.CountAsync(server.ConnectionString, "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1", database);
            await Task.Delay(every);
        }

        return (int)cut;
    }
}
