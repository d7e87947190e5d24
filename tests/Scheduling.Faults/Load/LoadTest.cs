using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Load;

/// <summary>FT-L1: rosters are read and leave is posted over fifty teams by wrk. What it measures is told beside how long API and database had a core for each request.</summary>
internal static partial class LoadTest
{
    private const int Teams = 50;
    private const int Connections = 24;
    private const int Seconds = 60;

    // A server runs for weeks: what the compiler needs until it has compiled for good is left out.
    private const int WarmUpSeconds = 15;

    private static int _measurement;

    private static readonly (string Name, string Script, double Rate, double Milliseconds)[] Loads =
    [
        ("read roster", ReadScript, 1500, 50),
        ("post leave", PostScript.Replace("APPROVED", "false", StringComparison.Ordinal), 500, 150),
        ("post approved leave", PostScript.Replace("APPROVED", "true", StringComparison.Ordinal), 500, 150),
    ];

    private const string ReadScript = """
        request = function()
          return wrk.format("GET", "/api/v1/teams/t" .. math.random(0, 49) .. "/weeks/2054-07-06/roster")
        end
        """;

    private const string PostScript = """
        local started = 0
        setup = function(thread) thread:set("id", started); started = started + 1 end
        wrk.headers["Content-Type"] = "application/json"
        local n = 0
        request = function()
          n = n + 1
          local day = string.format("2054-07-%02d", 6 + n % 7)
          local body = string.format('{"employee":"o%d","from":"%s","until":"%s","approved":APPROVED}', 1 + n % 6, day, day)
          return wrk.format("PUT", "/api/v1/teams/t" .. (n % 50) .. "/leave/RUN-APPROVED-" .. id .. "-" .. n, nil, body)
        end
        """;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultApi api = await FaultApi.StartAsync(setting);
        await Parallel.ForEachAsync(Enumerable.Range(0, Teams), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await api.MakeTeamAsync($"t{i}"));
        List<string> breaches = [];
        List<string> figures = [];
        foreach ((string name, string script, double rate, double milliseconds) in Loads)
        {
            await MeasureAsync(api, script, WarmUpSeconds);
            double before = api.CoreSeconds();
            (double measured, double p99, string fault) = await MeasureAsync(api, script, Seconds);
            double core = (api.CoreSeconds() - before) * 1000 / Math.Max(1, measured * Seconds);
            figures.Add(string.Create(CultureInfo.InvariantCulture,
                $"{name} {measured:0}/s p99 {p99:0} ms, {(measured >= rate && p99 < milliseconds ? "within" : "beyond")} {rate:0}/s {milliseconds:0} ms, {core:0.00} ms of a core in the API"));
            if (fault.Length > 0)
            {
                breaches.Add($"{name}: {fault}");
            }
        }

        // Nobody solves here: what the weeks are owed stays owed.
        breaches.AddRange(await InvariantChecker.CheckAsync(api.Connection, "I4"));
        return new FaultReport(setting.Tries, breaches, string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", figures)}; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
    }

    private static async Task<(double Rate, double P99, string Fault)> MeasureAsync(FaultApi api, string script, int seconds)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script.Replace("RUN", $"{++_measurement}", StringComparison.Ordinal));
            var start = new ProcessStartInfo("wrk", ["-t2", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", file, "-H", $"Authorization: Bearer {api.Key}", api.Address.ToString()]) { RedirectStandardOutput = true };
            using Process wrk = Process.Start(start)!;
            string output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            Match rate = Rate().Match(output);
            Match latency = Latency().Match(output);
            return !rate.Success || !latency.Success
                ? (0, 0, $"wrk said: {output}")
                : (double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    double.Parse(latency.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * latency.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 },
                    Other().Match(output) is { Success: true } other ? other.Value : "");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"Requests/sec:\s*([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s*([\d.]+)(us|ms|s|m)")]
    private static partial Regex Latency();

    [GeneratedRegex("Non-2xx.*|Socket errors.*")]
    private static partial Regex Other();
}
