using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scheduling.Store;

/// <summary>
/// Keeps a command on the connection of its transaction. Entity Framework opens a connection that broke again without a word; what follows would then be carried out by itself, outside any transaction, and
/// stay although the command fails.
/// </summary>
internal sealed class OneConnection : DbConnectionInterceptor
{
    /// <inheritdoc/>
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Check(eventData);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return new(result);
    }

    private static void Check(ConnectionEventData eventData)
    {
        if (eventData.Context is SchedulingContext { IsInTransaction: true })
        {
            throw new StoreOutageException(new InvalidOperationException("The connection broke between two statements of a transaction."));
        }
    }
}
