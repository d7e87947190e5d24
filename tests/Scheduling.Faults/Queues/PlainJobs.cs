using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;

namespace Scheduling.Faults.Queues;

/// <summary>A job of the plain Hangfire that the chaos cells are run on for comparison: it notes its begin and its end and works in between.</summary>
public sealed class PlainJob
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(3);

#pragma warning disable CA1822 // Hangfire makes an object for each job.
    public async Task RunAsync(string connection, int number)
#pragma warning restore CA1822
    {
        await NoteAsync(connection, number, "begun");
        await Task.Delay(Work);
        await NoteAsync(connection, number, "done");
    }

    private static async Task NoteAsync(string connection, int number, string what)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand("insert into plain (number, what) values ($1, $2)", database) { Parameters = { new() { Value = number }, new() { Value = what } } };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Hangfire.PostgreSql with default options, without any of our fencing, claims or sweeping.</summary>
internal static class PlainJobs
{
    /// <summary>Second argument of a hosted process that works on such jobs.</summary>
    public const string Argument = "hangfire";

    public static PostgreSqlStorage Storage(string connection) => new(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connection, new PostgreSqlStorageOptions()), new PostgreSqlStorageOptions());

    /// <summary>Works until the process is told to end.</summary>
    public static async Task<int> RunAsync(string connection)
    {
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions(), Storage(connection));
        await server.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    public static async Task EnqueueAsync(string connection, int jobs)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand("create table plain (number int not null, what text not null, at timestamptz not null default clock_timestamp())", database);
        await command.ExecuteNonQueryAsync();
        var client = new BackgroundJobClient(Storage(connection));
        for (int number = 0; number < jobs; number++)
        {
            int job = number;
            client.Enqueue<PlainJob>(j => j.RunAsync(connection, job));
        }
    }
}
