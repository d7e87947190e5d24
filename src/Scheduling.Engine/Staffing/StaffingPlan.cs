using System.Collections.Immutable;
using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>One skill's part of an interval.</summary>
/// <param name="Skill">Name of the skill.</param>
/// <param name="LoadErlangs">Its offered load in Erlang.</param>
/// <param name="OnQueueAgents">Its whole-number part of the pooled requirement.</param>
public sealed record SkillRequirement(string Skill, double LoadErlangs, int OnQueueAgents);

/// <summary>Agents required in one interval.</summary>
/// <param name="Start">Local start of the interval.</param>
/// <param name="Calls">Expected contacts.</param>
/// <param name="LoadErlangs">Offered load in Erlang.</param>
/// <param name="OnQueueAgents">Agents who must be on the queue.</param>
/// <param name="ScheduledAgents">Agents to schedule, shrinkage included.</param>
/// <param name="Skills">The requirement split over skills; the agents add up to <paramref name="OnQueueAgents"/>. Empty without skills.</param>
public sealed record IntervalRequirement(
    LocalDateTime Start,
    double Calls,
    double LoadErlangs,
    int OnQueueAgents,
    int ScheduledAgents,
    ImmutableArray<SkillRequirement> Skills);

/// <summary>
/// Agents required per interval for given volumes. Each interval is taken in steady state by itself (the stationary independent
/// period by period approach; L. V. Green, P. J. Kolesar, W. Whitt 2007). With skills, the total is computed for one pooled queue and
/// split by load with the largest-remainder method: agents of different skills are taken to help each other out as far as the pooling
/// promises, which a simulation of the finished roster should confirm.
/// </summary>
public sealed record StaffingPlan
{
    private StaffingPlan(int intervalMinutes, ImmutableArray<IntervalRequirement> intervals)
    {
        IntervalMinutes = intervalMinutes;
        Intervals = intervals;
    }

    /// <summary>Length of an interval in minutes.</summary>
    public int IntervalMinutes { get; }

    /// <summary>The requirement of each interval, in the order of the volumes.</summary>
    public ImmutableArray<IntervalRequirement> Intervals { get; }

    /// <summary>Agent-minutes required on the queue over all intervals.</summary>
    public long OnQueueAgentMinutes => Intervals.Sum(interval => (long)interval.OnQueueAgents) * IntervalMinutes;

    /// <summary>Agent-minutes to schedule over all intervals.</summary>
    public long ScheduledAgentMinutes => Intervals.Sum(interval => (long)interval.ScheduledAgents) * IntervalMinutes;

    /// <summary>Required on-queue agent-hours: <see cref="OnQueueAgentMinutes"/> ÷ 60.</summary>
    public double OnQueueAgentHours => OnQueueAgentMinutes / 60.0;

    /// <summary>Largest on-queue requirement of any interval; 0 without intervals.</summary>
    public int PeakOnQueueAgents => Intervals.IsEmpty ? 0 : Intervals.Max(static interval => interval.OnQueueAgents);

    /// <summary>Computes the requirement of every interval of a forecast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An assumption or a volume is outside its range.</exception>
    public static StaffingPlan For(VolumeForecast forecast, StaffingAssumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return For(forecast.Volumes(), forecast.IntervalMinutes, assumptions);
    }

    /// <summary>Computes the requirement of every interval of a list of volumes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An assumption or a volume is outside its range.</exception>
    public static StaffingPlan For(IEnumerable<IntervalVolume> volumes, int intervalMinutes, StaffingAssumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(volumes);
        ArgumentNullException.ThrowIfNull(assumptions);
        assumptions.Check();
        CheckInterval(intervalMinutes, nameof(intervalMinutes));
        return new StaffingPlan(intervalMinutes, [.. volumes.Select(volume => Requirement(volume, intervalMinutes, assumptions))]);
    }

    private static IntervalRequirement Requirement(IntervalVolume volume, int intervalMinutes, StaffingAssumptions assumptions)
    {
        var load = ErlangC.LoadErlangs(volume.Calls, intervalMinutes, assumptions.HandlingSeconds);
        var agents = assumptions.AgentsRequired(load);
        var parts = LargestRemainder(agents, assumptions.Skills);
        return new IntervalRequirement(
            volume.Start,
            volume.Calls,
            load,
            agents,
            Shrinkage.ScheduledAgents(agents, assumptions.ShrinkagePercent),
            [.. assumptions.Skills.Select((skill, i) => new SkillRequirement(skill.Skill, load * skill.Percent / 100, parts[i]))]);
    }

    // Hamilton's method on whole percents; equal remainders go to the skill named first.
    private static int[] LargestRemainder(int agents, ImmutableArray<SkillShare> skills)
    {
        var parts = skills.Select(skill => agents * skill.Percent / 100).ToArray();
        var left = agents - parts.Sum();
        foreach (var skill in Enumerable.Range(0, skills.Length).OrderByDescending(i => agents * skills[i].Percent % 100).Take(left))
        {
            parts[skill]++;
        }

        return parts;
    }
}
