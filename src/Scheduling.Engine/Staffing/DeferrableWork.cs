using System.Collections.Immutable;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>Work that may wait, such as e-mail or call-backs.</summary>
/// <param name="ReleaseInterval">First interval in which it can be done.</param>
/// <param name="DeadlineInterval">First interval in which it must be finished already (not included).</param>
/// <param name="WorkSeconds">Agent-seconds of work.</param>
public readonly record struct DeferrableBatch(int ReleaseInterval, int DeadlineInterval, long WorkSeconds);

/// <summary>What an interval offers to deferrable work.</summary>
/// <param name="Open">Whether anybody works then.</param>
/// <param name="RealTimeAgents">Agents already needed for calls and chats, who do no deferrable work.</param>
public readonly record struct DeferrableSlot(bool Open, int RealTimeAgents);

/// <summary>Agents for deferrable work in each interval.</summary>
/// <param name="PeakAgents">Smallest possible peak of real-time and deferrable agents together over the open intervals.</param>
/// <param name="Agents">Agents doing deferrable work in each interval, beside the real-time agents.</param>
/// <param name="CarriedOverSeconds">Work that no open interval of the horizon can take because it comes in too late; it belongs to the next plan.</param>
public sealed record DeferrablePlan(int PeakAgents, ImmutableArray<int> Agents, long CarriedOverSeconds);

/// <summary>
/// Fills the valleys that real-time work leaves with work that has a deadline. Work is divisible and any number of agents may share a
/// batch. Then a plan finishes everything in time exactly when, for every window [a, b), the agent-time inside is at least the work
/// released at a or later and due by b (the demand criterion of earliest-deadline-first scheduling; J. R. Jackson 1955,
/// M. L. Dertouzos 1974; with parallel agents the case of a bipartite flow with interval neighbourhoods). Guarantees, in this order:
/// (1) the peak of all agents is the smallest possible; (2) under that peak the number of agent-intervals is the smallest possible
/// (the windows form an interval matrix, so the greedy cover from the latest release backwards is optimal in whole agents); (3) moving
/// any one agent to an interval lower by two or more would miss a deadline or a window. Peaks are flattened no further than (3) says.
/// </summary>
public static class DeferrableWork
{
    private const int LargestHorizon = 1344;

    /// <summary>
    /// Batches for a steady stream: what arrives during an interval can be worked from the next interval on and is due
    /// <paramref name="deadlineMinutes"/> after the arrival interval began, rounded down to whole intervals.
    /// </summary>
    /// <param name="workSecondsPerInterval">Agent-seconds of work arriving in each interval.</param>
    /// <param name="intervalMinutes">Length of an interval in minutes.</param>
    /// <param name="deadlineMinutes">Deadline in minutes of elapsed time (a day is 1440), at least two intervals.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static ImmutableArray<DeferrableBatch> Batches(IReadOnlyList<long> workSecondsPerInterval, int intervalMinutes, int deadlineMinutes)
    {
        ArgumentNullException.ThrowIfNull(workSecondsPerInterval);
        CheckInterval(intervalMinutes, nameof(intervalMinutes));
        if (deadlineMinutes < 2 * intervalMinutes || deadlineMinutes > 525_600)
        {
            throw OutOfRange(nameof(deadlineMinutes), deadlineMinutes, $"Deadline of deferrable work is {deadlineMinutes} min; it must be {2 * intervalMinutes} (two intervals) to 525600 (a year).");
        }

        return
        [
            .. workSecondsPerInterval
                .Select((work, i) => new DeferrableBatch(i + 1, i + deadlineMinutes / intervalMinutes, work))
                .Where(static batch => batch.WorkSeconds != 0),
        ];
    }

