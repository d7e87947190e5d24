using Microsoft.Data.Sqlite;
using Npgsql;

namespace Scheduling.Store;

/// <summary>The connection to the database broke during a command, which was not carried out.</summary>
public sealed class StoreOutageException(Exception fault) : Exception("The connection to the database broke during a command.", fault);

/// <summary>
/// Whether a command failed because the database could not be reached, cut the connection or takes no more of them: nothing is wrong with the command, and it may be given again later. Whether
/// it was carried out is not known when the connection broke while it was committed.
/// </summary>
public static class StoreOutage
{
    private const int SqliteBusy = 5;

    public static bool Is(Exception fault) => fault switch
    {
        // Deadlocks and their like pass too, but those are lost races, no outage.
        PostgresException postgres => postgres.IsTransient && !LostRace.Is(postgres),
        NpgsqlException npgsql => npgsql.IsTransient || (npgsql.InnerException is { } inner && Is(inner)) ||
            npgsql.InnerException is System.Net.Sockets.SocketException or IOException or TimeoutException,
        StoreOutageException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy,
        _ => fault.InnerException is { } inner && Is(inner),
    };
}
