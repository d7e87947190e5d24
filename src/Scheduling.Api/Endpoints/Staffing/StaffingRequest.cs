using NodaTime;
using Scheduling.Api.Problems;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Endpoints.Staffing;

/// <summary>Contacts of one interval.</summary>
internal sealed record VolumeInput
{
    /// <summary>Local start, such as <c>2026-07-06T09:00:00</c>.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Contacts that arrive; a fraction in a forecast.</summary>
    public required double Contacts { get; init; }
}

/// <summary>What is promised.</summary>
internal sealed record GoalInput
{
    /// <summary>Percent of contacts to be answered in time. Default 80.</summary>
    public double Percent { get; init; } = 80;

    /// <summary>Longest wait that counts as in time, in seconds. Default 15.</summary>
    public int Seconds { get; init; } = 15;
}

/// <summary>A skill's part of the volume.</summary>
internal sealed record ShareInput
{
    /// <summary>Name of the skill.</summary>
    public required string Skill { get; init; }

    /// <summary>Its share of all contacts; the shares add up to 100.</summary>
    public required int Percent { get; init; }
}

/// <summary>Chats of which an agent holds several at once.</summary>
internal sealed record ChatInput
{
    /// <summary>Sessions an agent may hold, 1 to 20. Default 3.</summary>
    public int SessionsPerAgent { get; init; } = 3;

    /// <summary>How much longer a session takes for every further one of its agent, 0 to 100 percent. Default 20.</summary>
    public int StretchPercent { get; init; } = 20;
}

/// <summary>Work that may wait, such as e-mail, done in the gaps and by agents of its own.</summary>
internal sealed record DeferrableInput
{
    /// <summary>Contacts that arrive in each interval; as many as there are intervals.</summary>
    public required IReadOnlyList<double> Contacts { get; init; }

    /// <summary>Handling time of one in seconds. Default 300.</summary>
    public int HandlingSeconds { get; init; } = 300;

    /// <summary>Minutes after which it must be done. Default 1440, a day.</summary>
    public int DeadlineMinutes { get; init; } = 1440;
}

/// <summary>Volumes and service goals.</summary>
internal sealed record StaffingRequest
{
    private const int MostIntervals = 40_000;
    private const int MostDeferrable = 1344;
    private const double MostContacts = 100_000;

    /// <summary>Length of an interval in minutes. Default 30.</summary>
    public int IntervalMinutes { get; init; } = 30;

    /// <summary>The volumes.</summary>
    public required IReadOnlyList<VolumeInput> Intervals { get; init; }

    /// <summary>Average handling time in seconds. Default 180.</summary>
    public int HandlingSeconds { get; init; } = 180;

    /// <summary>The service goal. Default 80 % within 15 s.</summary>
    public GoalInput Goal { get; init; } = new();

    /// <summary>Average patience in seconds; with it Erlang A counts, without it callers never hang up (Erlang C).</summary>
    public int? PatienceSeconds { get; init; }

    /// <summary>Most percent of their time agents are busy. No limit by default.</summary>
    public int? MaximumOccupancyPercent { get; init; }

    /// <summary>Percent of rostered time lost to what is not in the roster. Default 0.</summary>
    public int ShrinkagePercent { get; init; }

    /// <summary>Agents kept in every interval with contacts. Default 0.</summary>
    public int MinimumAgents { get; init; }

    /// <summary>How the volume divides over skills. None by default.</summary>
    public IReadOnlyList<ShareInput> Skills { get; init; } = [];

    /// <summary>Present when the contacts are chats.</summary>
    public ChatInput? Chat { get; init; }

    /// <summary>Work that may wait, done beside the contacts.</summary>
    public DeferrableInput? Deferrable { get; init; }

    public StaffingAssumptions Assumptions() => new()
    {
        HandlingSeconds = HandlingSeconds,
        Goal = new ServiceGoal(Goal.Percent / 100, Goal.Seconds),
        PatienceSeconds = PatienceSeconds,
        MaximumOccupancyPercent = MaximumOccupancyPercent,
        ShrinkagePercent = ShrinkagePercent,
        MinimumAgents = MinimumAgents,
        Skills = [.. Skills.Select(s => new SkillShare(s.Skill, s.Percent))],
    };

    /// <summary>Refuses values that cannot be reckoned with, all at once.</summary>
    public void Check()
    {
        var check = new InputCheck();
        check.When(Intervals.Count is 0 or > MostIntervals, "out-of-range", "/intervals", $"时段数为 {Intervals.Count}；应为 1 到 {MostIntervals}。", $"There are {Intervals.Count} intervals; there must be 1 to {MostIntervals}.")
            .When(IntervalMinutes is < 1 or > 1440 || 1440 % IntervalMinutes != 0, "interval-length", "/intervalMinutes", $"时段长度为 {IntervalMinutes} 分钟；应能整除一天。", $"The interval is {IntervalMinutes} min long; it must divide the day.")
            .Range("/handlingSeconds", HandlingSeconds, 1, 86_400)
            .Range("/goal/percent", Goal.Percent, 0.01, 99.99)
            .Range("/goal/seconds", Goal.Seconds, 0, 86_400)
            .Range("/patienceSeconds", PatienceSeconds, 1, 86_400)
            .Range("/maximumOccupancyPercent", MaximumOccupancyPercent, 1, 100)
            .Range("/shrinkagePercent", ShrinkagePercent, 0, 95)
            .Range("/minimumAgents", MinimumAgents, 0, 10_000)
            .Range("/chat/sessionsPerAgent", Chat?.SessionsPerAgent, 1, 20)
            .Range("/chat/stretchPercent", Chat?.StretchPercent, 0, 100)
            .When(Skills.Count > 0 && Skills.Sum(s => s.Percent) != 100, "shares-not-100", "/skills", $"各技能占比合计 {Skills.Sum(s => s.Percent)}%；应为 100%。", $"The shares of the skills add up to {Skills.Sum(s => s.Percent)} %; they must add up to 100.");
        for (int i = 0; i < Intervals.Count && i < MostIntervals; i++)
        {
            check.Range($"/intervals/{i}/contacts", Intervals[i].Contacts, 0, MostContacts);
        }

        for (int i = 0; i < Skills.Count; i++)
        {
            check.Range($"/skills/{i}/percent", Skills[i].Percent, 1, 100);
        }

        CheckDeferrable(check);
        check.Conclude();
    }

    private void CheckDeferrable(InputCheck check)
    {
        if (Deferrable is not { } work)
        {
            return;
        }

        check.Range("/deferrable/handlingSeconds", work.HandlingSeconds, 1, 86_400)
            .Range("/deferrable/deadlineMinutes", work.DeadlineMinutes, 2 * IntervalMinutes, 525_600)
            .When(Intervals.Count > MostDeferrable, "out-of-range", "/intervals", $"可延后工作最多计算 {MostDeferrable} 个时段。", $"Deferrable work is planned over {MostDeferrable} intervals at most.")
            .When(work.Contacts.Count != Intervals.Count, "wrong-count", "/deferrable/contacts", $"可延后工作有 {work.Contacts.Count} 个时段，应与 intervals 的 {Intervals.Count} 个一致。", $"Deferrable work has {work.Contacts.Count} intervals; it must have as many as there are, {Intervals.Count}.");
        for (int i = 0; i < work.Contacts.Count && i < MostDeferrable; i++)
        {
            check.Range($"/deferrable/contacts/{i}", work.Contacts[i], 0, MostContacts);
        }
    }
}
