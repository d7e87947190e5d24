using Hangfire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Scheduling.Store;
using Scheduling.Store.Runs;
using Scheduling.Worker.Jobs;
using Scheduling.Worker.Runs;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Worker.Hosting;

/// <summary>Puts the work on runs into a host: a separate worker's, or the API's own process.</summary>
public static class WorkerSetup
{
    /// <summary>Longer than a solver's grace at shutdown, shorter than the time after which Hangfire gives a job to another.</summary>
    private static readonly TimeSpan JobShutdown = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Adds Hangfire on the store's database (in memory for SQLite), <see cref="RunQueue"/> and, when the options say that this process solves, the job
    /// server and the sweeper. The store must be added too and be migrated before the host starts.
    /// </summary>
    /// <param name="keys">Folder of the keys by which secrets of webhooks are encrypted; null: nothing is sent.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IServiceCollection AddSchedulingWorker(this IServiceCollection services, WorkerOptions options, DirectoryInfo? keys = null)
    {
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        if (options.Jobs)
        {
            AddJobs(services);
        }

        services.AddSingleton<RunQueue>();
        services.AddSingleton(options.Webhooks);
        services.AddSingleton<WebhookGuard>();
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName(WebhookSecrets.ApplicationName);
        if (keys is not null)
        {
            protection.PersistKeysToFileSystem(keys);
        }

        services.AddSingleton<WebhookSecrets>();
        if (options.Webhooks.Sends && keys is not null)
        {
            services.AddHostedService<WebhookSender>();
        }

        if (options.Solves)
        {
            services.AddSingleton<RunExecutor>();
            services.AddTransient<SolveRunJob>();
            services.AddHostedService<RunSweeper>();
            services.AddHangfireServer((_, server) =>
            {
                server.Queues = [.. QueueNames.All];
                server.WorkerCount = options.Concurrency;
                server.ShutdownTimeout = JobShutdown;
            });
        }

        return services;
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            // How jobs are written and read is set before the first one is.
            _ = provider.GetRequiredService<IGlobalConfiguration>();
            return JobStorages.For(
                provider.GetRequiredService<StoreOptions>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        });
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseTypeSerializer(JobTypes.NameOf)
            .UseTypeResolver(JobTypes.Resolve)
            .UseSerializerSettings(new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None, MaxDepth = 16 })
            .UseLogProvider(new JobLogProvider(provider.GetRequiredService<ILoggerFactory>())));
    }
}
