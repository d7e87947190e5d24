using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Scheduling.Store;

/// <summary>Whether a write failed because a key or unique index already holds such a row.</summary>
internal static class UniqueBreach
{
    private const int SqliteConstraint = 19;

    public static bool Is(DbUpdateException fault) => fault.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint,
        _ => false,
    };
}
