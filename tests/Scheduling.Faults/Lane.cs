using NodaTime;
using Scheduling.Faults.Checking;

namespace Scheduling.Faults;

/// <summary>Some of a test's tries, one after the other on a database of their own. Several lanes go at once, for most of a try is waiting.</summary>
internal sealed class Lane(FaultStore store, FaultSetting setting, int index, IReadOnlyList<int> numbers)
{
    public FaultStore Store => store;

    /// <summary>0, 1, 2 … among the lanes of a test.</summary>
    public int Index => index;

    /// <summary>The numbers of its tries.</summary>
    public IReadOnlyList<int> Numbers => numbers;

    /// <summary>What does not hold.</summary>
    public List<string> Breaches { get; } = [];

    /// <summary>What was measured, in seconds.</summary>
    public List<double> Seconds { get; } = [];

    /// <summary>What was counted.</summary>
    public int Count { get; set; }

    /// <summary>All chance of a try.</summary>
    public Random RandomOf(int number) => new(unchecked((setting.Seed * 1_000_003) + number));

    /// <summary>A week of a team of its own for a try.</summary>
    public async Task<FaultWeek> WeekAsync(int number, string sample = "day-and-night-40.json")
    {
        var week = new FaultWeek(store, $"t{number}", sample);
        await week.MakeAsync();
        return week;
    }

    /// <summary>Waits until the week is quiet and notes what its clients were told.</summary>
    public async Task EndAsync(FaultWeek week)
    {
        if (!await week.QuietAsync())
        {
            Breaches.Add($"{week.Team}: the week was not solved in minutes");
        }

        await InvariantChecker.NoteAsync(store.Connection, week.Told);
    }

    /// <summary>Runs all tries of a test in some lanes and proves the invariants of each database at its end.</summary>
    public static async Task<IReadOnlyList<Lane>> RunAsync(FaultSetting setting, int most, Func<Lane, Task> tries)
    {
        int count = Math.Min(most, setting.Tries);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async index =>
        {
            int[] numbers = [.. Enumerable.Range(setting.First, setting.Tries).Where(number => (number - setting.First) % count == index)];
            await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromMilliseconds(200));
            var lane = new Lane(store, setting, index, numbers);
            await tries(lane);
            lane.Breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
            return lane;
        }));
    }
}