    /// <summary>
    /// Finds the agents per interval. A deadline beyond the horizon is moved to its end; work without an open interval before the end of
    /// the horizon is carried over if its deadline lies beyond it.
    /// </summary>
    /// <param name="slots">The intervals of the horizon, 1 to 1344 (two weeks of 15 minutes).</param>
    /// <param name="intervalMinutes">Length of an interval in minutes.</param>
    /// <param name="batches">The work.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or a batch has no open interval before its deadline.</exception>
    public static DeferrablePlan Plan(IReadOnlyList<DeferrableSlot> slots, int intervalMinutes, IReadOnlyList<DeferrableBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(batches);
        CheckInterval(intervalMinutes, nameof(intervalMinutes));
        CheckSlots(slots);
        var (accepted, carriedOver) = Accept(slots, batches);
        var need = new WindowNeeds(slots.Count, intervalMinutes * 60L, accepted);
        var peak = SmallestPeak(slots, need);
        var agents = need.Cover(Room(slots, peak))!;
        DeferrableLevelling.Flatten(agents, slots, need);
        return new DeferrablePlan(peak, [.. agents], carriedOver);
    }

    private static int SmallestPeak(IReadOnlyList<DeferrableSlot> slots, WindowNeeds need)
    {
        var tooLow = slots.Where(static slot => slot.Open).Select(static slot => slot.RealTimeAgents).DefaultIfEmpty(0).Max();
        if (need.Cover(Room(slots, tooLow)) is not null)
        {
            return tooLow;
        }

        var enough = checked((int)(tooLow + need.Total));
        while (enough - tooLow > 1)
        {
            var middle = tooLow + (enough - tooLow) / 2;
            if (need.Cover(Room(slots, middle)) is null)
            {
                tooLow = middle;
            }
            else
            {
                enough = middle;
            }
        }

        return enough;
    }

    private static int[] Room(IReadOnlyList<DeferrableSlot> slots, int peak) =>
        [.. slots.Select(slot => slot.Open ? Math.Max(0, peak - slot.RealTimeAgents) : 0)];

    private static void CheckSlots(IReadOnlyList<DeferrableSlot> slots)
    {
        if (slots.Count is < 1 or > LargestHorizon)
        {
            throw OutOfRange(nameof(slots), slots.Count, $"Horizon of deferrable work has {slots.Count} intervals; it must have 1 to {LargestHorizon}.");
        }

        foreach (var slot in slots)
        {
            CheckAgents(slot.RealTimeAgents, nameof(slots));
        }
    }

    private static (List<DeferrableBatch> Accepted, long CarriedOver) Accept(IReadOnlyList<DeferrableSlot> slots, IReadOnlyList<DeferrableBatch> batches)
    {
        var accepted = new List<DeferrableBatch>();
        var carriedOver = 0L;
        foreach (var batch in batches)
        {
            if (batch.WorkSeconds is < 0 or > 1_000_000_000)
            {
                throw OutOfRange(nameof(batches), batch.WorkSeconds, $"Work of the batch released at interval {batch.ReleaseInterval} is {batch.WorkSeconds} s; it must be 0 to 1000000000.");
            }

            if (batch.ReleaseInterval < 0)
            {
                throw OutOfRange(nameof(batches), batch.ReleaseInterval, $"Release of a deferrable batch is interval {batch.ReleaseInterval}; it must be 0 or later (0 for a backlog).");
            }

            var end = Math.Min(batch.DeadlineInterval, slots.Count);
            if (batch.WorkSeconds == 0)
            {
                continue;
            }

            if (Enumerable.Range(batch.ReleaseInterval, Math.Max(0, end - batch.ReleaseInterval)).Any(i => slots[i].Open))
            {
                accepted.Add(batch with { DeadlineInterval = end });
            }
            else if (batch.DeadlineInterval > slots.Count)
            {
                carriedOver += batch.WorkSeconds;
            }
            else
            {
                throw OutOfRange(nameof(batches), batch.DeadlineInterval, $"Batch released at interval {batch.ReleaseInterval} is due before interval {batch.DeadlineInterval}, without an open interval between; move the deadline or open an interval.");
            }
        }

        return (accepted, carriedOver);
    }
}
