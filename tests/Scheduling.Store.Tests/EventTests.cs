using Scheduling.Engine.Domain;
using Scheduling.Store.Events;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>What is told of a team: once for each thing that happened, in order.</summary>
public abstract class EventTests : ResolveSteps
{
    [Fact]
    public async Task Publishing_proposing_and_deciding_are_told_once_each_in_the_order_of_what_happened()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "agreed", "planner", Stop);
        await FinishAsync(await ClaimAsync(Assert.Single(await ApproveAsync("a"))));
        await FinishAsync(await ClaimAsync(Assert.Single(await ApproveAsync("b", "o4"))), 4);
        await Get<RosterStore>().AcceptAsync(Team, Week, 3, "planner", Stop);
        await Get<RosterStore>().PublishAsync(Team, Week, 4, "agreed", "planner", Stop);

        IReadOnlyList<EventRow> events = await Get<EventStore>().EventsAsync(Team, 0, 100, Stop);

        Assert.Equal(
            [
                EventKinds.RosterPublished, EventKinds.LeaveDecided, EventKinds.RosterProposed, EventKinds.LeaveDecided, EventKinds.RosterSuperseded, EventKinds.RosterProposed,
                EventKinds.RosterSuperseded, EventKinds.RosterPublished,
            ],
            events.Select(e => e.Kind));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => (long)n), events.Select(e => e.Number));
        Assert.Equal(8, events.Select(e => e.Id).Distinct().Count());
        Assert.Equal(new RosterEvent(Team, Week, 1, 4), StoreJson.Read<RosterEvent>(events[6].Data));
        Assert.Equal(new LeaveEvent(Team, "a", "o2", Week, Week, "APPROVED"), StoreJson.Read<LeaveEvent>(events[1].Data));
        Assert.Equal([7L, 8L], (await Get<EventStore>().EventsAsync(Team, 6, 100, Stop)).Select(e => e.Number));
        Assert.Equal(8, await Get<EventStore>().NewestAsync(Team, Stop));
    }

    [Fact]
    public async Task No_event_tells_a_reason()
    {
        await MakeTeamAsync();
        await Get<LeaveStore>().PutAsync(Team, "a", new Leave { Employee = "o2", From = Week, Until = Week }, "a secret", approved: true, "hr", Stop);

        EventRow told = Assert.Single(await Get<EventStore>().EventsAsync(Team, 0, 100, Stop));

        Assert.DoesNotContain("a secret", told.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync(c => c.Changes), c => c.Subject.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_refused_is_not_told()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        await RefusedAsync(StoreFailure.Stale, () => Get<RosterStore>().PublishAsync(Team, Week, 7, "agreed", "planner", Stop));

        Assert.Empty(await Get<EventStore>().EventsAsync(Team, 0, 100, Stop));
    }

    [Fact]
    public async Task Changes_are_read_on_from_a_number()
    {
        await MakeTeamAsync();
        await ApproveAsync("a");
        await ApproveAsync("b", "o4");

        Assert.Equal(["a", "b"], (await Get<EventStore>().ChangesAsync(Team, 1, 100, Stop)).Select(c => c.Subject));
        Assert.Equal(["a"], (await Get<EventStore>().ChangesAsync(Team, 1, 1, Stop)).Select(c => c.Subject));
        Assert.Empty(await Get<EventStore>().ChangesAsync("other", 0, 100, Stop));
    }
}
