using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scheduling.Store.Runs;
using Scheduling.Store.Walls;

namespace Scheduling.Worker.Telemetry;

/// <summary>Reads how the installation stands every few seconds and tells it as gauges. Every process tells the same, for all read one database: take the greatest, not the sum.</summary>
internal sealed partial class StoreGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // One more meter of the same name: the gauges end with their host.
    private readonly Meter _meter = new(SolveMeter.Name);
    private readonly FigureStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<StoreGauges> _log;
    private volatile StoreFigures? _newest;
    private bool _failed;

    public StoreGauges(FigureStore store, TimeProvider clock, ILogger<StoreGauges> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        _meter.CreateObservableGauge("scheduling.queue.waiting", () => Queues(q => q.Waiting), "{run}", "Runs that are due and wait for a worker");
        _meter.CreateObservableGauge("scheduling.queue.age", () => Queues(q => q.AgeSeconds), "s", "How long the oldest run that waits has been due");
        Gauge("scheduling.lease.count", "{run}", "Runs a worker has", f => f.Solving);
        Gauge("scheduling.lease.age", "s", "How long ago the run was claimed that has been with a worker longest", f => f.LeaseAgeSeconds);
        Gauge("scheduling.lease.overdue", "s", "How long a lease has been over without another worker taking its run", f => f.LeaseOverdueSeconds);
        _meter.CreateObservableCounter("scheduling.results.refused", () => One(f => f.Refused), "{result}", "Results refused, for they came too late or were made from older data");
        Gauge("scheduling.teams.quarantined", "{team}", "Teams of which nothing is solved automatically", f => f.Quarantined);
        Gauge("scheduling.weeks.owed", "{week}", "Weeks that are owed an answer", f => f.Owed);
        Gauge("scheduling.deliveries.waiting", "{delivery}", "Deliveries of events that are due", f => f.Deliveries);
        Gauge("scheduling.deliveries.age", "s", "How long the oldest delivery has been due", f => f.DeliveryAgeSeconds);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TeamReach.SetAll();
        using var timer = new PeriodicTimer(Pause, _clock);
        do
        {
            try
            {
                _newest = await _store.ReadAsync(stoppingToken);
                _failed = false;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                // What is not known is not told; told in the log once.
                _newest = null;
                if (!_failed)
                {
                    LogFailed(fault);
                }

                _failed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Gauge(string name, string unit, string description, Func<StoreFigures, double> value) => _meter.CreateObservableGauge(name, () => One(value), unit, description);

    private IEnumerable<Measurement<T>> One<T>(Func<StoreFigures, T> value)
        where T : struct => _newest is { } figures ? [new Measurement<T>(value(figures))] : [];

    // A queue in which nothing waits is told as well, or its last figure would stand for ever.
    private IEnumerable<Measurement<double>> Queues(Func<QueueFigures, double> value) => _newest is not { } figures ? [] : QueueNames.All.Select(name =>
        new Measurement<double>(figures.Queues.FirstOrDefault(q => q.Queue == name) is { } queue ? value(queue) : 0, new KeyValuePair<string, object?>("queue", name)));

    [LoggerMessage(LogLevel.Warning, "Figures could not be read; trying again")]
    private partial void LogFailed(Exception fault);
}
