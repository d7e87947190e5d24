using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Scheduling.Store.Providers;

/// <summary>The model on SQLite, the embedded default; its migrations are in Migrations/Sqlite.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SchedulingContext(options)
{
    public override StoreDialect Dialect => StoreDialect.Sqlite;
}

/// <summary>Lets <c>dotnet ef migrations add</c> run without a file.</summary>
public sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options);
}
