using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Tests;

/// <summary>Events on their way to receivers.</summary>
public abstract class DeliveryTests : ResolveSteps
{
    private static readonly DeliveryTry Fine = new(204, null, 12);
    private static readonly DeliveryTry Broken = new(500, null, 12);

    private DeliveryStore Deliveries => Get<DeliveryStore>();

    private Task<WebhookRow> HookAsync(params string[] kinds) => Get<WebhookStore>().AddAsync(Team, "https://hr.example/hook", kinds, "c2VjcmV0", "admin", Stop);

    private Task<ClaimedDelivery?> ClaimNextAsync(int seconds = 30) => Deliveries.ClaimAsync(Duration.FromSeconds(seconds), Stop);

    private Task<int> MakeDueAsync() =>
        Get<StoreSession>().WriteAsync(context => context.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, (Instant?)null), Stop), Stop);

    [Fact]
    public async Task An_event_is_delivered_to_each_webhook_that_wants_its_kind_and_was_there()
    {
        await MakeTeamAsync();
        WebhookRow all = await HookAsync();
        WebhookRow rosters = await HookAsync(EventKinds.RosterPublished);
        await ApproveAsync("a");
        WebhookRow late = await HookAsync();

        ClaimedDelivery claimed = (await ClaimNextAsync())!;

        Assert.Null(await ClaimNextAsync());
        Assert.Equal((all.Id, EventKinds.LeaveDecided, 1), (claimed.Webhook.Id, claimed.Event.Kind, claimed.Delivery.Attempts));
        Assert.Empty(await Deliveries.RecentAsync(Team, rosters.Id, cancellation: Stop));
        Assert.Empty(await Deliveries.RecentAsync(Team, late.Id, cancellation: Stop));
    }

    [Fact]
    public async Task Of_many_senders_one_has_a_delivery_at_a_time()
    {
        await MakeTeamAsync();
        await HookAsync();
        await ApproveAsync("a");
        await ApproveAsync("b", "o4");

        ClaimedDelivery?[] claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimNextAsync(), Stop)));

        List<ClaimedDelivery> held = [.. claims.OfType<ClaimedDelivery>()];
        Assert.InRange(held.Count, 1, 2);
        Assert.Equal(held.Count, held.Select(c => c.Delivery.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_failed_try_is_logged_and_made_again_after_its_pause_with_the_same_event()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");
        ClaimedDelivery first = (await ClaimNextAsync())!;
        await Deliveries.EndAsync(first, Broken, Stop);
        ClaimedDelivery? early = await ClaimNextAsync();
        await MakeDueAsync();

        ClaimedDelivery second = (await ClaimNextAsync())!;
        await Deliveries.EndAsync(second, Fine, Stop);

        Assert.Null(early);
        Assert.Equal((first.Event.Id, 2), (second.Event.Id, second.Delivery.Attempts));
        DeliveryView view = Assert.Single(await Deliveries.RecentAsync(Team, hook.Id, cancellation: Stop));
        Assert.Equal((DeliveryState.Delivered, 204), (view.Delivery.State, view.Last!.Status));
        Assert.Equal([500, 204], (await RowsAsync(c => c.DeliveryAttempts.OrderBy(a => a.Number))).Select(a => a.Status!.Value));
        await MakeDueAsync();
        Assert.Null(await ClaimNextAsync());
    }

    [Fact]
    public async Task After_about_75_hours_a_delivery_is_given_up()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");
        for (int i = 0; i <= DeliveryStore.RetryPauses.Count; i++)
        {
            await MakeDueAsync();
            await Deliveries.EndAsync((await ClaimNextAsync())!, Broken, Stop);
        }

        await MakeDueAsync();
        Assert.Null(await ClaimNextAsync());
        Assert.Equal(DeliveryState.GivenUp, Assert.Single(await Deliveries.RecentAsync(Team, hook.Id, cancellation: Stop)).Delivery.State);
        Assert.InRange(DeliveryStore.RetryPauses.Sum(p => p.TotalHours), 75, 76);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_told_nothing_more_until_it_is_enabled()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");
        await ApproveAsync("b", "o4");
        await Deliveries.EndAsync((await ClaimNextAsync())!, new DeliveryTry(410, null, 3), Stop);
        ClaimedDelivery? next = await ClaimNextAsync();
        await ApproveAsync("c", "o5");
        IReadOnlyList<DeliveryView> log = await Deliveries.RecentAsync(Team, hook.Id, cancellation: Stop);
        await RefusedAsync(StoreFailure.Conflict, () => Deliveries.ReplayAsync(Team, hook.Id, log[0].Delivery.Id, "admin", Stop));

        await Get<WebhookStore>().EnableAsync(Team, hook.Id, "admin", Stop);
        await Deliveries.ReplayAsync(Team, hook.Id, log[0].Delivery.Id, "admin", Stop);

        Assert.Null(next);
        Assert.Equal([DeliveryState.GivenUp, DeliveryState.GivenUp], log.Select(v => v.Delivery.State));
        Assert.Equal(log[0].Delivery.Id, (await ClaimNextAsync())!.Delivery.Id);
    }

    [Fact]
    public async Task A_sender_that_lost_its_lease_writes_nothing()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");
        ClaimedDelivery slow = (await ClaimNextAsync(seconds: 0))!;
        ClaimedDelivery fast = (await ClaimNextAsync())!;

        bool late = await Deliveries.EndAsync(slow, Broken, Stop);
        bool inTime = await Deliveries.EndAsync(fast, Fine, Stop);

        Assert.Equal((false, true), (late, inTime));
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await Deliveries.RecentAsync(Team, hook.Id, cancellation: Stop)).Delivery.State);
        Assert.Single(await RowsAsync(c => c.DeliveryAttempts));
    }

    [Fact]
    public async Task What_was_delivered_can_be_sent_once_more_under_the_same_event()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");
        ClaimedDelivery first = (await ClaimNextAsync())!;
        await Deliveries.EndAsync(first, Fine, Stop);

        await Deliveries.ReplayAsync(Team, hook.Id, first.Delivery.Id, "admin", Stop);
        ClaimedDelivery again = (await ClaimNextAsync())!;

        Assert.Equal((first.Event.Id, 1), (again.Event.Id, again.Delivery.Attempts));
        await RefusedAsync(StoreFailure.NotFound, () => Deliveries.ReplayAsync(Team, hook.Id, Guid.NewGuid(), "admin", Stop));
        await RefusedAsync(StoreFailure.NotFound, () => Deliveries.ReplayAsync("other", hook.Id, first.Delivery.Id, "admin", Stop));
    }

    [Fact]
    public async Task A_webhook_that_is_taken_away_leaves_nothing_to_send()
    {
        await MakeTeamAsync();
        WebhookRow hook = await HookAsync();
        await ApproveAsync("a");

        await Get<WebhookStore>().RemoveAsync(Team, hook.Id, "admin", Stop);

        Assert.Null(await ClaimNextAsync());
        Assert.Empty(await Get<WebhookStore>().ListAsync(Team, Stop));
        await RefusedAsync(StoreFailure.NotFound, () => Get<WebhookStore>().RemoveAsync(Team, hook.Id, "admin", Stop));
    }
}
