using System.Globalization;
using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Testing;

namespace Scheduling.Faults.Queues;

/// <summary>FT-H1: the five cells on our re-solving and, for comparison, on plain Hangfire jobs: what is lost, what is done twice, when all is done.</summary>
internal static class ChaosTest
{
    private const int Weeks = 24;
    private const int Jobs = 80;

    private static readonly TimeSpan Running = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        List<string> figures = [];
        for (int number = setting.First; number < setting.First + setting.Tries; number++)
        {
            string cell = QueueFaults.Cells[number % QueueFaults.Cells.Count];
            (Outcome ours, IReadOnlyList<string> wrong) = await OursAsync(cell);
            Outcome plain = await PlainAsync(cell);
            figures.Add($"\n    {cell}: ours {ours.Words(Weeks)}; plain Hangfire {plain.Words(Jobs)}");
            breaches.AddRange(wrong.Select(w => $"{cell}: {w}"));
            if (ours.Lost > 0 || ours.Twice > 0)
            {
                breaches.Add($"{cell}: {ours.Lost} lost, {ours.Twice} twice");
            }
        }

        return new FaultReport(setting.Tries, breaches, string.Concat(figures));
    }

    private static async Task<(Outcome Outcome, IReadOnlyList<string> Wrong)> OursAsync(string cell)
    {
        await using PostgresServer server = await PostgresServer.StartAsync("synchronous_commit=on", "max_connections=60");
        await using FaultStore store = await FaultStore.MakeAsync(server, Duration.FromMilliseconds(200));
        List<FaultWeek> weeks = [.. Enumerable.Range(0, Weeks).Select(i => new FaultWeek(store, $"t{i}", "office-6.json"))];
        foreach (FaultWeek week in weeks)
        {
            await week.MakeAsync();
            await week.ApproveAsync("l1", 3);
        }

        await using var worker = new Restartable(() => Hosts.StartWorker(store.Connection, "--threads=1", "--Worker:LongestSolve=00:00:02"));
        await UntilAsync(async () => await InvariantChecker.CountAsync(store.Connection, "select count(*) from run where state = 'Solving'") > 0);
        await Task.Delay(Running);
        await QueueFaults.InflictAsync(cell, server, store.Connection, worker);
        long over = TimeProvider.System.GetTimestamp();
        await UntilAsync(async () => await InvariantChecker.CountAsync(store.Connection, "select count(*) from solve_request where solved < wanted") == 0);
        TimeSpan took = TimeProvider.System.GetElapsedTime(over);
        await store.QuietAsync();
        await InvariantChecker.NoteAsync(store.Connection, weeks.SelectMany(w => w.Told));
        var outcome = new Outcome(
            await InvariantChecker.CountAsync(store.Connection, "select count(*) from solve_request where solved < wanted"),
            await InvariantChecker.CountAsync(store.Connection, "select count(*) from (select 1 from roster where origin = 'resolve' group by team_id, week_start having count(*) > 1) twice"),
            await InvariantChecker.CountAsync(store.Connection, "select coalesce(sum(attempts - 1), 0) from run where attempts > 1"),
            took);
        return (outcome, await InvariantChecker.CheckAsync(store.Connection));
    }

    private static async Task<Outcome> PlainAsync(string cell)
    {
        await using PostgresServer server = await PostgresServer.StartAsync("synchronous_commit=on", "max_connections=60");
        string connection = await server.CreateDatabaseAsync();
        await PlainJobs.EnqueueAsync(connection, Jobs);
        await using var worker = new Restartable(() => Hosts.StartPlain(connection));
        await UntilAsync(async () => await InvariantChecker.CountAsync(connection, "select count(*) from plain where what = 'begun'") > 0);
        await Task.Delay(Running);
        await QueueFaults.InflictAsync(cell, server, connection, worker);
        long over = TimeProvider.System.GetTimestamp();
        const string Done = "select count(distinct number) from plain where what = 'done'";
        await UntilAsync(async () => await InvariantChecker.CountAsync(connection, Done) == Jobs);
        return new Outcome(
            Jobs - await InvariantChecker.CountAsync(connection, Done),
            await InvariantChecker.CountAsync(connection, "select count(*) from (select 1 from plain where what = 'done' group by number having count(*) > 1) twice"),
            await InvariantChecker.CountAsync(connection, "select count(*) from (select 1 from plain where what = 'begun' group by number having count(*) > 1) again"),
            TimeProvider.System.GetElapsedTime(over));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested && !await condition())
        {
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>What came of a cell.</summary>
    /// <param name="Lost">Not done some minutes after the fault was over.</param>
    /// <param name="Twice">With more than one result.</param>
    /// <param name="Again">Begun more than once.</param>
    /// <param name="Took">From the end of the fault until all was done, or nobody waited any longer.</param>
    private sealed record Outcome(long Lost, long Twice, long Again, TimeSpan Took)
    {
        public string Words(int all) => string.Create(
            CultureInfo.InvariantCulture, $"{all} jobs, {Lost} lost, {Twice} twice, {Again} begun again, {(Lost > 0 ? "not all done after" : "all done after")} {Took.TotalSeconds:0} s");
    }
}
