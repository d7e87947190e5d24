using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Scheduling.Store.Providers;

#nullable disable

namespace Scheduling.Store.Migrations.Sqlite
{
    /// <summary>The audit log is only ever added to, and the database sees to it. Written by hand: the model does not know it.</summary>
    [DbContext(typeof(SqliteContext))]
    [Migration("20261127220100_AuditInsertOnly")]
    public partial class AuditInsertOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Nothing that was written is changed or taken away; ends of chains only go on.
            migrationBuilder.Sql("create trigger audit_no_update before update on audit begin select raise(abort, 'The audit log is only ever added to.'); end;");
            migrationBuilder.Sql("create trigger audit_no_delete before delete on audit begin select raise(abort, 'The audit log is only ever added to.'); end;");
            migrationBuilder.Sql("create trigger audit_chain_stays before delete on audit_chain begin select raise(abort, 'The audit log is only ever added to.'); end;");
            migrationBuilder.Sql(
                "create trigger audit_chain_goes_on before update on audit_chain when new.number < old.number or new.chain <> old.chain "
                + "begin select raise(abort, 'The audit log is only ever added to.'); end;");
        }
    }
}
