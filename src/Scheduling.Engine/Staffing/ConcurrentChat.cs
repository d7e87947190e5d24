using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// Online chat in which an agent holds several sessions at once. Model: every agent offers <see cref="SessionsPerAgent"/> slots, so the
/// queue is M/M/(n·k) with the <see cref="ErlangC"/> formulas on slots. Attention is shared, so a session takes longer the more sessions
/// an agent holds: handling time = alone × (1 + stretch × (k − 1)). Every session is given the stretch of a fully loaded agent,
/// which is cautious when agents are rarely full. Stretch 0: waiting for the customer's typing fills the gaps; 100: no gain from concurrency.
/// </summary>
public sealed record ConcurrentChat
{
    /// <summary>Creates the working mode of a chat queue.</summary>
    /// <param name="sessionsPerAgent">Sessions an agent may hold at once, 1 to 20. Default 3.</param>
    /// <param name="stretchPercent">How much longer a session takes for every further session of its agent, 0 to 100 percent. Default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ConcurrentChat(int sessionsPerAgent = 3, int stretchPercent = 20)
    {
        if (sessionsPerAgent is < 1 or > 20)
        {
            throw OutOfRange(nameof(sessionsPerAgent), sessionsPerAgent, $"Sessions per chat agent is {sessionsPerAgent}; it must be 1 to 20.");
        }

        if (stretchPercent is < 0 or > 100)
        {
            throw OutOfRange(nameof(stretchPercent), stretchPercent, $"Stretch of a chat session is {stretchPercent} %; it must be 0 to 100.");
        }

        SessionsPerAgent = sessionsPerAgent;
        StretchPercent = stretchPercent;
    }

    /// <summary>Sessions an agent may hold at once.</summary>
    public int SessionsPerAgent { get; }

    /// <summary>How much longer a session takes for every further session its agent holds, in percent.</summary>
    public int StretchPercent { get; }

    /// <summary>Handling time of a session of a fully loaded agent in seconds, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The handling time, or its stretched value, is outside 1 to 86400.</exception>
    public int StretchedHandlingSeconds(int aloneHandlingSeconds)
    {
        CheckHandling(aloneHandlingSeconds, nameof(aloneHandlingSeconds));
        var stretched = (int)((aloneHandlingSeconds * (long)(100 + StretchPercent * (SessionsPerAgent - 1)) + 99) / 100);
        CheckHandling(stretched, nameof(aloneHandlingSeconds));
        return stretched;
    }

    /// <summary>Share of chats taken up within <paramref name="withinSeconds"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public double ServiceLevel(int agents, double chatsPerInterval, int intervalMinutes, int aloneHandlingSeconds, double withinSeconds)
    {
        CheckAgents(agents, nameof(agents));
        var handling = StretchedHandlingSeconds(aloneHandlingSeconds);
        return ErlangC.ServiceLevel(agents * SessionsPerAgent, ErlangC.LoadErlangs(chatsPerInterval, intervalMinutes, handling), handling, withinSeconds);
    }

    /// <summary>Smallest number of chat agents that meets the goal: the slots required, divided by the slots of an agent, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public int AgentsRequired(double chatsPerInterval, int intervalMinutes, int aloneHandlingSeconds, ServiceGoal? goal = null)
    {
        var slots = ErlangC.AgentsRequired(chatsPerInterval, intervalMinutes, StretchedHandlingSeconds(aloneHandlingSeconds), goal);
        return (slots + SessionsPerAgent - 1) / SessionsPerAgent;
    }
}
