using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Store;

/// <summary>Opens contexts and carries out commands, each in one transaction. The clock stamps rows; leases go by the database's own.</summary>
public sealed class StoreSession(IDbContextFactory<SchedulingContext> contexts, IClock clock, StoreOptions options)
{
    private static readonly AsyncLocal<KeyedRequest?> Carried = new();

    public IClock Clock { get; } = clock;

    public StoreOptions Options { get; } = options;

    /// <summary>From here on, until it is null again, the caller's commands are those of a request with an idempotency key: the first that is committed notes with it that the request was carried out.</summary>
    public static void Carry(KeyedRequest? request) => Carried.Value = request;

    /// <summary>Reads, outside any transaction.</summary>
    public async Task<TResult> ReadAsync<TResult>(Func<SchedulingContext, Task<TResult>> query, CancellationToken cancellation = default)
    {
        await using SchedulingContext context = await contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(context);
    }

    /// <summary>Reads all in one snapshot: every query sees the database as it was at the first.</summary>
    public async Task<TResult> SnapshotAsync<TResult>(Func<SchedulingContext, Task<TResult>> query, CancellationToken cancellation = default)
    {
        await using SchedulingContext context = await contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        context.IsInTransaction = true;
        try
        {
            return await query(context);
        }
        finally
        {
            context.IsInTransaction = false;
        }
    }

    /// <summary>
    /// Carries out a command: its changes are saved and committed together, or not at all. Two commands that change one thing at once:
    /// the second gets a <see cref="StoreFailure.Stale"/>.
    /// </summary>
    public async Task<TResult> WriteAsync<TResult>(Func<SchedulingContext, Task<TResult>> command, CancellationToken cancellation = default)
    {
        await using SchedulingContext context = await contexts.CreateDbContextAsync(cancellation);
        context.Noted.Clear();
        context.LockedTeams.Clear();
        // A command that failed once fails as a whole, so that nothing is to be kept of it.
        context.Database.AutoSavepointsEnabled = false;
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellation);
        context.IsInTransaction = true;
        try
        {
            TResult result = await command(context);
            await AuditChain.AppendAsync(context, cancellation);
            KeyedRequest? request = Carried.Value is { Acted: false } carried ? carried : null;
            if (request is not null)
            {
                context.Answers.Add(new AnswerRow { Client = request.Client, Key = request.Key, RequestHash = request.Hash, Acted = true, CreatedAt = Clock.GetCurrentInstant() });
            }

            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            request?.Acted = true;
            return result;
        }
        catch (InvalidOperationException fault) when (context.Database.GetDbConnection().State != ConnectionState.Open)
        {
            // The connection broke between two statements; the next one is then told of a transaction that is over, not of the break.
            throw new StoreOutageException(fault);
        }
        catch (Exception fault) when (LostRace.Is(fault))
        {
            throw new StoreException(StoreFailure.Stale, [new("stale-version", "", new(
                "同一内容刚刚被他人修改；请刷新后重试。", "Somebody has just changed the same thing; read it again and repeat the change."))]);
        }
        finally
        {
            context.IsInTransaction = false;
        }
    }

    /// <inheritdoc cref="WriteAsync{TResult}"/>
    public Task WriteAsync(Func<SchedulingContext, Task> command, CancellationToken cancellation = default) => WriteAsync(async context =>
    {
        await command(context);
        return true;
    }, cancellation);

    /// <summary>Writes into the audit log what the transaction does; it is chained when the command is done.</summary>
    /// <param name="team">The team; null for what belongs to the installation.</param>
    /// <param name="change">Number of the change it is the entry of.</param>
    public void Audit(SchedulingContext context, string? team, string by, string action, string subject, string detail = "", long? change = null) => context.Noted.Add(new AuditRow
    {
        Chain = team ?? "",
        At = AuditChain.Stored(Clock.GetCurrentInstant()),
        By = by,
        Action = action,
        Subject = subject,
        Detail = detail,
        Change = change,
    });
}
