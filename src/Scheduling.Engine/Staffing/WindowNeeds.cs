namespace Scheduling.Engine.Staffing;

/// <summary>For every window of intervals the whole agent-intervals it must hold: its work divided by an interval, rounded up.</summary>
internal sealed class WindowNeeds
{
    private readonly int[][] needs;

    internal WindowNeeds(int horizon, long secondsPerInterval, List<DeferrableBatch> batches)
    {
        Horizon = horizon;
        var released = batches.ToLookup(static batch => batch.ReleaseInterval);
        needs = new int[horizon][];

        // work[b]: released at 'from' or later and due by the end of interval b.
        var work = new long[horizon];
        for (var from = horizon - 1; from >= 0; from--)
        {
            foreach (var batch in released[from])
            {
                for (var b = batch.DeadlineInterval - 1; b < horizon; b++)
                {
                    work[b] += batch.WorkSeconds;
                }
            }

            needs[from] = [.. work.Skip(from).Select(seconds => checked((int)((seconds + secondsPerInterval - 1) / secondsPerInterval)))];
            LastReleased = released[from].Any() ? Math.Max(LastReleased, from) : LastReleased;
        }

        Total = needs[0][^1];
    }

    internal int Horizon { get; }

    /// <summary>Agent-intervals of all work together.</summary>
    internal long Total { get; }

    private int LastReleased { get; }

    /// <summary>Agent-intervals needed in intervals <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    internal int Of(int first, int last) => needs[first][last - first];

    /// <summary>
    /// The fewest agents that satisfy every window within the room of each interval, as early as that allows; null when there is none.
    /// Windows are taken from the latest start backwards, short ones first; what a window lacks goes to its earliest free places, which
    /// serve every window still to come at least as well as later ones.
    /// </summary>
    internal int[]? Cover(int[] room)
    {
        var agents = new int[Horizon];
        for (var first = LastReleased; first >= 0; first--)
        {
            var placed = 0L;
            for (var last = first; last < Horizon; last++)
            {
                placed += agents[last];
                var lacking = Of(first, last) - placed;
                for (var i = first; i <= last && lacking > 0; i++)
                {
                    var added = (int)Math.Min(lacking, room[i] - agents[i]);
                    agents[i] += added;
                    placed += added;
                    lacking -= added;
                }

                if (lacking > 0)
                {
                    return null;
                }
            }
        }

        return agents;
    }
}
