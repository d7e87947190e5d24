using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scheduling.Store.Walls;

/// <summary>
/// Tells PostgreSQL on each connection whose teams it is to show. The pool hands connections on as they are, so that each is told anew, also that it is to show none. A role that is not bound by row-level security
/// (the owner of the tables) is asked once and told nothing.
/// </summary>
internal sealed class ReachInterceptor : DbConnectionInterceptor
{
    private const string Bound = "select case when to_regclass('team') is not null then row_security_active('team'::text) end";
    private const string Sql = "select set_config('scheduling.teams', @teams, false), set_config('scheduling.caller', @caller, false)";

    // Null while the tables are not there yet.
    private bool? _bound;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (_bound is null)
        {
            using DbCommand ask = connection.CreateCommand();
            ask.CommandText = Bound;
            _bound = ask.ExecuteScalar() as bool?;
        }

        using DbCommand? tell = Command(connection);
        tell?.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_bound is null)
        {
            await using DbCommand ask = connection.CreateCommand();
            ask.CommandText = Bound;
            _bound = await ask.ExecuteScalarAsync(cancellationToken) as bool?;
        }

        await using DbCommand? tell = Command(connection);
        if (tell is not null)
        {
            await tell.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private DbCommand? Command(DbConnection connection)
    {
        if (_bound == false)
        {
            return null;
        }

        TeamReach.Reach reach = TeamReach.Now ?? TeamReach.Nothing;

        DbCommand command = connection.CreateCommand();
        command.CommandText = Sql;
        Add("teams", reach.Teams);
        Add("caller", reach.Caller);
        return command;

        void Add(string name, string value)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
