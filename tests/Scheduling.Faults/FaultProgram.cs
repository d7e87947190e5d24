using System.Globalization;
using Scheduling.Faults.Bursts;
using Scheduling.Faults.Hostile;
using Scheduling.Faults.Kills;
using Scheduling.Faults.Load;
using Scheduling.Faults.Modelled;
using Scheduling.Faults.Secured;
using Scheduling.Faults.Zones;
using Scheduling.Testing;

namespace Scheduling.Faults;

/// <summary>What a test found.</summary>
/// <param name="Tries">How often it was done.</param>
/// <param name="Breaches">What does not hold; nothing when it passed.</param>
/// <param name="Figures">What was measured, in a line.</param>
internal sealed record FaultReport(int Tries, IReadOnlyList<string> Breaches, string Figures);

/// <summary>What a test is given.</summary>
/// <param name="Server">A PostgreSQL of its own.</param>
/// <param name="Seed">All chance is drawn from it.</param>
/// <param name="Tries">How often to do it.</param>
internal sealed record FaultSetting(PostgresServer Server, int Seed, int Tries);

/// <summary>
/// Breaks things on a real PostgreSQL with real workers and has a separate checker prove from SQL alone that nothing was lost, doubled or stale. The seed repeats what
/// chance decides; when processes die is theirs to say.
/// </summary>
internal static class FaultProgram
{
    private const string Help = """
        Usage: Scheduling.Faults [--seed N] [--nightly] [--tries N] [TEST …]

        Runs the fault tests, all or those named, and prints a line for each. Exit code 1 when one fails, 2 for wrong usage.

          FT-M1   random posts, claims, results and lost leases against a plain model, eight at once
          FT-B2   a burst of changes during a solve
          FT-K1   a worker is killed at a random point
          FT-K3   a worker is frozen beyond its lease
          FT-B1   ten thousand leave changes over fifty teams, some twice, some under a key that was used
          FT-B3   two planners edit one cell at once
          FT-F1   spoiled bodies and addresses to every operation of the API
          FT-F2   a set of hostile requests: refused at once, nothing left of them
          FT-L1   rosters read and leave posted over fifty teams by wrk
          FT-S2   formulas in spreadsheets, webhooks that lead inside, tokens that are not right
          FT-T1   begin and end of shifts in twelve zones, two years, against the tables of the tz database
        """;

    private static readonly FaultTest[] All =
    [
        new("FT-M1", 2000, 100_000, ModelTest.RunAsync),
        new("FT-B2", 3, 200, BurstTest.RunAsync),
        new("FT-K1", 6, 300, KillTest.RunAsync),
        new("FT-K3", 3, 100, FreezeTest.RunAsync),
        new("FT-B1", 1, 20, LeaveBurstTest.RunAsync),
        new("FT-B3", 1000, 50_000, EditRaceTest.RunAsync),
        new("FT-L1", 1, 1, LoadTest.RunAsync),
        new("FT-F1", 20_000, 1_000_000, FuzzTest.RunAsync),
        new("FT-F2", 1, 1, HostileTest.RunAsync),
        new("FT-S2", 1, 1, SecurityTest.RunAsync),
        new("FT-T1", 1, 1, ZoneTest.RunAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryRead(args, out int seed, out bool nightly, out int? tries, out IReadOnlyList<FaultTest> tests))
        {
            await Console.Out.WriteLineAsync(Help);
            return args.Contains("--help") ? 0 : 2;
        }

        await using PostgresServer server = await PostgresServer.StartAsync();
        bool passed = true;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        foreach (FaultTest test in tests)
        {
            long began = TimeProvider.System.GetTimestamp();
            FaultReport report = await test.Run(new FaultSetting(server, seed, tries ?? (nightly ? test.Nightly : test.Quick)));
            passed &= report.Breaches.Count == 0;
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{test.Name}  {(report.Breaches.Count == 0 ? "passed" : "FAILED")}  {report.Tries} tries, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s  {report.Figures}"));
            foreach (string breach in report.Breaches.Take(20))
            {
                await Console.Out.WriteLineAsync("    " + breach);
            }
        }

        return passed ? 0 : 1;
    }

    private static bool TryRead(string[] args, out int seed, out bool nightly, out int? tries, out IReadOnlyList<FaultTest> tests)
    {
        (seed, nightly, tries) = (1, false, null);
        List<FaultTest> named = [];
        tests = named;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--seed" or "--tries" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                (seed, tries) = args[i] == "--seed" ? (number, tries) : (seed, number);
                i++;
            }
            else if (args[i] == "--nightly")
            {
                nightly = true;
            }
            else if (Array.Find(All, test => test.Name == args[i]) is { } test)
            {
                named.Add(test);
            }
            else
            {
                return false;
            }
        }

        tests = named.Count > 0 ? named : All;
        return true;
    }

    private sealed record FaultTest(string Name, int Quick, int Nightly, Func<FaultSetting, Task<FaultReport>> Run);
}
