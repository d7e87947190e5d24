using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Hostile;

/// <summary>FT-F1: bodies and addresses that are spoiled at random, to every operation of the API's own document. No fault of the server, no long work, no memory kept.</summary>
internal static class FuzzTest
{
    private const int AtOnce = 4;
    private const int Again = 3;
    private const double MostMegabytes = 500;
    private const int ServerFault = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "1", "2", "999999999999999999999", "null", "NaN", "2054-07-06", "2054-07-07", "0001-01-01", "9999-12-31", "2026-13-01", "t", "o1", "desk", "O", "%00", "\0", "../..", "' or 1=1 --", "公司", "SCORE", "VALIDATE", "xlsx", "csv", "list", "draft", "head",
        "00000000-0000-0000-0000-000000000000", "x;y", "a b", "true", "en", "zh-CN", "xx", "PT1H", "\ud83d\ude00", "=cmd|' /C calc'!A0",
    ];

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultApi api = await FaultApi.StartAsync(setting);
        await api.MakeTeamAsync("t");
        IReadOnlyList<ApiOperation> operations = await ApiOperation.ReadAsync(api);
        byte[] sample = Encoding.UTF8.GetBytes(FaultApi.Sample());
        var breaches = new ConcurrentQueue<string>();
        var seconds = new ConcurrentBag<double>();
        var slow = new ConcurrentQueue<(int Number, Spoiled Request)>();
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, setting.Tries), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            // Each request has its own chance, so that it is the same whatever the others do.
            ApiOperation operation = operations[number % operations.Count];
            Spoiled request = Spoiled.Of(operation, sample, new Random(unchecked((setting.Seed * 1_000_003) + number)));
            (int status, double took) = await SendAsync(api, request);
            statuses.AddOrUpdate(status / 100, 1, (_, n) => n + 1);
            seconds.Add(took);
            if (status >= ServerFault)
            {
                breaches.Enqueue(Told(number, request, status, took));
            }
            else if (took > Longest.TotalSeconds)
            {
                slow.Enqueue((number, request));
            }
        });
        foreach ((int number, Spoiled request) in slow)
        {
            (int status, double took) = await AloneAsync(api, request);
            if (status >= ServerFault || took > Longest.TotalSeconds)
            {
                breaches.Enqueue(Told(number, request, status, took));
            }
        }

        double most = api.MostMegabytes();
        if (most > MostMegabytes)
        {
            breaches.Enqueue(string.Create(CultureInfo.InvariantCulture, $"the API held {most:0} MB"));
        }

        string counts = string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Value} × {s.Key}xx"));
        return new FaultReport(setting.Tries, [.. breaches.Order(StringComparer.Ordinal)], string.Create(
            CultureInfo.InvariantCulture, $"{operations.Count} operations, {counts}, p99 {Percentiles.Of(seconds, 0.99) * 1000:0} ms, longest {Percentiles.Of(seconds, 1) * 1000:0} ms, {slow.Count} tried again alone, {most:0} MB at most"));
    }

    /// <summary>Once more, with nothing else to do: where the machine is busy with something else, what counts is how long the API had a core.</summary>
    private static async Task<(int Status, double Seconds)> AloneAsync(FaultApi api, Spoiled request)
    {
        double best = double.MaxValue;
        int status = 0;
        for (int again = 0; again < Again && best > Longest.TotalSeconds; again++)
        {
            double before = api.CoreSeconds();
            (status, double took) = await SendAsync(api, request with { Key = $"{request.Key}-{again}" });
            best = Math.Min(best, Math.Min(took, api.CoreSeconds() - before));
        }

        return (status, best);
    }

    private static string Told(int number, Spoiled request, int status, double took) =>
        string.Create(CultureInfo.InvariantCulture, $"request {number} {request.Operation.Method} {request.Path}: {status} in {took:0.00} s, body {Shown(request.Body)}");

    private static async Task<(int Status, double Seconds)> SendAsync(FaultApi api, Spoiled spoiled)
    {
        using var request = new HttpRequestMessage(new HttpMethod(spoiled.Operation.Method), spoiled.Path);
        if (spoiled.Operation.MediaType is not null)
        {
            request.Content = new ByteArrayContent(spoiled.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(spoiled.Operation.MediaType);
        }

        if (spoiled.IfMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", spoiled.IfMatch);
        }

        if (spoiled.Operation.Method != "GET")
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", spoiled.Key);
        }

        long began = TimeProvider.System.GetTimestamp();
        using HttpResponseMessage answer = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            await answer.Content.CopyToAsync(Stream.Null);
        }

        return ((int)answer.StatusCode, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    private static string Shown(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 400)));

    /// <summary>A request with something wrong in it, most times.</summary>
    private sealed record Spoiled(ApiOperation Operation, string Path, byte[] Body, string? IfMatch, string Key)
    {
        public static Spoiled Of(ApiOperation operation, byte[] sample, Random random)
        {
            string path = operation.PathWith(name => random.Next(8) == 0 && Hostile[random.Next(Hostile.Length)] is { Length: > 0 } spoiled ? spoiled : Right(name));
            List<string> query = [.. operation.Parameters.Where(p => !p.InPath && random.Next(3) > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(Hostile[random.Next(Hostile.Length)])}")];
            byte[] example = operation.Path is "/api/v1/schedules" or "/api/v1/teams" ? sample : operation.Example;
            string? ifMatch = random.Next(4) switch { 0 => null, 1 => Hostile[random.Next(Hostile.Length)].Replace("\0", "", StringComparison.Ordinal), _ => $"\"{random.Next(4)}\"" };
            byte[] key = new byte[8];
            random.NextBytes(key);
            return new Spoiled(operation, path + (query.Count > 0 ? "?" + string.Join('&', query) : ""), Mutation.Of(example, random), ifMatch is null || ifMatch.All(char.IsAscii) ? ifMatch : "x", Convert.ToHexStringLower(key));
        }

        private static string Right(string name) => name switch
        {
            "team" => "t",
            "week" or "date" => FaultApi.Week,
            "number" => "1",
            "employee" => "o1",
            _ => "00000000-0000-0000-0000-000000000001",
        };
    }
}
