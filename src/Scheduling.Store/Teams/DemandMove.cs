using Scheduling.Engine.Domain;

namespace Scheduling.Store.Teams;

/// <summary>How far a demand must move before a week is solved again for it. What stays below both limits is put in force and no more.</summary>
public sealed record DemandThreshold
{
    /// <summary>Percent of all agents wanted, summed over the intervals. Default 2; 0: any change is solved again.</summary>
    public double Percent { get; init; } = 2;

    /// <summary>Agents in any one interval that may be moved by and still be below. Default 1.</summary>
    public int Agents { get; init; } = 1;
}

/// <summary>How far a demand moves staffing from the one the week was last solved for.</summary>
/// <param name="Percent">Agents wanted more or less, summed over the intervals, in percent of what was wanted; 100 where nobody was.</param>
/// <param name="MostAgents">Agents wanted more or less in the interval that moves furthest.</param>
/// <param name="IsBelow">Below the threshold: the week is not solved again for it.</param>
public sealed record DemandMove(double Percent, int MostAgents, bool IsBelow)
{
    /// <summary>Compares two demands, interval by interval. A change of what is not per interval (shifts, standby) or of a hard floor is never below.</summary>
    public static DemandMove Of(Demand before, Demand after, TeamSetup setup)
    {
        Dictionary<DemandPlace, (int Required, int Minimum)> was = DemandPlaces.Sum(before.Intervals, setup);
        Dictionary<DemandPlace, (int Required, int Minimum)> isNow = DemandPlaces.Sum(after.Intervals, setup);
        long moved = 0;
        int most = 0;
        bool same = before.Shifts.SequenceEqual(after.Shifts) && before.Standby.SequenceEqual(after.Standby);
        foreach (DemandPlace place in was.Keys.Union(isNow.Keys))
        {
            (int required, int minimum) = was.GetValueOrDefault(place);
            (int requiredNow, int minimumNow) = isNow.GetValueOrDefault(place);
            int step = Math.Abs(requiredNow - required);
            moved += step;
            most = Math.Max(most, step);
            same &= minimum == minimumNow;
        }

        long all = was.Values.Sum(agents => (long)agents.Required);
        double percent = moved == 0 ? 0 : all == 0 ? 100 : Math.Round(100.0 * moved / all, 2);
        DemandThreshold threshold = setup.DemandThreshold;
        return new DemandMove(percent, most, same && (moved == 0 || (percent < threshold.Percent && most <= threshold.Agents)));
    }
}
