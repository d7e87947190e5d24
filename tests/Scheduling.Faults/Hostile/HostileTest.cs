using System.Globalization;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Hostile;

/// <summary>FT-F2: the hostile set. Everything is refused, at once when it can be known at once, and nothing is left of it.</summary>
internal static class HostileTest
{
    private const int Tries = 6;
    private const double MostMegabytes = 500;
    private const int Timeout = 408;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The server looks at its connections once a second, and the machine may be busy.</summary>
    private static readonly TimeSpan GraceSlack = TimeSpan.FromSeconds(3);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultApi api = await FaultApi.StartAsync(setting, ("Scheduling__SlowGrace", Grace.ToString("c", CultureInfo.InvariantCulture)));
        await api.MakeTeamAsync("t");
        IReadOnlyList<HostileCase> cases = HostileSet.All(FaultApi.Sample());
        (long, long, long) before = await StateAsync(api);
        List<string> breaches = [];
        List<double> seconds = [];
        foreach (HostileCase one in cases)
        {
            (int status, double took) = await SendAsync(api, one);
            if (one.Slow)
            {
                if (status != Timeout || took > (Grace + GraceSlack).TotalSeconds || took < Grace.TotalSeconds / 2)
                {
                    breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{one.Name}: {status} after {took:0.0} s"));
                }

                continue;
            }

            seconds.Add(took);
            if (status is < 400 or > 499 || took > Longest.TotalSeconds)
            {
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{one.Name}: {status} in {took * 1000:0} ms"));
            }
        }

        (long, long, long) after = await StateAsync(api);
        if (after != before)
        {
            breaches.Add($"runs, problems and changes were {before} and are {after}");
        }

        double most = api.MostMegabytes();
        if (most > MostMegabytes)
        {
            breaches.Add(string.Create(CultureInfo.InvariantCulture, $"the API held {most:0} MB"));
        }

        return new FaultReport(cases.Count, breaches, string.Create(CultureInfo.InvariantCulture, $"answered in {Percentiles.Of(seconds, 0.5) * 1000:0} ms (median), {Percentiles.Of(seconds, 1) * 1000:0} ms at most, {most:0} MB at most"));
    }

    /// <summary>
    /// The best of some tries: what runs for the first time is slow. Where the machine is busy with something else, what counts is how long the API had a core.
    /// </summary>
    private static async Task<(int Status, double Seconds)> SendAsync(FaultApi api, HostileCase one)
    {
        byte[] request = one.Bytes(api.Key);
        int status = 0;
        double best = double.MaxValue;
        for (int i = 0; i < Tries && best > Longest.TotalSeconds; i++)
        {
            double before = one.Slow ? 0 : api.CoreSeconds();
            (int got, double took) = await RawExchange.SendAsync(api.Address, request);
            if (one.Slow || got is < 400 or > 499 || (i > 0 && got != status))
            {
                return (got, took);
            }

            (status, best) = (got, Math.Min(best, Math.Min(took, api.CoreSeconds() - before)));
        }

        return (status, best);
    }

    private static async Task<(long Runs, long Problems, long Changes)> StateAsync(FaultApi api) =>
        (await api.CountAsync("select count(*) from run"), await api.CountAsync("select count(*) from problem"), await api.CountAsync("select count(*) from change"));
}
