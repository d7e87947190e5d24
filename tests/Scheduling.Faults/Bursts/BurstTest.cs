using Scheduling.Faults.Hosting;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Bursts;

/// <summary>FT-B2: many changes while a week is being solved. No result of older data stands above one of newer, and one run follows.</summary>
internal static class BurstTest
{
    private const int Changes = 60;
    private const int AtOnce = 12;

    private const int Lanes = 3;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Lanes, RunAsync);
        return new FaultReport(
            setting.Tries, [.. lanes.SelectMany(l => l.Breaches)], $"{Changes} changes each; {lanes.Sum(l => l.Count)} bursts wholly within a solve, runs that followed: {string.Join(' ', lanes.SelectMany(l => l.Seconds))}");
    }

    private static async Task RunAsync(Lane lane)
    {
        await using ProgramProcess worker = Hosts.StartWorker(lane.Store.Connection, "--Worker:LongestSolve=00:00:06");
        foreach (int number in lane.Numbers)
        {
            int draw = lane.RandomOf(number).Next(1000);
            FaultWeek week = await lane.WeekAsync(number);
            Guid first = (await week.ApproveAsync("first", draw))[0];
            await week.WaitAsync(first, row => row.State == RunState.Solving || row.EndedAt is not null);
            await Parallel.ForEachAsync(Enumerable.Range(0, Changes), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await week.ApproveAsync($"l{i}", draw + (i * 11)));
            bool during = (await lane.Store.RunAsync(first))!.State == RunState.Solving;
            await lane.EndAsync(week);
            int followed = (await week.RunsAsync()).Count - 1;
            lane.Seconds.Add(followed);
            lane.Count += during ? 1 : 0;
            if (during && followed != 1)
            {
                lane.Breaches.Add($"try {number}: {followed} runs followed the one the burst fell into");
            }
        }
    }
}
