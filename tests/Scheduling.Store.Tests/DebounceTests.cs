using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Store.Tests;

/// <summary>How long a run waits for more changes, by the database's clock.</summary>
public abstract class DebounceTests : ResolveSteps
{
    private static readonly Duration Step = Duration.FromMinutes(10);

    protected override Duration Debounce => Step;

    protected override Duration LongestWait => Duration.FromMinutes(15);

    [Fact]
    public async Task A_run_waits_for_the_debounce_whatever_the_clock_of_the_process_says()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Clock.Now = Instant.FromUtc(2026, 6, 1, 0, 0);

        Guid run = Assert.Single(await ApproveAsync("a"));

        Assert.Empty(await Get<RunLeases>().DueAsync(cancellation: Stop));
        Assert.Null(await TryClaimAsync(run));
        Assert.Equal(Step.TotalSeconds, ((await RunAsync(run)).DueAt!.Value - (await RequestAsync()).FirstAt!.Value).TotalSeconds, 0.5);
    }

    [Fact]
    public async Task Changes_that_keep_coming_put_a_run_off_to_the_longest_wait_and_no_longer()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));
        Instant first = (await RequestAsync()).FirstAt!.Value - Duration.FromMinutes(12);
        await Get<StoreSession>().WriteAsync(context => context.SolveRequests.ExecuteUpdateAsync(set => set.SetProperty(r => r.FirstAt, first), Stop), Stop);

        await ApproveAsync("b", "o4");

        SolveRequestRow request = await RequestAsync();
        Assert.Equal(first, request.FirstAt);
        Assert.Equal(15 * 60, ((await RunAsync(run)).DueAt!.Value - first).TotalSeconds, 0.5);
    }

    [Fact]
    public async Task A_run_that_has_waited_longest_is_claimed_and_the_next_change_waits_anew()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));
        Instant first = (await RequestAsync()).FirstAt!.Value - Duration.FromMinutes(20);
        await Get<StoreSession>().WriteAsync(context => context.SolveRequests.ExecuteUpdateAsync(set => set.SetProperty(r => r.FirstAt, first), Stop), Stop);
        await ApproveAsync("b", "o4");

        ClaimedRun claimed = await ClaimAsync(run);
        Instant? between = (await RequestAsync()).FirstAt;
        Guid next = Assert.Single(await ApproveAsync("c", "o5"));

        Assert.Equal(3, claimed.Run.InputVersion);
        Assert.Null(between);
        Assert.True((await RequestAsync()).FirstAt > first + Duration.FromMinutes(19));
        await FinishAsync(claimed);
        Assert.Null(await TryClaimAsync(next));
    }
}
