using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Scheduling.Store;
using Scheduling.Worker.Telemetry;

namespace Scheduling.Worker.Hosting;

/// <summary>The program of a separate worker: it solves the runs of a PostgreSQL store until it is told to end.</summary>
internal static class WorkerProgram
{
    public const int Ended = 0;
    public const int BadConfiguration = 2;
    public const int NoDatabase = 3;

    private const string ConnectionName = "Scheduling";

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(28);

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--connection"] = "ConnectionStrings:" + ConnectionName,
        ["--cores"] = WorkerOptions.Section + ":" + nameof(WorkerOptions.Cores),
        ["--threads"] = WorkerOptions.Section + ":" + nameof(WorkerOptions.ThreadsPerSolve),
    };

    /// <summary>Runs until told to end. <paramref name="adjust"/> has the last word on the host; tests pass a clock that way.</summary>
    public static async Task<int> RunAsync(string[] args, Action<HostApplicationBuilder>? adjust = null)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(WorkerHelp.Text);
            return Ended;
        }

        HostApplicationBuilder builder;
        try
        {
            builder = Build(args);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"配置有误：{fault.Message}\nThe configuration is wrong: {fault.Message}\n--help");
            return BadConfiguration;
        }

        if (builder.Configuration.GetConnectionString(ConnectionName) is not { Length: > 0 })
        {
            await Console.Error.WriteLineAsync(WorkerHelp.NoConnection);
            return BadConfiguration;
        }

        adjust?.Invoke(builder);
        using IHost host = builder.Build();
        try
        {
            await host.Services.MigrateStoreAsync();
        }
        catch (Exception fault) when (fault is DbException or ArgumentException || fault.InnerException is DbException)
        {
            await Console.Error.WriteLineAsync($"无法使用数据库：{fault.Message}\nThe database cannot be used: {fault.Message}");
            return NoDatabase;
        }

        await host.RunAsync();
        return Ended;
    }

    private static HostApplicationBuilder Build(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddCommandLine(args, Switches);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Hangfire", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A failed command is told by whoever gave it; looking for the migrations of an empty database fails as a matter of course.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        WorkerOptions options = builder.Configuration.GetSection(WorkerOptions.Section).Get<WorkerOptions>() ?? new WorkerOptions();
        builder.Services.AddSchedulingStore(new StoreOptions { Postgres = builder.Configuration.GetConnectionString(ConnectionName) ?? "", SqliteFile = "none" });
        string? folder = builder.Configuration["Scheduling:DataDirectory"];
        builder.Services.AddSchedulingWorker(options with { Solves = true, Jobs = true }, string.IsNullOrWhiteSpace(folder) ? null : new DirectoryInfo(Path.Combine(folder, "keys")));
        OpenTelemetryBuilder telemetry = builder.Services.AddSchedulingTelemetry(builder.Configuration, "Scheduling.Worker");
        if (options.MetricsPort > 0)
        {
            telemetry.WithMetrics(metrics => metrics.AddPrometheusHttpListener(listener => (listener.Host, listener.Port) = ("127.0.0.1", options.MetricsPort)));
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        return builder;
    }
}
