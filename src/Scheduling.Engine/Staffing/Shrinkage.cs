using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>Paid time that is not spent on the queue (training, meetings, leave, sickness), as a share of scheduled time.</summary>
public static class Shrinkage
{
    /// <summary>Agents to schedule so that enough remain on the queue: ceil(onQueue / (1 − shrinkage)), in whole-number arithmetic.</summary>
    /// <param name="onQueueAgents">Agents needed on the queue, 0 to 100000.</param>
    /// <param name="shrinkagePercent">Share of scheduled time lost, 0 to 95 percent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static int ScheduledAgents(int onQueueAgents, int shrinkagePercent)
    {
        CheckAgents(onQueueAgents, nameof(onQueueAgents));
        Check(shrinkagePercent, nameof(shrinkagePercent));
        var present = 100 - shrinkagePercent;
        return (onQueueAgents * 100 + present - 1) / present;
    }

    internal static void Check(int shrinkagePercent, string name)
    {
        if (shrinkagePercent is < 0 or > 95)
        {
            throw OutOfRange(name, shrinkagePercent, $"Shrinkage is {shrinkagePercent} %; it must be 0 to 95.");
        }
    }
}
