using System.Collections.Concurrent;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Faults.Checking;

namespace Scheduling.Faults.Modelled;

/// <summary>FT-M1: sequences of random steps on the store and on a plain model; after each step both must stand the same.</summary>
internal static class ModelTest
{
    private const int AtOnce = 8;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.Zero);
        // The smallest week there is: what is in it does not matter here, only what is done to it.
        SchedulingProblem problem = FaultStore.Sample("office-6.json");
        problem = problem with { Employees = [.. problem.Employees.Take(2)], Demand = new Demand(), Leave = [], Wishes = [], Pins = [], Rules = [] };
        ConcurrentQueue<string> differences = [];
        int steps = 0;
        int stale = 0;
        await Parallel.ForEachAsync(Enumerable.Range(setting.First, setting.Tries), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var sequence = new ModelSequence(store, problem, $"m{number}", new Random(unchecked((setting.Seed * 1_000_003) + number)));
            if (await sequence.RunAsync() is { } difference)
            {
                differences.Enqueue($"sequence {number}: {difference}");
            }

            Interlocked.Add(ref steps, sequence.Steps);
            Interlocked.Add(ref stale, sequence.Refused);
        });
        IReadOnlyList<string> breaches = await InvariantChecker.CheckAsync(store.Connection, "I4", "I5", "I8");
        return new FaultReport(setting.Tries, [.. differences, .. breaches], $"{steps} steps, {stale} stale results refused");
    }
}
