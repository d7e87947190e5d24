using CsCheck;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

public sealed class DeferrableWorkTests
{
    private const int IntervalMinutes = 30;
    private const long IntervalSeconds = IntervalMinutes * 60;

    [Fact]
    public void Valleys_are_filled_before_the_peak_rises()
    {
        DeferrableSlot[] slots = [new(true, 5), new(true, 2), new(true, 8), new(true, 3)];
        var plan = DeferrableWork.Plan(slots, IntervalMinutes, [new(0, 4, 14 * IntervalSeconds)]);
        Assert.Equal(8, plan.PeakAgents);
        Assert.Equal([3, 6, 0, 5], plan.Agents);
    }

    [Fact]
    public void Work_is_spread_evenly_when_no_deadline_presses()
    {
        var slots = Enumerable.Repeat(new DeferrableSlot(true, 1), 6).ToArray();
        var plan = DeferrableWork.Plan(slots, IntervalMinutes, [new(0, 6, 6 * IntervalSeconds)]);
        Assert.Equal([1, 1, 1, 1, 1, 1], plan.Agents);
    }

    [Fact]
    public void Nobody_works_in_closed_intervals()
    {
        DeferrableSlot[] slots = [new(false, 0), new(true, 0), new(false, 0), new(true, 0)];
        Assert.Equal([0, 2, 0, 2], DeferrableWork.Plan(slots, IntervalMinutes, [new(0, 4, 4 * IntervalSeconds - 1)]).Agents);
    }

    [Fact]
    public void Work_that_comes_in_after_the_last_open_interval_is_carried_over()
    {
        DeferrableSlot[] slots = [new(true, 0), new(false, 0)];
        var plan = DeferrableWork.Plan(slots, IntervalMinutes, DeferrableWork.Batches([100, 50], IntervalMinutes, 1440));
        Assert.Equal(150, plan.CarriedOverSeconds);
        Assert.Equal(0, plan.PeakAgents);
    }

    [Fact]
    public void A_deadline_with_no_open_interval_before_it_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DeferrableWork.Plan([new(false, 0), new(true, 0)], IntervalMinutes, [new(0, 1, 60)]));
        Assert.StartsWith("Batch released at interval 0 is due before interval 1, without an open interval", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_of_an_interval_is_due_a_deadline_after_the_interval_began()
    {
        Assert.Equal([new DeferrableBatch(1, 4, 600), new DeferrableBatch(3, 6, 900)], DeferrableWork.Batches([600, 0, 900], 30, 120));
    }

    [Fact]
    public void Peak_and_total_are_those_of_a_search_over_all_plans()
    {
        GenSmall.Sample(
            (slots, batches) =>
            {
                var plan = DeferrableWork.Plan(slots, IntervalMinutes, batches);
                Assert.True(Finishes([.. plan.Agents], batches));
                var (peak, total, squares) = Search(slots, batches);
                Assert.Equal(peak, plan.PeakAgents);
                Assert.Equal(total, plan.Agents.Sum());
                Assert.Equal(squares, Squares(slots, [.. plan.Agents]));
                Assert.All(Enumerable.Range(0, slots.Length), i => Assert.True(plan.Agents[i] == 0 || (slots[i].Open && slots[i].RealTimeAgents + plan.Agents[i] <= peak)));
            },
            iter: 400);
    }

    private static readonly Gen<(DeferrableSlot[] Slots, DeferrableBatch[] Batches)> GenSmall =
        Gen.Select(
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((closed, agents) => new DeferrableSlot(closed > 0, agents)).Array[4, 5],
            Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4], Gen.Long[1, 5000]).Select((release, length, work) => new DeferrableBatch(release, release + length, work)).Array[1, 4])
        .Select((slots, batches) => (slots, batches.Where(batch => Enumerable.Range(batch.ReleaseInterval, Math.Max(0, Math.Min(batch.DeadlineInterval, slots.Length) - batch.ReleaseInterval)).Any(i => slots[i].Open)).ToArray()));

    private static long Squares(DeferrableSlot[] slots, int[] agents) => agents.Select((n, i) => (long)(slots[i].RealTimeAgents + n) * (slots[i].RealTimeAgents + n)).Sum();

    // Every plan of 0..limit agents in open intervals; best peak, then fewest agents, then smallest sum of squares.
    private static (int Peak, int Total, long Squares) Search(DeferrableSlot[] slots, DeferrableBatch[] batches)
    {
        var limit = batches.Sum(batch => (int)((batch.WorkSeconds + IntervalSeconds - 1) / IntervalSeconds));
        var realTime = slots.Where(slot => slot.Open).Select(slot => slot.RealTimeAgents).DefaultIfEmpty(0).Max();
        var best = (Peak: int.MaxValue, Total: int.MaxValue, Squares: long.MaxValue);
        var agents = new int[slots.Length];
        void Try(int i, int used)
        {
            if (i == slots.Length)
            {
                var peak = Math.Max(realTime, agents.Select((n, k) => n > 0 ? n + slots[k].RealTimeAgents : 0).Max());
                var score = (peak, agents.Sum(), Squares(slots, agents));
                best = score.CompareTo(best) < 0 && Finishes(agents, batches) ? score : best;
                return;
            }

            for (var n = 0; n <= (slots[i].Open ? limit - used : 0); n++)
            {
                agents[i] = n;
                Try(i + 1, used + n);
            }

            agents[i] = 0;
        }

        Try(0, 0);
        return best;
    }

    // Earliest deadline first, second by second in bulk: an independent test of "finished in time".
    private static bool Finishes(int[] agents, DeferrableBatch[] batches)
    {
        var left = batches.Select(batch => batch.WorkSeconds).ToArray();
        for (var i = 0; i < agents.Length; i++)
        {
            var time = agents[i] * IntervalSeconds;
            foreach (var b in Enumerable.Range(0, batches.Length).Where(b => batches[b].ReleaseInterval <= i && i < batches[b].DeadlineInterval).OrderBy(b => batches[b].DeadlineInterval))
            {
                var done = Math.Min(time, left[b]);
                left[b] -= done;
                time -= done;
            }
        }

        return left.All(work => work == 0);
    }
}
