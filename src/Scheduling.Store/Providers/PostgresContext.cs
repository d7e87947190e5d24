using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Scheduling.Store.Providers;

/// <summary>The model on PostgreSQL; its migrations are in Migrations/Postgres.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SchedulingContext(options)
{
    public override StoreDialect Dialect => StoreDialect.Postgres;
}

/// <summary>Lets <c>dotnet ef migrations add</c> run without a server.</summary>
public sealed class PostgresContextFactory : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
