namespace Scheduling.Store;

/// <summary>The SQL in which the two databases differ.</summary>
/// <param name="Now">The database's clock, in the form instants are stored.</param>
/// <param name="NowPlus">The database's clock plus a number of seconds; <c>{0}</c> stands for the number.</param>
/// <param name="SkipLocked">Ends a sub-query so that rows another worker is claiming are passed over.</param>
public sealed record StoreDialect(string Now, string NowPlus, string SkipLocked)
{
    public static StoreDialect Postgres { get; } = new("clock_timestamp()", "(clock_timestamp() + make_interval(secs => {0}))", "for update skip locked");

    public static StoreDialect Sqlite { get; } = new("strftime('%Y-%m-%d %H:%M:%f', 'now')", "strftime('%Y-%m-%d %H:%M:%f', 'now', {0} || ' seconds')", "");
}
