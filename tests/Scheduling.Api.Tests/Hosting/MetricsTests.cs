using System.Net;
using System.Text.RegularExpressions;
using Scheduling.Store.Access;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Meters are of the process, so that another host in it would tell its own figures under the same names.</summary>
[Collection(nameof(AloneCollection))]
public sealed class MetricsTests
{
    private static readonly string[] Names =
    [
        "scheduling_queue_waiting", "scheduling_queue_age_seconds", "scheduling_lease_count", "scheduling_lease_age_seconds", "scheduling_lease_overdue_seconds", "scheduling_results_refused",
        "scheduling_teams_quarantined", "scheduling_weeks_owed", "scheduling_deliveries_waiting", "scheduling_deliveries_age_seconds", "http_server_request_duration_seconds", "dotnet_process_memory",
    ];

    [Fact]
    public async Task Prometheus_is_told_how_the_installation_stands()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        TeamClient team = await TeamClient.CreateAsync(host, "hotline");
        await team.WeekAsync(HttpMethod.Post, "/solve").JsonAsync(HttpStatusCode.Accepted);
        using HttpClient watcher = await host.KeyClientAsync(Role.Operations, "nothing");

        string text = await MetricsAsync(watcher, t => t.Contains($"queue=\"{QueueNames.Planner}\"", StringComparison.Ordinal) && Value(t, "scheduling_queue_waiting", QueueNames.Planner) == 1);

        Assert.All(Names, name => Assert.Contains("\n" + name, text, StringComparison.Ordinal));
        Assert.True(Value(text, "scheduling_queue_age_seconds", QueueNames.Planner) > 0);
        Assert.Equal(0, Value(text, "scheduling_queue_waiting", QueueNames.Automatic));
        Assert.DoesNotContain("hotline", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_for_operations_and_administrators()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpClient planner = await host.KeyClientAsync(Role.Planner, "*");
        using HttpClient nobody = host.NewClient();
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "sk_none");

        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/metrics")).StatusCode);
    }

    /// <summary>The metrics once a condition holds: the figures are read every few seconds, and the answer is kept for a moment.</summary>
    private static async Task<string> MetricsAsync(HttpClient client, Func<string, bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            string text = await client.GetStringAsync("/metrics");
            if (condition(text))
            {
                return text;
            }

            Assert.False(timeout.IsCancellationRequested, text);
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private static double Value(string text, string name, string queue) => double.Parse(
        Regex.Match(text, $"(?m)^{name}\\{{[^}}]*queue=\"{queue}\"[^}}]*\\}} ([0-9.eE+-]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
