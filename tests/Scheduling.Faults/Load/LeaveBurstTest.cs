using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Faults.Http;
using Scheduling.Testing;

namespace Scheduling.Faults.Load;

/// <summary>
/// FT-B1: approved leave pours in over many teams while a worker solves. A fifth comes twice under its key, some keys come again with another body. Every change counts once,
/// and few solves answer them all.
/// </summary>
internal static class LeaveBurstTest
{
    private const int Changes = 10_000;
    private const int Teams = 50;
    private const int Clients = 64;

    // A server runs for weeks: the compiler has compiled for good before the burst begins, over teams of their own.
    private const int WarmUps = 5_000;
    private const int WarmUpTeams = 10;
    private const double MostSolves = 0.02;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private enum Kind
    {
        New,
        Repeated,
        OtherBody,
    }

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        List<string> figures = [];
        for (int number = 0; number < setting.Tries; number++)
        {
            figures.Add(await BurstAsync(setting, new Random(setting.Seed + number), breaches));
        }

        return new FaultReport(setting.Tries, breaches, string.Join(" | ", figures));
    }

    private static async Task<string> BurstAsync(FaultSetting setting, Random random, List<string> breaches)
    {
        await using FaultApi api = await FaultApi.StartAsync(setting);
        await Parallel.ForEachAsync(Enumerable.Range(0, Teams), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await api.MakeTeamAsync($"t{i}"));
        await WarmUpAsync(api);
        await using ProgramProcess worker = Hosts.StartWorker(api.Connection);
        List<(Kind Kind, int Of)> plan = Plan(random);
        TaskCompletionSource[] done = [.. plan.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        var statuses = new ConcurrentDictionary<(Kind, HttpStatusCode), int>();
        var seconds = new ConcurrentBag<double>();
        long began = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Changes), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
        {
            (Kind kind, int of) = plan[i];
            if (kind == Kind.OtherBody)
            {
                // Which of two bodies comes first would else be a matter of luck, and with it who is refused.
                await done[of].Task;
            }

            statuses.AddOrUpdate((kind, await SendAsync(api, of, kind == Kind.OtherBody, seconds)), 1, (_, n) => n + 1);
            done[i].SetResult();
        });
        double burst = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        int[] expected = [.. Enum.GetValues<Kind>().Select(kind => plan.Count(p => p.Kind == kind))];
        foreach ((Kind kind, HttpStatusCode status) in new[] { (Kind.New, HttpStatusCode.Created), (Kind.Repeated, HttpStatusCode.Created), (Kind.OtherBody, HttpStatusCode.UnprocessableEntity) })
        {
            if (statuses.GetValueOrDefault((kind, status)) != expected[(int)kind])
            {
                breaches.Add($"{kind}: {expected[(int)kind]} expected as {(int)status}, answers {string.Join(", ", statuses.Where(s => s.Key.Item1 == kind).Select(s => $"{s.Value} × {(int)s.Key.Item2}"))}");
            }
        }

        if (!await QuietAsync(api))
        {
            breaches.Add("the weeks were not all solved in minutes");
        }

        await InvariantChecker.NoteAsync(api.Connection, plan.Select((p, i) => (p.Kind, i)).Where(p => p.Kind == Kind.New).Select(p => (Team(p.i), "leave.approved", Id(p.i), true)));
        breaches.AddRange(await InvariantChecker.CheckAsync(api.Connection));
        long solves = await api.CountAsync("select coalesce(sum(attempts), 0) from run where team_id like 't%'");
        if (solves > Changes * MostSolves)
        {
            breaches.Add($"{solves} solves for {Changes} changes");
        }

        double p99 = Percentiles.Of(seconds, 0.99);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Changes} requests in {burst:0} s, {expected[1]} repeated, {expected[2]} × 422, {solves} solves, p99 {p99 * 1000:0} ms, {(p99 <= Longest.TotalSeconds ? "within" : "beyond")} {Longest.TotalMilliseconds:0} ms");
    }

    /// <summary>What each request is, and of which earlier one it is a repetition.</summary>
    private static List<(Kind Kind, int Of)> Plan(Random random)
    {
        List<(Kind, int)> plan = [];
        List<int> fresh = [];
        for (int i = 0; i < Changes; i++)
        {
            int chance = fresh.Count == 0 ? 100 : random.Next(100);
            Kind kind = chance < 20 ? Kind.Repeated : chance < 22 ? Kind.OtherBody : Kind.New;
            plan.Add((kind, kind == Kind.New ? i : fresh[random.Next(Math.Max(0, fresh.Count - Clients), fresh.Count)]));
            if (kind == Kind.New)
            {
                fresh.Add(i);
            }
        }

        return plan;
    }

    private static string Team(int number) => string.Create(CultureInfo.InvariantCulture, $"t{number % Teams}");

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"l{number}");

    private static async Task WarmUpAsync(FaultApi api)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, WarmUpTeams), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await api.MakeTeamAsync($"w{i}"));
        await Parallel.ForEachAsync(Enumerable.Range(0, WarmUps), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
            await AnswerAsync(api, $"w{i % WarmUpTeams}", i, otherBody: false));
    }

    /// <summary>Sends a leave until it is answered for good: 409 says that the same request is still being answered.</summary>
    private static async Task<HttpStatusCode> SendAsync(FaultApi api, int number, bool otherBody, ConcurrentBag<double> seconds)
    {
        while (true)
        {
            long began = TimeProvider.System.GetTimestamp();
            HttpStatusCode status = await AnswerAsync(api, Team(number), number, otherBody);
            seconds.Add(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            if (status != HttpStatusCode.Conflict)
            {
                return status;
            }

            await Task.Delay(50);
        }
    }

    private static async Task<HttpStatusCode> AnswerAsync(FaultApi api, string team, int number, bool otherBody)
    {
        int day = 6 + (number % 7);
        string body = $$"""{"employee":"o{{(number % 6) + 1}}","from":"2054-07-{{day:00}}","until":"2054-07-{{day:00}}","approved":true,"kind":"{{(otherBody ? "sick" : "annual")}}"}""";
        using HttpRequestMessage request = FaultApi.Request(HttpMethod.Put, $"/api/v1/teams/{team}/leave/{Id(number)}", body, key: $"{team}-k{number}");
        using HttpResponseMessage answer = await api.Client.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.StatusCode;
    }

    private static async Task<bool> QuietAsync(FaultApi api)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (await api.CountAsync("select (select count(*) from solve_request where solved < wanted) + (select count(*) from run where state in ('Queued', 'Solving'))") == 0)
            {
                return true;
            }

            await Task.Delay(500, CancellationToken.None);
        }

        return false;
    }
}
