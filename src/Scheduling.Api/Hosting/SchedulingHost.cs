using Hangfire;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scheduling.Api.Access;
using Scheduling.Api.Demo;
using Scheduling.Api.Endpoints;
using Scheduling.Api.Idempotency;
using Scheduling.Api.OpenApi;
using Scheduling.Api.Pages;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Store;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Telemetry;

namespace Scheduling.Api.Hosting;

/// <summary>Puts the whole program together: one process with pages, API and, where there is no separate one, the worker.</summary>
public static class SchedulingHost
{
    /// <summary>A body that comes more slowly is given up after the grace.</summary>
    private const double LeastBytesPerSecond = 240;

    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Longer than a solver's grace and the job server's, so that the best roster is kept.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(28);

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>A host that is ready to start. Tests give it a free port and a folder of their own by the same arguments an operator uses.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SchedulingHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        if (!IsAddressGiven(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        SchedulingSettings settings = SchedulingSettings.Of(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SchedulingSettings.MaximumBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = settings.SlowGrace;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, settings.SlowGrace);
        });
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Hangfire", LogLevel.Warning);
        AddServices(builder.Services, settings, builder.Configuration.GetSection(WorkerOptions.Section).Get<WorkerOptions>() ?? new WorkerOptions());
        AddTelemetry(builder);
        adjust?.Invoke(builder);
        WebApplication app = builder.Build();
        UseAll(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, SchedulingSettings settings, WorkerOptions worker)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSchedulingStore(settings.Store);

        // First of all that start with the host, so that everybody else finds the database as it should be.
        services.AddHostedService<StoreStart>();
        services.AddHealthChecks().AddCheck<StoreHealth>("database", tags: ["ready"]);
        services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"];
        });
        services.AddSchedulingProblems();
        services.AddSchedulingAccess(settings.Tokens);
        services.AddSchedulingOpenApi();

        services.AddSingleton<WeekForecast>();
        services.AddSingleton<FileImport>();

        // After the start of the store, so that it finds the tables. Worker:Solves=false leaves the solving to separate workers.
        services.AddSchedulingWorker(worker, new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);

        services.AddSchedulingPages();
        services.AddSchedulingDemo();
    }

    private static void AddTelemetry(WebApplicationBuilder builder) => builder.Services.AddSchedulingTelemetry(builder.Configuration, "Scheduling.Api", traces => traces.AddAspNetCoreInstrumentation())
        .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddPrometheusExporter());

    private static void UseAll(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseSchedulingProblems();
        app.UsePageFaults();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<DatabaseReach>();
        app.UseMiddleware<SameOrigin>();
        app.UseAuthorization();
        app.UseMiddleware<IdempotencyKeys>();

        app.UseAntiforgery();
        app.MapSchedulingHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Observe);
        app.MapSchedulingOpenApi();
        app.MapSchedulingSignIn();
        app.MapSchedulingApi();

        if (app.Services.GetRequiredService<WorkerOptions>().Jobs)
        {
            // Hangfire's own filter lets local requests in only; here the policy decides.
            app.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], AppPath = "/", DisplayStorageConnectionString = false, DashboardTitle = "Scheduling" })
                .RequireAuthorization(Policies.Operate);
        }

        app.MapSchedulingPages();
    }

    private static bool IsAddressGiven(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrWhiteSpace(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").Exists();
}
