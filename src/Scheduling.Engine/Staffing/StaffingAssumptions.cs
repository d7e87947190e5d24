using System.Collections.Immutable;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>A skill's part of the volume.</summary>
/// <param name="Skill">Name of the skill.</param>
/// <param name="Percent">Its share of all contacts, 1 to 100 percent.</param>
public sealed record SkillShare(string Skill, int Percent);

/// <summary>How contacts are handled and what is promised: everything a staffing plan needs beside the volumes.</summary>
public sealed record StaffingAssumptions
{
    /// <summary>Average handling time in seconds, talk and after-call work, 1 to 86400. Required.</summary>
    public required int HandlingSeconds { get; init; }

    /// <summary>The service goal. Default 80 % within 15 s.</summary>
    public ServiceGoal Goal { get; init; } = ServiceGoal.ThreeRings;

    /// <summary>Average patience in seconds. Default absent: callers never hang up (Erlang C); with it, Erlang A.</summary>
    public int? PatienceSeconds { get; init; }

    /// <summary>Agents are added until they are busy at most this share of their time, 1 to 100. Default absent: no limit.</summary>
    public int? MaximumOccupancyPercent { get; init; }

    /// <summary>Share of scheduled time spent off the queue, 0 to 95 percent. Default 0.</summary>
    public int ShrinkagePercent { get; init; }

    /// <summary>Agents kept on the queue in every interval with calls, whatever the formula says. Default 0.</summary>
    public int MinimumAgents { get; init; }

    /// <summary>How the volume divides over skills; the percents add up to 100. Default none: one queue.</summary>
    public ImmutableArray<SkillShare> Skills { get; init; } = [];

    internal void Check()
    {
        CheckHandling(HandlingSeconds, nameof(HandlingSeconds));
        CheckPatience(PatienceSeconds, nameof(PatienceSeconds));
        CheckOccupancy(MaximumOccupancyPercent, nameof(MaximumOccupancyPercent));
        CheckAgents(MinimumAgents, nameof(MinimumAgents));
        Shrinkage.Check(ShrinkagePercent, nameof(ShrinkagePercent));
        ArgumentNullException.ThrowIfNull(Goal);
        foreach (var skill in Skills)
        {
            if (skill.Percent is < 1 or > 100)
            {
                throw OutOfRange(nameof(Skills), skill.Percent, $"Share of skill '{skill.Skill}' is {skill.Percent} %; it must be 1 to 100.");
            }
        }

        if (Skills.Length > 0 && Skills.Sum(static skill => skill.Percent) is var sum && sum != 100)
        {
            throw OutOfRange(nameof(Skills), sum, $"Shares of the {Skills.Length} skills add up to {sum} %; they must add up to 100.");
        }
    }

    internal int AgentsRequired(double load)
    {
        if (load == 0)
        {
            return 0;
        }

        var agents = PatienceSeconds is { } patience
            ? ErlangA.AgentsRequired(load, HandlingSeconds, patience, Goal, MaximumOccupancyPercent)
            : ErlangC.AgentsRequired(load, HandlingSeconds, Goal, MaximumOccupancyPercent);
        return Math.Max(agents, MinimumAgents);
    }
}
