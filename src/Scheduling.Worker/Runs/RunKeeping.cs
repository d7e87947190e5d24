using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Store.Runs;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Runs;

/// <summary>
/// Keeps a run while its solver works: renews the lease, stores progress under the token, and hears whether to stop. A database that is away for a
/// moment does no harm; one that is away longer than the lease has cost the run, because another worker may have it by then.
/// </summary>
internal sealed partial class RunKeeping(ClaimedRun claimed, RunLeases leases, WorkerOptions options, TimeProvider clock, ILogger log)
{
    private readonly Duration _lease = Duration.FromTimeSpan(options.Lease);
    private long _renewed = clock.GetTimestamp();
    private long _stored;

    /// <summary>Whether another worker may have the run; nothing is to be written then.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether somebody wants the run stopped.</summary>
    public bool IsStopRequested { get; private set; } = claimed.Run.StopRequested;

    /// <summary>Whether the solver was stopped because this process ends.</summary>
    public bool IsShutDown { get; private set; }

    /// <summary>Ends when the solver has ended.</summary>
    public async Task KeepAsync(SolverProcess solver, NewestProgress newest, CancellationToken shutdown)
    {
        while (!solver.Outcome.IsCompleted)
        {
            if (IsStopRequested)
            {
                solver.Stop(options.Solver.StopGrace);
            }

            if (shutdown.IsCancellationRequested)
            {
                IsShutDown = true;
                solver.Stop(options.ShutdownGrace);
            }

            // Once stopping there is nothing more to be woken for than the next look.
            await WaitAsync(solver, shutdown.IsCancellationRequested ? CancellationToken.None : shutdown);
            if (!solver.Outcome.IsCompleted && !await LookAsync(newest))
            {
                IsLost = true;
                solver.Kill();
                await solver.Outcome;
            }
        }
    }

    /// <summary>Stores what the solver told last; false when the lease is lost.</summary>
    public async Task<bool> StoreAsync(NewestProgress newest)
    {
        if (newest.TakeUnstored() is not { } progress)
        {
            return true;
        }

        _stored = clock.GetTimestamp();
        return await leases.ProgressAsync(claimed.Id, claimed.Token, progress.ElapsedMs, progress.Levels, progress.Better, progress.Score);
    }

    private async Task WaitAsync(SolverProcess solver, CancellationToken wake)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(wake);
        await Task.WhenAny(solver.Outcome, Task.Delay(options.StopCheck, clock, ended.Token));
        await ended.CancelAsync();
    }

    /// <summary>One look at the database; false when the lease is lost.</summary>
    private async Task<bool> LookAsync(NewestProgress newest)
    {
        try
        {
            if (clock.GetElapsedTime(_renewed) >= options.LeaseRenewal)
            {
                long asked = clock.GetTimestamp();
                (bool held, bool stop) = await leases.RenewAsync(claimed.Id, claimed.Token, _lease);
                if (!held)
                {
                    return false;
                }

                _renewed = asked;
                IsStopRequested |= stop;
            }
            else
            {
                IsStopRequested |= await leases.StopRequestedAsync(claimed.Id);
            }

            return clock.GetElapsedTime(_stored) < options.ProgressPause || await StoreAsync(newest);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogUnreachable(fault, claimed.Id);
            return clock.GetElapsedTime(_renewed) < options.Lease;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: the store did not answer; the solver goes on while the lease lasts")]
    private partial void LogUnreachable(Exception fault, Guid run);
}
