using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// The M/M/n+M queue: like <see cref="ErlangC"/>, but a waiting caller hangs up after an exponential patience. It has a steady
/// state under any load. With α = n × patience ÷ handling time, η = arrivals per patience, S = Σ η^j / ((α+1)…(α+j)) and ρ = a/n:
/// P(wait) = S / (1/B − 1 + S), P(abandon | wait) = 1 − (1 − 1/S)/ρ, and the wait an endlessly patient caller would be offered has
/// P(V &gt; t | V &gt; 0) = γ(α, η·exp(−t/patience)) / γ(α, η). Source: C. Palm, "Research on telephone traffic carried by full
/// availability groups" (1957); O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers", M&amp;SOM 4 (2002);
/// A. Mandelbaum, S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue" (2007). The logarithm of the incomplete gamma
/// function is computed, so that heavy overload and large overstaffing neither overflow nor cancel.
/// </summary>
public static class ErlangA
{
    /// <summary>Probability that a call cannot be answered at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double WaitProbability(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds) =>
        State.Of(agents, loadErlangs, handlingSeconds, patienceSeconds).Wait;

    /// <summary>Probability that a call hangs up before it is answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double AbandonProbability(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds)
    {
        var state = State.Of(agents, loadErlangs, handlingSeconds, patienceSeconds);
        return state.Wait * (1 - state.ServedWhenWaiting);
    }

    /// <summary>
    /// Share of all calls that are answered, and within <paramref name="withinSeconds"/>. A call that hangs up counts as not answered,
    /// however soon it hangs up: the strict reading of a service goal.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double ServiceLevel(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds, double withinSeconds)
    {
        CheckWithin(withinSeconds, nameof(withinSeconds));
        var state = State.Of(agents, loadErlangs, handlingSeconds, patienceSeconds);
        return state.ServiceLevel(withinSeconds);
    }

    /// <summary>
    /// Probability that an agent is free for a call within <paramref name="withinSeconds"/>, had the caller the patience: the offered
    /// (virtual) wait. Never below the service level of <see cref="ErlangC"/> with the same agents.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double OfferedWaitWithin(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds, double withinSeconds)
    {
        CheckWithin(withinSeconds, nameof(withinSeconds));
        var state = State.Of(agents, loadErlangs, handlingSeconds, patienceSeconds);
        return state.OfferedWaitWithin(withinSeconds);
    }

    /// <summary>
    /// Average time in queue of all calls in seconds, those that hang up included: P(abandon) × patience (Little's law on the queue).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double AverageWaitSeconds(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds) =>
        AbandonProbability(agents, loadErlangs, handlingSeconds, patienceSeconds) * patienceSeconds;

    /// <summary>Share of their time agents are busy: a × (1 − P(abandon)) / n. 0 without agents.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Occupancy(int agents, double loadErlangs, int handlingSeconds, int patienceSeconds)
    {
        var abandon = AbandonProbability(agents, loadErlangs, handlingSeconds, patienceSeconds);
        return agents == 0 ? 0 : Math.Min(1, loadErlangs * (1 - abandon) / agents);
    }

    /// <summary>Smallest number of agents whose <see cref="ServiceLevel"/> meets the goal (bisection: it grows with the agents). 0 without calls.</summary>
    /// <param name="callsPerInterval">Expected calls in the interval.</param>
    /// <param name="intervalMinutes">Length of the interval in minutes.</param>
    /// <param name="handlingSeconds">Average handling time in seconds.</param>
    /// <param name="patienceSeconds">Average time a caller waits before hanging up, in seconds, 1 to 86400.</param>
    /// <param name="goal">The service goal; 80 % within 15 s when absent.</param>
    /// <param name="maximumOccupancyPercent">Agents are added until they are busy at most this share of their time; no limit when absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static int AgentsRequired(
        double callsPerInterval,
        int intervalMinutes,
        int handlingSeconds,
        int patienceSeconds,
        ServiceGoal? goal = null,
        int? maximumOccupancyPercent = null)
    {
        CheckOccupancy(maximumOccupancyPercent, nameof(maximumOccupancyPercent));
        var load = ErlangC.LoadErlangs(callsPerInterval, intervalMinutes, handlingSeconds);
        return AgentsRequired(load, handlingSeconds, patienceSeconds, goal ?? ServiceGoal.ThreeRings, maximumOccupancyPercent);
    }

    internal static int AgentsRequired(double load, int handlingSeconds, int patienceSeconds, ServiceGoal goal, int? maximumOccupancyPercent)
    {
        bool Meets(int agents)
        {
            var state = State.Of(agents, load, handlingSeconds, patienceSeconds);
            var served = 1 - state.Wait * (1 - state.ServedWhenWaiting);
            return state.ServiceLevel(goal.WithinSeconds) >= goal.Share
                && load * served * 100 <= (maximumOccupancyPercent ?? 100) * (double)agents * (1 + 1e-12);
        }

        if (load == 0)
        {
            return 0;
        }

        var tooFew = 0;
        var enough = Math.Max(1, (int)Math.Ceiling(load));
        while (!Meets(enough))
        {
            tooFew = enough;
            enough *= 2;
        }

        while (enough - tooFew > 1)
        {
            var middle = tooFew + (enough - tooFew) / 2;
            if (Meets(middle))
            {
                enough = middle;
            }
            else
            {
                tooFew = middle;
            }
        }

        return enough;
    }

    /// <summary>The steady state: everything the questions above share.</summary>
    private readonly record struct State(double Wait, double ServedWhenWaiting, double Alpha, double Eta, int PatienceSeconds)
    {
        internal static State Of(int agents, double load, int handlingSeconds, int patienceSeconds)
        {
            CheckAgents(agents, nameof(agents));
            CheckLoad(load, "loadErlangs");
            CheckHandling(handlingSeconds, nameof(handlingSeconds));
            CheckPatience(patienceSeconds, nameof(patienceSeconds));
            if (load == 0)
            {
                return new State(0, 1, 0, 0, patienceSeconds);
            }

            if (agents == 0)
            {
                return new State(1, 0, 0, 0, patienceSeconds);
            }

            var perPatience = (double)patienceSeconds / handlingSeconds;
            var (alpha, eta) = (agents * perPatience, load * perPatience);
            var inverseSum = Math.Exp(LogGamma.LogPrefix(alpha, eta) - LogGamma.LogLowerShare(alpha, eta));
            var blocking = ErlangB.Blocking(agents, load);
            var wait = blocking / (blocking + (1 - blocking) * inverseSum);
            var served = Math.Clamp((1 - inverseSum) * agents / load, 0, 1);
            return new State(wait, served, alpha, eta, patienceSeconds);
        }

        internal double OfferedWaitWithin(double seconds) => 1 - Wait * Ratio(Alpha, seconds);

        internal double ServiceLevel(double seconds) => 1 - Wait + Wait * ServedWhenWaiting * (1 - Ratio(Alpha + 1, seconds));

        private double Ratio(double shape, double seconds)
        {
            if (Eta == 0 || Alpha == 0)
            {
                return 1;
            }

            return Math.Exp(LogGamma.LogLowerShare(shape, Eta * Math.Exp(-seconds / PatienceSeconds)) - LogGamma.LogLowerShare(shape, Eta));
        }
    }
}
