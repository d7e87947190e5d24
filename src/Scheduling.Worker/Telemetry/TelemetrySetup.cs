using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Scheduling.Worker.Telemetry;

/// <summary>Puts OpenTelemetry into a host: metrics and traces of runs, of the database and of the runtime.</summary>
public static class TelemetrySetup
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Adds metrics and traces. Where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set both are sent there, by OTLP as its other variables say; traces are made for that only.
    /// Who serves metrics by itself adds its reader to what
    /// is given back.
    /// </summary>
    /// <param name="service">Name of the program.</param>
    /// <param name="traced">Adds what else is traced where traces are made.</param>
    public static OpenTelemetryBuilder AddSchedulingTelemetry(
        this IServiceCollection services, IConfiguration configuration, string service, Action<TracerProviderBuilder>? traced = null)
    {
        bool exports = !string.IsNullOrWhiteSpace(configuration[EndpointVariable]);
        services.AddHostedService<StoreGauges>();
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(service)).WithMetrics(metrics =>
        {
            metrics.AddMeter(SolveMeter.Name, "Npgsql").AddRuntimeInstrumentation();
            if (exports)
            {
                metrics.AddOtlpExporter();
            }
        });
        return !exports ? telemetry : telemetry.WithTracing(traces =>
        {
            traced?.Invoke(traces);
            traces.AddSource(SolveMeter.Name, "Npgsql").AddOtlpExporter();
        });
    }
}
