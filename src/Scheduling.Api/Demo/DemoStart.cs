using Scheduling.Api.Hosting;
using Scheduling.Store.Walls;

namespace Scheduling.Api.Demo;

/// <summary>Makes the demo when the host starts on an empty database: always with the embedded one, else when it is asked for.</summary>
internal sealed partial class DemoStart(DemoSeed seed, SchedulingSettings settings, IConfiguration configuration, ILogger<DemoStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        TeamReach.SetAll();
        bool embedded = string.IsNullOrWhiteSpace(settings.Postgres);
        if (configuration.GetValue("Scheduling:Demo", embedded) && await seed.SeedAsync(cancellationToken))
        {
            LogMade(DemoSeed.Team);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The database was empty: made the demo team '{Team}'")]
    private partial void LogMade(string team);
}
