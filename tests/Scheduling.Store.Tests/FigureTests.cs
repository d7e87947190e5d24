using NodaTime;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Store.Tests;

public abstract class FigureTests : StoreTests
{
    [Fact]
    public async Task The_figures_tell_how_runs_stand_by_the_database_s_clock()
    {
        StoreFigures empty = await Get<FigureStore>().ReadAsync(Stop);
        // Rows are stamped by this clock; leases and due times go by the database's.
        Clock.Now = SystemClock.Instance.GetCurrentInstant() - Duration.FromSeconds(90);
        await MakeTeamAsync();
        RunRow waiting = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        StoreFigures queued = await Get<FigureStore>().ReadAsync(Stop);
        ClaimedRun claimed = await ClaimAsync(waiting.Id, seconds: 600);
        StoreFigures held = await Get<FigureStore>().ReadAsync(Stop);
        await Get<RunLeases>().RenewAsync(waiting.Id, claimed.Token, Duration.FromSeconds(-40), Stop);
        await Get<RunLeases>().RefuseAsync(waiting.Id, Stop);
        StoreFigures lost = await Get<FigureStore>().ReadAsync(Stop);

        Assert.Equal(
            (0, 0, 0.0, 0.0, 0, 0, 0, 0, 0.0),
            (empty.Queues.Count, empty.Solving, empty.LeaseAgeSeconds, empty.LeaseOverdueSeconds, empty.Refused, empty.Quarantined, empty.Owed, empty.Deliveries, empty.DeliveryAgeSeconds));
        QueueFigures queue = Assert.Single(queued.Queues);
        Assert.Equal((QueueNames.Planner, 1), (queue.Queue, queue.Waiting));
        Assert.True(queue.AgeSeconds >= 90, $"{queue.AgeSeconds}");
        Assert.Equal((1, 0.0), (held.Solving, held.LeaseOverdueSeconds));
        Assert.Empty(held.Queues);
        Assert.True(held.LeaseAgeSeconds >= 90, $"{held.LeaseAgeSeconds}");
        Assert.True(lost.LeaseOverdueSeconds >= 40, $"{lost.LeaseOverdueSeconds}");
        Assert.Equal(1, lost.Refused);
    }
}
