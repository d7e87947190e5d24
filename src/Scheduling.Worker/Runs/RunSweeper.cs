using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scheduling.Store.Runs;
using Scheduling.Store.Walls;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Jobs;

namespace Scheduling.Worker.Runs;

/// <summary>
/// Finds runs nobody works on, whatever the reason: the enqueue was lost, the due time has come, the worker was killed. Enqueues them, also at the
/// start of the process, which is why jobs in memory need not be kept.
/// </summary>
internal sealed partial class RunSweeper(RunLeases leases, RunQueue queue, WorkerOptions options, TimeProvider clock, ILogger<RunSweeper> log) : BackgroundService
{
    private const int MostAtOnce = 200;
    private bool _failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TeamReach.SetAll();
        using var timer = new PeriodicTimer(options.Sweep, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
                _failed = false;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                // Told once, not at every look.
                if (!_failed)
                {
                    LogFailed(fault);
                }

                _failed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        long asked = clock.GetTimestamp();
        IReadOnlyList<DueRun> due = await leases.DueAsync(MostAtOnce, stop);
        queue.Forget([.. due.Select(run => run.Id)], asked);
        foreach (DueRun run in due)
        {
            queue.Enqueue(run.Id, run.Queue);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Runs that wait could not be read; trying again")]
    private partial void LogFailed(Exception fault);
}
