using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Runs;
using Scheduling.Store.Walls;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Jobs;
using Scheduling.Worker.Telemetry;

namespace Scheduling.Worker.Runs;

/// <summary>
/// Works on one run at the word of a job: claims it, lets a solver process solve it and stores what comes of it. A run that another has, that is not due or
/// has ended is left alone.
/// </summary>
public sealed partial class RunExecutor(
    RunLeases leases, RunQueue queue, WorkerOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<RunExecutor> log)
{
    private static readonly LocalizedText Abandoned = new(
        $"处理该求解的进程 {RunLeases.MaximumAttempts} 次中途消失，不再重试；请检查服务器内存和日志。",
        $"The process that worked on this run disappeared {RunLeases.MaximumAttempts} times; it is not tried again. Check the server's memory and logs.");

    private readonly string _worker = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>Works on a run until it has ended, is given back or is lost to another worker.</summary>
    public async Task RunAsync(Guid id)
    {
        TeamReach.SetAll();
        CancellationToken shutdown = lifetime.ApplicationStopping;
        if (await ClaimAsync(id, shutdown) is not { } claimed)
        {
            return;
        }

        long started = clock.GetTimestamp();
        using System.Diagnostics.Activity? span = SolveMeter.Start(claimed.Run);
        LogStart(id, claimed.Run.Kind, claimed.Run.Attempts, claimed.Problem.Employees.Count, claimed.Problem.Horizon.Days);
        AttemptEnding? ending = null;
        string message = "";
        try
        {
            (ending, LocalizedText told) = await new RunAttempt(claimed, leases, options, clock, log).RunAsync(shutdown);
            message = told.En;
        }
        finally
        {
            // Without an ending the store could not be written to; the lease runs out and another attempt is made.
            SolveMeter.Ended(span, claimed.Run.Kind, ending, clock.GetElapsedTime(started));
            LogEnd(id, ending?.ToString() ?? "without an ending", clock.GetElapsedTime(started).TotalSeconds, message);
        }

        if (ending == AttemptEnding.Returned)
        {
            queue.Enqueue(id, claimed.Run.Queue);
        }
    }

    private async Task<ClaimedRun?> ClaimAsync(Guid id, CancellationToken shutdown)
    {
        try
        {
            return shutdown.IsCancellationRequested ? null : await leases.ClaimAsync(id, _worker, Duration.FromTimeSpan(options.Lease), Abandoned, CancellationToken.None);
        }
        finally
        {
            // Not before: until it is claimed the sweeper sees it waiting and would enqueue it once more.
            queue.Began(id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run} starts: {Kind}, attempt {Attempt}, {Employees} employees, {Days} days")]
    private partial void LogStart(Guid run, Store.Rows.RunKind kind, int attempt, int employees, int days);

    [LoggerMessage(LogLevel.Information, "Run {Run} ends: {Ending} after {Seconds:0.0} s. {Message}")]
    private partial void LogEnd(Guid run, string ending, double seconds, string message);
}
