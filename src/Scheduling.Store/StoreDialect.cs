namespace Scheduling.Store;

/// <summary>The SQL in which the two databases differ.</summary>
/// <param name="Now">The database's clock, in the form instants are stored.</param>
/// <param name="SkipLocked">Ends a sub-query so that rows another worker is claiming are passed over.</param>
/// <param name="LockRow">Ends a query so that nobody else changes the rows it gives until the transaction ends; empty where a transaction that writes is alone anyway.</param>
/// <param name="Least">The function that gives the earlier of two instants.</param>
/// <param name="PlusFormat">An instant (<c>{0}</c>) and some seconds (<c>{1}</c>) later.</param>
/// <param name="SinceFormat">The seconds since an instant (<c>{0}</c>).</param>
public sealed record StoreDialect(string Now, string SkipLocked, string LockRow, string Least, string PlusFormat, string SinceFormat)
{
    public static StoreDialect Postgres { get; } = new("clock_timestamp()", "for update skip locked", "for no key update", "least",
        "({0} + make_interval(secs => {1}))", "cast(extract(epoch from clock_timestamp() - {0}) as double precision)");

    public static StoreDialect Sqlite { get; } = new("strftime('%Y-%m-%d %H:%M:%f', 'now')", "", "", "min",
        "strftime('%Y-%m-%d %H:%M:%f', {0}, {1} || ' seconds')", "((julianday('now') - julianday({0})) * 86400.0)");

    /// <summary>An instant some seconds after another; both are SQL.</summary>
    public string Plus(string instant, string seconds) => PlusFormat.Replace("{0}", instant, StringComparison.Ordinal).Replace("{1}", seconds, StringComparison.Ordinal);

    /// <summary>The seconds since an instant, by the database's clock.</summary>
    public string Since(string instant) => SinceFormat.Replace("{0}", instant, StringComparison.Ordinal);

    /// <summary>The database's clock some seconds from now; the seconds are SQL.</summary>
    public string NowPlus(string seconds) => Plus(Now, seconds);
}
