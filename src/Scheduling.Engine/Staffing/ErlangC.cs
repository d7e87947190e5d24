using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// The M/M/n queue: Poisson arrivals, exponential handling times, <c>n</c> equal agents, first come first served, callers who
/// never hang up. Formulas: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in
/// automatic telephone exchanges" (1917); R. B. Cooper, "Introduction to Queueing Theory" (2nd ed. 1981), sections 3.3 and 5.2.
/// Loads up to 10,000 Erlang are accurate to about 1e-12, because only the blocking recursion, never a factorial, is computed.
/// </summary>
public static class ErlangC
{
    /// <summary>Offered load in Erlang: calls × handling time ÷ interval length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or the load is above 10,000 Erlang.</exception>
    public static double LoadErlangs(double callsPerInterval, int intervalMinutes, int handlingSeconds)
    {
        CheckCalls(callsPerInterval, nameof(callsPerInterval));
        CheckInterval(intervalMinutes, nameof(intervalMinutes));
        CheckHandling(handlingSeconds, nameof(handlingSeconds));
        var load = callsPerInterval * handlingSeconds / (intervalMinutes * 60.0);
        CheckLoad(load, nameof(callsPerInterval));
        return load;
    }

    /// <summary>
    /// Probability that a call waits. With B the blocking probability of the loss system, C = nB / (n − a(1 − B)).
    /// 1 when the load is not below the number of agents, 0 without load.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double WaitProbability(int agents, double loadErlangs)
    {
        CheckAgents(agents, nameof(agents));
        CheckLoad(loadErlangs, nameof(loadErlangs));
        return loadErlangs == 0 ? 0 : FromBlocking(agents, loadErlangs, ErlangB.Blocking(agents, loadErlangs));
    }

    /// <summary>Share of calls answered within <paramref name="withinSeconds"/>: 1 − C·exp(−(n − a)·t / handling time).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double ServiceLevel(int agents, double loadErlangs, int handlingSeconds, double withinSeconds)
    {
        CheckHandling(handlingSeconds, nameof(handlingSeconds));
        CheckWithin(withinSeconds, nameof(withinSeconds));
        return LevelFrom(WaitProbability(agents, loadErlangs), agents, loadErlangs, handlingSeconds, withinSeconds);
    }

    /// <summary>Average wait of all calls in seconds: C × handling time ÷ (n − a). Infinite when the load is not below the agents.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double AverageWaitSeconds(int agents, double loadErlangs, int handlingSeconds)
    {
        CheckHandling(handlingSeconds, nameof(handlingSeconds));
        var wait = WaitProbability(agents, loadErlangs);
        return wait == 0 ? 0 : agents <= loadErlangs ? double.PositiveInfinity : wait * handlingSeconds / (agents - loadErlangs);
    }

    /// <summary>Share of their time agents are busy: a / n, at most 1. 0 without load.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Occupancy(int agents, double loadErlangs)
    {
        CheckAgents(agents, nameof(agents));
        CheckLoad(loadErlangs, nameof(loadErlangs));
        return loadErlangs == 0 ? 0 : agents <= loadErlangs ? 1 : loadErlangs / agents;
    }

    /// <summary>
    /// Smallest number of agents that meets the goal, found by walking the recursion upwards from the load. 0 without calls.
    /// </summary>
    /// <param name="callsPerInterval">Expected calls in the interval.</param>
    /// <param name="intervalMinutes">Length of the interval in minutes.</param>
    /// <param name="handlingSeconds">Average handling time in seconds.</param>
    /// <param name="goal">The service goal; 80 % within 15 s when absent.</param>
    /// <param name="maximumOccupancyPercent">Agents are added until they are busy at most this share of their time; no limit when absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static int AgentsRequired(
        double callsPerInterval,
        int intervalMinutes,
        int handlingSeconds,
        ServiceGoal? goal = null,
        int? maximumOccupancyPercent = null)
    {
        CheckOccupancy(maximumOccupancyPercent, nameof(maximumOccupancyPercent));
        return AgentsRequired(LoadErlangs(callsPerInterval, intervalMinutes, handlingSeconds), handlingSeconds, goal ?? ServiceGoal.ThreeRings, maximumOccupancyPercent);
    }

    internal static int AgentsRequired(double load, int handlingSeconds, ServiceGoal goal, int? maximumOccupancyPercent)
    {
        if (load == 0)
        {
            return 0;
        }

        var agents = (int)Math.Floor(load) + 1;
        for (var blocking = ErlangB.Blocking(agents, load); ; blocking = ErlangB.Next(blocking, ++agents, load))
        {
            var level = LevelFrom(FromBlocking(agents, load, blocking), agents, load, handlingSeconds, goal.WithinSeconds);
            if (level >= goal.Share && load * 100 <= (maximumOccupancyPercent ?? 100) * (double)agents)
            {
                return agents;
            }
        }
    }

    private static double FromBlocking(int agents, double load, double blocking) =>
        agents <= load ? 1 : agents * blocking / (agents - load * (1 - blocking));

    private static double LevelFrom(double wait, int agents, double load, int handlingSeconds, double withinSeconds) =>
        wait == 0 ? 1 : agents <= load ? 0 : 1 - wait * Math.Exp(-(agents - load) * withinSeconds / handlingSeconds);
}
