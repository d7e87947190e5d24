using System.Globalization;
using Scheduling.Faults.Bursts;
using Scheduling.Faults.Hostile;
using Scheduling.Faults.Hosting;
using Scheduling.Faults.Kills;
using Scheduling.Faults.Load;
using Scheduling.Faults.Modelled;
using Scheduling.Faults.Outages;
using Scheduling.Faults.Queues;
using Scheduling.Faults.Secured;
using Scheduling.Faults.Soak;
using Scheduling.Faults.Zones;
using Scheduling.Testing;

namespace Scheduling.Faults;

/// <summary>What a test found.</summary>
/// <param name="Tries">How often it was done.</param>
/// <param name="Breaches">What does not hold; nothing when it passed.</param>
/// <param name="Figures">What was measured, in a line.</param>
internal sealed record FaultReport(int Tries, IReadOnlyList<string> Breaches, string Figures);

/// <summary>What a test is given.</summary>
/// <param name="Server">A PostgreSQL that it shares with the other tests.</param>
/// <param name="Seed">All chance is drawn from it.</param>
/// <param name="Tries">How often to do it.</param>
/// <param name="First">Number of the first try; a slice of a long run begins later than 0.</param>
internal sealed record FaultSetting(PostgresServer Server, int Seed, int Tries, int First = 0);

/// <summary>
/// Breaks things on a real PostgreSQL with real workers and has a separate checker prove from SQL that nothing was lost, doubled or stale. The seed repeats what
/// chance decides; when processes die is theirs to say.
/// </summary>
internal static class FaultProgram
{
    private const string Help = """
        Usage: Scheduling.Faults [--seed N] [--nightly [--slice K/N]] [--tries N] [TEST …]

        Runs the fault tests, all or those named, and prints a line for each. Exit code 1 when one fails, 2 for wrong usage.

          --seed N      all chance is drawn from it; default 1
          --nightly     many tries of each test, and the tests that take too long for every change
          --slice K/N   with --nightly: the K-th of N parts of the tries, so that a night can be cut; 1/1 by default
          --tries N     so many of each test

          FT-M1   random posts, claims, results and lost leases against a plain model, eight at once
          FT-B2   a burst of changes during a solve
          FT-K1   a worker is killed at a random point
          FT-K2   a process is killed at each of twelve named points
          FT-K3   a worker is frozen beyond its lease
          FT-K4   a solver crashes, aborts, runs out of memory, hangs, writes rubbish
          FT-K5   a worker is told to end while it solves
          FT-D1   PostgreSQL stops as in a crash and is away for 1 to 20 s
          FT-D2   every connection is cut every 200 ms for a minute
          FT-D3   others take every connection
          FT-H1   five chaos cells of job queues, beside plain Hangfire (nightly)
          FT-L2   a thousand teams have one change each (nightly; --tries N: N teams)
          FT-Z1   a soak with random faults (a try is a minute)
          FT-B1   ten thousand leave changes over fifty teams, some twice, some under a key that was used
          FT-B3   two planners edit one cell at once
          FT-F1   spoiled bodies and addresses to every operation of the API
          FT-F2   a set of hostile requests: refused at once, nothing left of them
          FT-L1   rosters read and leave posted over fifty teams by wrk (nightly)
          FT-S2   formulas in spreadsheets, webhooks that lead inside, tokens that are not right
          FT-T1   begin and end of shifts in twelve zones, two years, against the tables of the tz database
        """;

    private static readonly FaultTest[] All =
    [
        new("FT-M1", 2000, 100_000, ModelTest.RunAsync),
        new("FT-B2", 3, 200, BurstTest.RunAsync),
        new("FT-K1", 6, 300, KillTest.RunAsync),
        new("FT-K2", 12, 360, FaultPointTest.RunAsync),
        new("FT-K3", 3, 100, FreezeTest.RunAsync),
        new("FT-K4", 5, 200, SolverFaultTest.RunAsync),
        new("FT-K5", 3, 100, ShutdownTest.RunAsync),
        new("FT-D1", 3, 100, ServerStopTest.RunAsync),
        new("FT-D2", 1, 20, BackendTest.RunAsync),
        new("FT-D3", 1, 20, ExhaustionTest.RunAsync),
        new("FT-H1", 0, 5, ChaosTest.RunAsync),
        new("FT-L2", 0, 1, ManyTeamsTest.RunAsync),
        new("FT-Z1", 1, 120, SoakTest.RunAsync),
        new("FT-B1", 1, 20, LeaveBurstTest.RunAsync),
        new("FT-B3", 1000, 50_000, EditRaceTest.RunAsync),
        new("FT-L1", 0, 1, LoadTest.RunAsync),
        new("FT-F1", 20_000, 1_000_000, FuzzTest.RunAsync),
        new("FT-F2", 1, 1, HostileTest.RunAsync),
        new("FT-S2", 1, 1, SecurityTest.RunAsync),
        new("FT-T1", 1, 1, ZoneTest.RunAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (FaultArguments.Read(args, [.. All.Select(test => test.Name)]) is not { } asked)
        {
            await Console.Out.WriteLineAsync(Help);
            return args.Contains("--help") ? 0 : 2;
        }

        await using PostgresServer server = await PostgresServer.StartAsync();
        int passed = 0;
        int failed = 0;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {asked.Seed}, slice {asked.Slice} of {asked.Slices}"));
        foreach (FaultTest test in All.Where(test => asked.Tests.Contains(test.Name)))
        {
            (int first, int tries) = asked.Share(test.Quick, test.Nightly);
            if (tries == 0)
            {
                continue;
            }

            long began = TimeProvider.System.GetTimestamp();
            FaultReport report = await ReportAsync(test, new FaultSetting(server, asked.Seed, tries, first));
            _ = report.Breaches.Count == 0 ? passed++ : failed++;
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{test.Name}  {(report.Breaches.Count == 0 ? "passed" : "FAILED")}  {report.Tries} tries, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s  {report.Figures}"));
            foreach (string breach in report.Breaches.Take(20))
            {
                await Console.Out.WriteLineAsync("    " + breach);
            }
        }

        Hosts.ForgetKeys();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }

    private static async Task<FaultReport> ReportAsync(FaultTest test, FaultSetting setting)
    {
        try
        {
            return await test.Run(setting);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The others are still to be run.
            return new FaultReport(setting.Tries, [fault.ToString()], "broke off");
        }
    }

    private sealed record FaultTest(string Name, int Quick, int Nightly, Func<FaultSetting, Task<FaultReport>> Run);
}
