namespace Scheduling.Engine.Staffing;

/// <summary>Moves agents for deferrable work from high intervals to low ones for as long as every window stays satisfied.</summary>
internal static class DeferrableLevelling
{
    internal static void Flatten(int[] agents, IReadOnlyList<DeferrableSlot> slots, WindowNeeds need)
    {
        int Height(int i) => slots[i].RealTimeAgents + agents[i];
        var moved = true;
        while (moved)
        {
            moved = false;
            var lowest = Enumerable.Range(0, agents.Length).Where(i => slots[i].Open).Select(Height).DefaultIfEmpty(0).Min();
            foreach (var from in Enumerable.Range(0, agents.Length).Where(i => agents[i] > 0 && Height(i) >= lowest + 2).OrderByDescending(Height).ToArray())
            {
                var (first, last) = Reach(agents, from, need);
                var to = Enumerable.Range(first, last - first + 1).Where(i => slots[i].Open).MinBy(Height);
                if (Height(to) <= Height(from) - 2)
                {
                    agents[from]--;
                    agents[to]++;
                    moved = true;
                }
            }
        }
    }

    // An agent leaving 'from' may go right up to the end of the first tight window around it, left down to the last start of one.
    private static (int First, int Last) Reach(int[] agents, int from, WindowNeeds need)
    {
        var (reachFirst, reachLast) = (0, agents.Length - 1);
        var left = 0L;
        for (var first = from; first >= 0; first--)
        {
            left += agents[first];
            var inside = left;
            for (var last = from; last < agents.Length; last++)
            {
                inside += last > from ? agents[last] : 0;
                if (inside == need.Of(first, last))
                {
                    reachFirst = Math.Max(reachFirst, first);
                    reachLast = Math.Min(reachLast, last);
                    break;
                }
            }
        }

        return (reachFirst, reachLast);
    }
}
