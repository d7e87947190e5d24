using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Scheduling.Store.Walls;

/// <summary>What the database role of an API may do that does not own the tables: read and change rows, of the teams it is asked for only, add to the audit log, and nothing of the jobs.</summary>
public static class StoreGrants
{
    /// <summary>Grants a role what it needs, no more; to be asked by the owner of the tables after each migration. Asked again it changes nothing.</summary>
    /// <param name="role">The role; it must be there, and neither be superuser nor bypass row-level security.</param>
    /// <exception cref="InvalidOperationException">Row-level security would not hold for the role, or it owns the tables.</exception>
    public static async Task GrantStoreAsync(this IServiceProvider services, string role, CancellationToken cancellation = default)
    {
        await using SchedulingContext context = await services.GetRequiredService<IDbContextFactory<SchedulingContext>>().CreateDbContextAsync(cancellation);
        int unbound = await context.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from pg_roles where rolname = {role} and (rolsuper or rolbypassrls or exists (select 1 from pg_tables where schemaname = 'public' and tableowner = rolname))
            """)
            .SingleAsync(cancellation);
        if (unbound > 0)
        {
            throw new InvalidOperationException($"Row-level security does not bind the role '{role}': it is superuser, bypasses it, or owns tables. Make another one.");
        }

        string name = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        foreach (string statement in Statements)
        {
            // The name of a role cannot be a parameter; it is quoted.
#pragma warning disable EF1002
            await context.Database.ExecuteSqlRawAsync(statement.Replace("{role}", name, StringComparison.Ordinal), cancellation);
#pragma warning restore EF1002
        }
    }

    private static readonly string[] Statements =
    [
        "revoke all on all tables in schema public from {role}",
        "grant usage on schema public to {role}",
        "grant select, insert, update, delete on all tables in schema public to {role}",
        "revoke all on \"__EFMigrationsHistory\" from {role}",
        "grant select on \"__EFMigrationsHistory\" to {role}",
        "revoke update, delete on audit from {role}",
        "revoke delete on audit_chain from {role}",
    ];
}
