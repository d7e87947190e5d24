using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Worker.Hosting;

namespace Scheduling.Worker.Tests.Hosting;

/// <summary>A host in this process that solves the runs of a store.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly IHost _host;

    private WorkerHost(IHost host) => _host = host;

    public RunStore Runs => Get<RunStore>();

    /// <summary>Options with a short lease, so that a test need not wait long for it to run out.</summary>
    public static WorkerOptions Quick { get; } = new() { Lease = TimeSpan.FromSeconds(6), Sweep = TimeSpan.FromMilliseconds(300), StopCheck = TimeSpan.FromMilliseconds(100) };

    public static async Task<WorkerHost> StartAsync(StoreOptions store, WorkerOptions? options = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Services.AddSchedulingStore(store);
        builder.Services.AddSchedulingWorker(options ?? Quick);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(1));
        var worker = new WorkerHost(builder.Build());
        await worker._host.Services.MigrateStoreAsync();
        await worker._host.StartAsync();
        return worker;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>The run once a condition holds; fails when it does not for a long time.</summary>
    public async Task<RunRow> WaitAsync(Guid run, Func<RunRow, bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            RunRow row = (await Runs.FindAsync(run, CancellationToken.None))!;
            if (condition(row))
            {
                return row;
            }

            Assert.False(timeout.IsCancellationRequested, $"The run is still {row.State} after attempt {row.Attempts}: {row.Message}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public Task<RunRow> EndedAsync(Guid run) => WaitAsync(run, row => row.EndedAt is not null);

    /// <summary>Ends the host as SIGTERM does.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
