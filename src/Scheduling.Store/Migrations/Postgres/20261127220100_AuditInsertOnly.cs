using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Scheduling.Store.Providers;

#nullable disable

namespace Scheduling.Store.Migrations.Postgres
{
    /// <summary>The audit log is only ever added to, and the database sees to it. Written by hand: the model does not know it.</summary>
    [DbContext(typeof(PostgresContext))]
    [Migration("20261127220100_AuditInsertOnly")]
    public partial class AuditInsertOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Nothing that was written is changed or taken away, by whomever; ends of chains only go on.
            migrationBuilder.Sql("""
                create function audit_refuses() returns trigger language plpgsql as
                $$ begin raise exception 'The audit log is only ever added to.' using errcode = 'insufficient_privilege'; end $$;
                create trigger audit_insert_only before update or delete or truncate on audit for each statement execute function audit_refuses();
                create trigger audit_chain_stays before delete or truncate on audit_chain for each statement execute function audit_refuses();
                create trigger audit_chain_goes_on before update on audit_chain for each row when (new.number < old.number or new.chain <> old.chain) execute function audit_refuses();
                """);
        }
    }
}
