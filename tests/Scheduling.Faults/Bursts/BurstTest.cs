using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Kills;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Bursts;

/// <summary>FT-B2: many changes while a week is being solved. No result of older data stands above one of newer, and one run follows.</summary>
internal static class BurstTest
{
    private const int Changes = 60;
    private const int AtOnce = 12;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromSeconds(1));
        await using ProgramProcess worker = FaultWorker.Start(store.Connection);
        List<string> breaches = [];
        List<int> followers = [];
        for (int number = 0; number < setting.Tries; number++)
        {
            var week = new FaultWeek(store, $"b{number}");
            await week.MakeAsync();
            Guid first = (await week.ApproveAsync("first", setting.Seed))[0];
            RunRow? solving = await week.WaitAsync(first, row => row.State != RunState.Queued);
            await Parallel.ForEachAsync(Enumerable.Range(0, Changes), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await week.ApproveAsync($"l{i}", setting.Seed + (i * 7)));
            bool during = (await store.RunAsync(first))!.State == RunState.Solving;
            bool quiet = await week.QuietAsync();
            List<RunRow> runs = await week.RunsAsync();
            followers.Add(runs.Count - 1);
            if (solving is null || !quiet)
            {
                breaches.Add($"try {number}: the week was not solved in minutes");
            }
            else if (during && runs.Count != 2)
            {
                breaches.Add($"try {number}: {runs.Count - 1} runs followed the one the burst fell into");
            }

            await InvariantChecker.NoteAsync(store.Connection, week.Told);
        }

        breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        return new FaultReport(setting.Tries, breaches, $"{Changes} changes each, runs that followed: {string.Join(' ', followers)}");
    }
}
