using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Faults.Checking;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>FT-K3: a worker is frozen beyond its lease and wakes when another has finished its run. What it brings is refused and counted.</summary>
internal static class FreezeTest
{
    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromMilliseconds(200));
        List<string> breaches = [];
        int refused = 0;
        for (int number = 0; number < setting.Tries; number++)
        {
            var week = new FaultWeek(store, $"f{number}");
            await week.MakeAsync();
            await using ProgramProcess frozen = FaultWorker.Start(store.Connection);
            Guid run = (await week.ApproveAsync("l1", setting.Seed + number))[0];
            RunRow? solving = await week.WaitAsync(run, row => row.State == RunState.Solving && row.Roster is not null);
            await FaultWorker.SignalAsync("STOP", frozen);
            RunRow before = (await store.RunAsync(run))!;
            await using ProgramProcess other = FaultWorker.Start(store.Connection);
            if (solving is null || before.State != RunState.Solving)
            {
                await FaultWorker.SignalAsync("CONT", frozen);
                await week.QuietAsync();
                continue;
            }

            RunRow? ended = await week.WaitAsync(run, row => row.EndedAt is not null && row.LeaseToken > before.LeaseToken);
            await FaultWorker.SignalAsync("CONT", frozen);
            RunRow? after = await week.WaitAsync(run, row => row.Refused > 0);
            refused += after?.Refused ?? 0;
            if (ended is null || after is null)
            {
                breaches.Add($"try {number}: {(ended is null ? "no other worker finished the run" : "the late result was not counted")}");
            }
            else if ((ended.State, ended.Roster, ended.RosterNumber, ended.EndedAt) != (after.State, after.Roster, after.RosterNumber, after.EndedAt))
            {
                breaches.Add($"try {number}: the worker that was frozen changed the run");
            }

            await InvariantChecker.NoteAsync(store.Connection, week.Told);
        }

        breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        int rosters = await store.Get<StoreSession>().ReadAsync(context => context.Rosters.CountAsync(r => r.Origin == "resolve"));
        return new FaultReport(setting.Tries, breaches, $"{refused} stale results refused, {rosters} rosters of {setting.Tries} runs");
    }
}
