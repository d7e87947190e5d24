using System.Globalization;

namespace Scheduling.Engine.Staffing;

/// <summary>The limits of every staffing argument, and the sentences that name the value, its owner and the fix.</summary>
internal static class StaffingArguments
{
    internal const double LargestLoadErlangs = 10_000;
    internal const int LargestAgents = 100_000;

    internal static void CheckCalls(double calls, string name)
    {
        if (!(calls >= 0 && calls <= 100_000_000))
        {
            throw OutOfRange(name, calls, $"Calls per interval is {Text(calls)}; it must be 0 to 100000000.");
        }
    }

    internal static void CheckInterval(int intervalMinutes, string name)
    {
        if (intervalMinutes is < 1 or > 1440)
        {
            throw OutOfRange(name, intervalMinutes, $"Interval length is {intervalMinutes} min; it must be 1 to 1440.");
        }
    }

    internal static void CheckHandling(int handlingSeconds, string name)
    {
        if (handlingSeconds is < 1 or > 86400)
        {
            throw OutOfRange(name, handlingSeconds, $"Average handling time is {handlingSeconds} s; it must be 1 to 86400.");
        }
    }

    internal static void CheckPatience(int? patienceSeconds, string name)
    {
        if (patienceSeconds is < 1 or > 86400)
        {
            throw OutOfRange(name, patienceSeconds.Value, $"Average patience is {patienceSeconds} s; it must be 1 to 86400, or absent for callers who never hang up.");
        }
    }

    internal static void CheckOccupancy(int? percent, string name)
    {
        if (percent is < 1 or > 100)
        {
            throw OutOfRange(name, percent.Value, $"Maximum occupancy is {percent} %; it must be 1 to 100, or absent for no limit.");
        }
    }

    internal static void CheckLoad(double loadErlangs, string name)
    {
        if (!(loadErlangs >= 0 && loadErlangs <= LargestLoadErlangs * (1 + 1e-9)))
        {
            throw OutOfRange(name, loadErlangs, $"Offered load is {Text(loadErlangs)} Erlang; it must be 0 to 10000. Split the volume over several queues.");
        }
    }

    internal static void CheckAgents(int agents, string name)
    {
        if (agents is < 0 or > LargestAgents)
        {
            throw OutOfRange(name, agents, $"Number of agents is {agents}; it must be 0 to {LargestAgents}.");
        }
    }

    internal static void CheckWithin(double seconds, string name)
    {
        if (!(seconds >= 0 && seconds <= 86400))
        {
            throw OutOfRange(name, seconds, $"Waiting time limit is {Text(seconds)} s; it must be 0 to 86400.");
        }
    }

    internal static ArgumentOutOfRangeException OutOfRange(string name, object value, string message) => new(name, value, message);

    internal static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
