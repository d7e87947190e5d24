using Npgsql;
using Scheduling.Faults.Hosting;
using Scheduling.Faults.Outages;
using Scheduling.Testing;

namespace Scheduling.Faults.Queues;

/// <summary>A worker program that can be killed and started again.</summary>
internal sealed class Restartable(Func<ProgramProcess> start) : IAsyncDisposable
{
    public ProgramProcess Process { get; private set; } = start();

    /// <summary>Kills it, and starts another after a while.</summary>
    public async Task KillAsync(TimeSpan away)
    {
        await Hosts.SignalAsync("KILL", Process.Id);
        await Process.DisposeAsync();
        await Task.Delay(away);
        Process = start();
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

/// <summary>
/// Five cells in which job queues on PostgreSQL are compared, rebuilt from the description of the suite postgresql-job-queue-benchmarking: a worker dies and is started again; the server is
/// stopped and started; the worker is killed again and again; its connections are cut in a steady stream; others take every connection.
/// </summary>
internal static class QueueFaults
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<string> Cells { get; } = ["crash", "server restart", "repeated kills", "backend kill", "pool exhaustion"];

    /// <summary>Does what a cell is about; ends when the fault is over.</summary>
    public static Task InflictAsync(string cell, PostgresServer server, string connection, Restartable worker) => cell switch
    {
        "crash" => worker.KillAsync(Away),
        "server restart" => RestartAsync(server),
        "repeated kills" => RepeatAsync(worker),
        "backend kill" => BackendTest.CutAsync(server, connection, 4 * Away, TimeSpan.FromMilliseconds(500)),
        _ => ExhaustAsync(server),
    };

    private static async Task RestartAsync(PostgresServer server)
    {
        await server.StopNowAsync();
        await Task.Delay(Away);
        await server.StartAgainAsync();
    }

    private static async Task RepeatAsync(Restartable worker)
    {
        for (int i = 0; i < 5; i++)
        {
            await worker.KillAsync(TimeSpan.Zero);
            await Task.Delay(Away);
        }
    }

    private static async Task ExhaustAsync(PostgresServer server)
    {
        string taker = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, ApplicationName = "taker" }.ConnectionString;
        List<NpgsqlConnection> taken = await ExhaustionTest.TakeAllAsync(taker);
        await Task.Delay(2 * Away);
        foreach (NpgsqlConnection connection in taken)
        {
            await connection.DisposeAsync();
        }
    }
}
