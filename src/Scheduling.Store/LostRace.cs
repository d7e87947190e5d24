using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Scheduling.Store;

/// <summary>
/// Whether a command failed because another one came first: a row was changed, a key is taken, or the database broke a deadlock up. A command that updates
/// without the change tracker fails with the provider's own exception, and Npgsql puts what may pass into another.
/// </summary>
internal static class LostRace
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    public static bool Is(Exception fault) => fault switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        _ => fault.InnerException is { } inner && Is(inner),
    };
}
