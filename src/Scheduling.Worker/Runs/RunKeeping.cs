using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Store.Runs;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Runs;

/// <summary>
/// Keeps a run while its solver works: renews the lease, stores progress under the token, and hears whether to stop. While the database is away the
/// solver goes on: should another worker have claimed the run by then, the token says so, and nothing is written.
/// </summary>
internal sealed partial class RunKeeping(ClaimedRun claimed, RunLeases leases, WorkerOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Longest time the last word of an attempt waits for a database that is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Duration _lease = Duration.FromTimeSpan(options.Lease);
    private long _stored;
    private UnstoredProgress? _waiting;
    private bool _isAwayTold;

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
            if (!solver.Outcome.IsCompleted && (IsLost || !await LookAsync(newest)))
            {
                IsLost = true;
                solver.Kill();
                await solver.Outcome;
            }
        }
    }

    /// <summary>Renews the lease until it is lost or the attempt is over. It waits for nothing else, so that slow progress cannot cost the lease.</summary>
    public async Task RenewAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(options.LeaseRenewal, clock);
        try
        {
            while (!IsLost && await timer.WaitForNextTickAsync(over))
            {
                try
                {
                    IsLost = !(await leases.RenewAsync(claimed.Id, claimed.Token, _lease, over)).Held;
                }
                catch (Exception fault) when (fault is not OutOfMemoryException && !over.IsCancellationRequested)
                {
                    TellOnce(fault);
                }
            }
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // The attempt is over; in whatever way the last renewal was cut off does not matter.
        }
    }

    /// <summary>Stores what the solver told last; false when the lease is lost.</summary>
    public async Task<bool> StoreAsync(NewestProgress newest)
    {
        if (newest.TakeUnstored() is { } told)
        {
            // What could not be stored before is not to be forgotten.
            _waiting = told.Better is null && _waiting is not null ? told with { Better = _waiting.Better, Score = _waiting.Score } : told;
        }

        if (_waiting is not { } progress)
        {
            return true;
        }

        bool held = await leases.ProgressAsync(claimed.Id, claimed.Token, progress.ElapsedMs, progress.Levels, progress.Better, progress.Score);
        (_stored, _waiting) = (clock.GetTimestamp(), null);
        return held;
    }

    /// <summary>Writes, again and again while the database is away. Late or repeated it does no harm: under a token that is not the run's any more nothing is written.</summary>
    public async Task<bool> InsistAsync(Func<Task<bool>> write)
    {
        long began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                bool held = await write();
                _isAwayTold = false;
                return held;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && clock.GetElapsedTime(began) < Patience)
            {
                TellOnce(fault);
                await Task.Delay(options.StopCheck, clock);
            }
        }
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
            IsStopRequested |= await leases.StopRequestedAsync(claimed.Id);
            return clock.GetElapsedTime(_stored) < options.ProgressPause || await StoreAsync(newest);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            TellOnce(fault);
            return true;
        }
    }

    private void TellOnce(Exception fault)
    {
        if (!_isAwayTold)
        {
            _isAwayTold = true;
            LogUnreachable(fault, claimed.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: the store did not answer; it is asked again")]
    private partial void LogUnreachable(Exception fault, Guid run);
}
