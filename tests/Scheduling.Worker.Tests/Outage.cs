using Npgsql;
using Scheduling.Testing;

namespace Scheduling.Worker.Tests;

/// <summary>Makes one database of a server unreachable for a while.</summary>
internal static class Outage
{
    public static async Task LockOutAsync(this PostgresServer server, string database, TimeSpan length)
    {
        string name = new NpgsqlConnectionStringBuilder(database).Database!;
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync(connection, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await Task.Delay(length);
        await ExecuteAsync(connection, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Names of databases cannot be parameters; they are this test's own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
