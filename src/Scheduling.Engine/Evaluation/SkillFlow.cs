namespace Scheduling.Engine.Evaluation;

/// <summary>
/// The best assignment of agents to demands in one interval, as a maximum flow: agents are put together by the set of demands they can
/// serve, and shortest augmenting paths move minutes until none is left (Edmonds and Karp, 1972).
/// </summary>
internal static class SkillFlow
{
    /// <summary>Minutes of demand that stay unserved.</summary>
    /// <param name="needed">Minutes each demand needs.</param>
    /// <param name="offered">Minutes offered by agents who can serve the demands whose bits are set.</param>
    public static long Unserved(IReadOnlyList<long> needed, IReadOnlyDictionary<int, long> offered)
    {
        int[] sets = [.. offered.Keys.Order()];
        long[] free = [.. sets.Select(s => offered[s])];
        long[] open = [.. needed];
        long[,] flow = new long[sets.Length, open.Length];
        while (Augment(sets, free, open, flow))
        {
        }

        return open.Sum();
    }

    private static bool Augment(int[] sets, long[] free, long[] open, long[,] flow)
    {
        // Where a demand was reached from, and where a set was: −1 not reached, −2 (sets only) has free minutes.
        int[] demandFrom = new int[open.Length];
        int[] setFrom = new int[sets.Length];
        Array.Fill(demandFrom, -1);
        Array.Fill(setFrom, -1);
        Queue<int> queue = new();
        for (int set = 0; set < sets.Length; set++)
        {
            if (free[set] > 0)
            {
                setFrom[set] = -2;
                queue.Enqueue(set);
            }
        }

        while (queue.TryDequeue(out int set))
        {
            for (int demand = 0; demand < open.Length; demand++)
            {
                if ((sets[set] >> demand & 1) == 0 || demandFrom[demand] >= 0)
                {
                    continue;
                }

                demandFrom[demand] = set;
                if (open[demand] > 0)
                {
                    Push(demand, demandFrom, setFrom, free, open, flow);
                    return true;
                }

                for (int other = 0; other < sets.Length; other++)
                {
                    if (setFrom[other] == -1 && flow[other, demand] > 0)
                    {
                        setFrom[other] = demand;
                        queue.Enqueue(other);
                    }
                }
            }
        }

        return false;
    }

    private static void Push(int last, int[] demandFrom, int[] setFrom, long[] free, long[] open, long[,] flow)
    {
        long amount = open[last];
        int demand = last;
        while (setFrom[demandFrom[demand]] is >= 0 and int before)
        {
            amount = Math.Min(amount, flow[demandFrom[demand], before]);
            demand = before;
        }

        amount = Math.Min(amount, free[demandFrom[demand]]);
        open[last] -= amount;
        for (demand = last; ; demand = setFrom[demandFrom[demand]])
        {
            int set = demandFrom[demand];
            flow[set, demand] += amount;
            if (setFrom[set] < 0)
            {
                free[set] -= amount;
                return;
            }

            flow[set, setFrom[set]] -= amount;
        }
    }
}
