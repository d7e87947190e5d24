using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Scheduling.Testing;

/// <summary>
/// A private PostgreSQL cluster in a temporary folder on a free port of the loopback, without care for power cuts: 0.7 s to start. It is
/// stopped and deleted with <see cref="DisposeAsync"/>, and also when the test process is killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int MostPortsTried = 5;

    private readonly DeathWatch _watch;
    private readonly PostgresProgram _program;
    private readonly string _folder;
    private readonly string _options;
    private readonly int _port;
    private int _databases;

    private PostgresServer(DeathWatch watch, PostgresProgram program, string folder, string options, int port) =>
        (_watch, _program, _folder, _options, _port) = (watch, program, folder, options, port);

    /// <summary>Connection string of the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => To("postgres");

    /// <summary>Makes and starts a cluster. Settings such as <c>max_connections=20</c> win over the usual ones.</summary>
    /// <exception cref="MissingProgramException">PostgreSQL is not installed.</exception>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        PostgresProgram program = PostgresProgram.Find();
        string folder = Path.Combine(Path.GetTempPath(), "scheduling-postgres-" + Guid.NewGuid().ToString("n")[..12]);
        string data = Data(folder);
        await program.RunAsync("mkdir", "-m", "700", folder).ConfigureAwait(false);
        DeathWatch watch = DeathWatch.Start("folder=$1; shift; \"$@\"; rm -rf \"$folder\"",
            [folder, .. program.Command("pg_ctl", "stop", "--pgdata", data, "--mode", "immediate", "--silent")]);
        try
        {
            await program.RunAsync("initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync").ConfigureAwait(false);
            (string options, int port) = await StartOnFreePortAsync(program, folder, settings).ConfigureAwait(false);
            return new PostgresServer(watch, program, folder, options, port);
        }
        catch
        {
            await watch.EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a database that nobody else uses, empty or a copy of another one to which nobody is connected.</summary>
    /// <returns>Its connection string, as superuser.</returns>
    public async Task<string> CreateDatabaseAsync(string? copyOf = null)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        using var identifiers = new NpgsqlCommandBuilder();
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync().ConfigureAwait(false);
        await using NpgsqlCommand create = connection.CreateCommand();
#pragma warning disable CA2100 // Names of databases cannot be parameters; both are quoted.
        create.CommandText = $"CREATE DATABASE {name} TEMPLATE {identifiers.QuoteIdentifier(copyOf ?? "template0")}";
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync().ConfigureAwait(false);
        return To(name);
    }

    /// <summary>Stops it as a crash would: no last writes, no farewell to whoever is connected. What was committed with <c>synchronous_commit=on</c> is kept.</summary>
    public Task StopNowAsync() => _program.RunAsync("pg_ctl", "stop", "--pgdata", Data(_folder), "--mode", "immediate", "--silent");

    /// <summary>Starts it again on the same port after <see cref="StopNowAsync"/>.</summary>
    public Task StartAgainAsync() => StartAsync(_program, _folder, _options);

    /// <summary>Backs a database up by <c>pg_dump</c>.</summary>
    /// <param name="connection">Connection string of the database.</param>
    /// <param name="options">Options of pg_dump.</param>
    /// <returns>The file, which goes with the server.</returns>
    public async Task<string> BackUpAsync(string connection, params string[] options)
    {
        string file = Path.Combine(_folder, $"backup-{Guid.NewGuid():n}");
        await _program.RunAsync("pg_dump", [.. options, "--file", file, .. Where(connection)]).ConfigureAwait(false);
        return file;
    }

    /// <summary>Restores a back-up into an empty database by <c>pg_restore</c>, and fails at the first thing that is not restored.</summary>
    /// <param name="connection">Connection string of the database.</param>
    /// <param name="file">The back-up.</param>
    /// <param name="options">Options of pg_restore.</param>
    public Task RestoreAsync(string connection, string file, params string[] options) => _program.RunAsync("pg_restore", [.. options, "--exit-on-error", .. Where(connection), file]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _watch.EndAsync().ConfigureAwait(false);

    // Between finding a free port and taking it somebody else may take it.
    private static async Task<(string Options, int Port)> StartOnFreePortAsync(PostgresProgram program, string folder, IReadOnlyList<string> settings)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            string options = string.Create(CultureInfo.InvariantCulture,
                $"-p {port} -k {folder} -h 127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=600 -c shared_buffers=32MB -c timezone=UTC")
                + string.Concat(settings.Select(setting => " -c " + setting));
            try
            {
                await StartAsync(program, folder, options).ConfigureAwait(false);
                return (options, port);
            }
            catch (InvalidOperationException) when (attempt < MostPortsTried)
            {
            }
        }
    }

    private static Task StartAsync(PostgresProgram program, string folder, string options) =>
        program.RunAsync("pg_ctl", "start", "--pgdata", Data(folder), "--wait", "--silent", "--log", Path.Combine(folder, "log"), "--options", options);

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string[] Where(string connection) =>
        ["--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={_port}"), "--username=postgres", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}"];

    /// <summary>The name is the server's own: where another had the same port before, its connections are still in the pool, and dead.</summary>
    private string To(string database) => new NpgsqlConnectionStringBuilder
    {
        ApplicationName = Path.GetFileName(_folder),
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
