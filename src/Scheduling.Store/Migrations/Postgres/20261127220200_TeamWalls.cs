using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Scheduling.Store.Providers;

#nullable disable

namespace Scheduling.Store.Migrations.Postgres
{
    /// <summary>
    /// Row-level security on every table whose rows belong to teams: a role that does not own them sees the rows of the teams its connection was told (Walls.TeamReach). The
    /// owner sees all. Written by hand: the model does not know it.
    /// </summary>
    [DbContext(typeof(PostgresContext))]
    [Migration("20261127220200_TeamWalls")]
    public partial class TeamWalls : Migration
    {
        // Sub-selects, so that the settings are read once a query and not once a row.
        private const string All = "(select current_setting('scheduling.teams', true)) = '*'";
        private const string Teams = "any ((select string_to_array(current_setting('scheduling.teams', true), ' '))::text[])";
        private const string Caller = "(select current_setting('scheduling.caller', true))";

        private static readonly string[] OfTeam =
            ["employee", "leave", "wish", "pins", "volume", "demand", "roster", "change", "solve_request", "event", "webhook", "delivery"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Wall(migrationBuilder, "team", $"{All} or id = {Teams}");
            foreach (string table in OfTeam)
            {
                Wall(migrationBuilder, table, $"{All} or team_id = {Teams}");
            }

            // A run without a team is its owner's.
            Wall(migrationBuilder, "run", $"{All} or team_id = {Teams} or (team_id is null and owner = {Caller})");

            // The installation's own chain is there for whoever is let at the log; what is noted of it has no team.
            Wall(migrationBuilder, "audit", $"{All} or chain = '' or chain = {Teams}");
            Wall(migrationBuilder, "audit_chain", $"{All} or chain = '' or chain = {Teams}");

            // Those below are seen where what they belong to is: the queries inside are walled themselves.
            Wall(migrationBuilder, "run_progress", $"{All} or exists (select 1 from run r where r.id = run_id)");
            Wall(migrationBuilder, "delivery_attempt", $"{All} or exists (select 1 from delivery d where d.id = delivery_id)");
            Wall(migrationBuilder, "problem", $"{All} or exists (select 1 from roster r where r.problem_id = problem.id) or exists (select 1 from run r where r.problem_id = problem.id)", "true");
        }

        private static void Wall(MigrationBuilder migrationBuilder, string table, string sees, string writes = null)
        {
            migrationBuilder.Sql($"alter table {table} enable row level security");
            migrationBuilder.Sql($"create policy reach on {table} using ({sees}) with check ({writes ?? sees})");
        }
    }
}
