using NodaTime;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Week;

/// <summary>What one interval needs.</summary>
/// <param name="Start">Local start.</param>
/// <param name="OnQueue">Agents needed on the queue.</param>
/// <param name="OnQueueBySkill">The same by skill; one number without skills.</param>
/// <param name="RosteredBySkill">Agents to roster so that enough remain after shrinkage, by skill.</param>
internal sealed record IntervalNeed(LocalDateTime Start, int OnQueue, IReadOnlyList<int> OnQueueBySkill, IReadOnlyList<int> RosteredBySkill);

/// <summary>The agents a forecast needs, before and after shrinkage.</summary>
internal sealed record WeekNeed
{
    public required IReadOnlyList<IntervalNeed> Intervals { get; init; }

    public required int IntervalMinutes { get; init; }

    public required IReadOnlyList<SkillShare> Skills { get; init; }

    /// <summary>Share of rostered time lost to what is not in the roster: sickness, coaching, system faults.</summary>
    public required decimal Shrinkage { get; init; }

    public double RequiredHours => Intervals.Sum(i => (double)i.OnQueue) * IntervalMinutes / 60;

    public static WeekNeed Of(IEnumerable<ForecastInterval> forecast, int intervalMinutes, StaffingAssumptions assumptions, decimal shrinkage)
    {
        StaffingPlan plan = StaffingPlan.For(forecast.Select(i => new IntervalVolume(i.Start, i.Calls)), intervalMinutes, assumptions);
        IReadOnlyList<SkillShare> skills = assumptions.Skills;
        return new WeekNeed
        {
            IntervalMinutes = intervalMinutes,
            Skills = skills,
            Shrinkage = shrinkage,
            Intervals = [.. plan.Intervals.Select(i => new IntervalNeed(
                i.Start,
                i.OnQueueAgents,
                skills.Count == 0 ? [i.OnQueueAgents] : [.. i.Skills.Select(s => s.OnQueueAgents)],
                Split(Rostered(i.OnQueueAgents, shrinkage), skills)))],
        };
    }

    /// <summary>Agents to roster so that enough remain on the queue.</summary>
    public static int Rostered(int onQueue, decimal shrinkage) => (int)Math.Ceiling(onQueue / (1 - shrinkage));

    /// <summary>Divides a number by shares with the largest-remainder method; equal remainders go to the share named first.</summary>
    public static IReadOnlyList<int> Split(int total, IReadOnlyList<SkillShare> shares)
    {
        if (shares.Count == 0)
        {
            return [total];
        }

        int[] parts = [.. shares.Select(share => total * share.Percent / 100)];
        foreach (int i in Enumerable.Range(0, shares.Count).OrderByDescending(i => total * shares[i].Percent % 100).Take(total - parts.Sum()))
        {
            parts[i]++;
        }

        return parts;
    }
}
