using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Week;

/// <summary>
/// Makes the problem of one week out of what it needs, the opening hours and a number of agents, for departments whose people and rules
/// are not told yet: one post, a made-up team (<see cref="WeekTeam"/>), shift types that fill the opening hours
/// (<see cref="WeekShiftTypes"/>) and the usual rules (<see cref="WeekRules"/>). The same input and seed make the same problem.
/// </summary>
internal sealed record WeekProblemBuilder
{
    public const string Post = "calls";
    private const int FullTimeMinutes = 2400;

    /// <summary>A contract's minimum in percent of its target, so that a quiet week need not be filled.</summary>
    private const int LeastPercent = 90;

    public required WeekNeed Need { get; init; }

    public required WeeklyHours Hours { get; init; }

    public required LocalDate Start { get; init; }

    public required int Days { get; init; }

    public required int Agents { get; init; }

    /// <summary>Percent of the agents who work half time. Default none.</summary>
    public int PartTimePercent { get; init; }

    public int Seed { get; init; } = 1;

    public SchedulingProblem Build()
    {
        IReadOnlyList<ShiftType> shiftTypes = WeekShiftTypes.For(Hours, Post);
        int reachable = ReachableMinutes(shiftTypes);
        return new SchedulingProblem
        {
            Name = $"Week of {Start:uuuu-MM-dd}, {Agents} agents",
            Horizon = new Horizon
            {
                Start = Start,
                Days = Days,
                TimeZone = Hours.TimeZone,
                IntervalMinutes = Need.IntervalMinutes,
                // The days planned are one week of the contract, whatever day they begin on.
                WeekStart = Start.DayOfWeek,
                Weekend = Hours.Weekend,
            },
            OpeningHours = Hours.Periods,
            Skills = [.. Need.Skills.Select(share => new Skill { Id = share.Skill, Name = $"{share.Skill.ToUpperInvariant()} ({share.Percent} %)" })],
            Posts = [new Post { Id = Post, Name = "电话 Calls" }],
            Bands = WeekShiftTypes.BandsOf(shiftTypes),
            Contracts = [.. Contracts(reachable)],
            ShiftTypes = shiftTypes,
            Employees = WeekTeam.Of(Agents, PartTimePercent, Need.Skills, Seed),
            Demand = new Demand { Intervals = [.. DemandSeries()] },
            Rules = WeekRules.For(shiftTypes),
        };
    }

    private IEnumerable<Contract> Contracts(int reachable)
    {
        yield return Terms(WeekTeam.FullTime, "全职 Full time", FullTimeMinutes, 100);
        if (PartTimePercent > 0)
        {
            yield return Terms(WeekTeam.PartTime, "兼职 Part time", FullTimeMinutes / 2, 50);
        }

        Contract Terms(string id, string name, int target, int share) => new()
        {
            Id = id,
            Name = name,
            FairShare = share,
            TargetMinutesPerWeek = target,
            MaximumMinutesPerWeek = target,
            MinimumMinutesPerWeek = Math.Min(target, reachable) * LeastPercent / 100,
        };
    }

    /// <summary>The most paid minutes one agent could work in the days, with a day off in seven.</summary>
    private int ReachableMinutes(IReadOnlyList<ShiftType> shiftTypes) =>
        Enumerable.Range(0, Days).Select(day => Start.PlusDays(day).DayOfWeek)
            .Select(day => shiftTypes.Where(type => type.Days.Count == 0 || type.Days.Contains(day)).Select(PaidMinutes).DefaultIfEmpty(0).Max())
            .OrderDescending().Take(Math.Max(1, Days - 1)).Sum();

    private static int PaidMinutes(ShiftType type)
    {
        int presence = (int)((type.Parts[0].End.TickOfDay - type.Parts[0].Start.TickOfDay) / NodaConstants.TicksPerMinute);
        return (presence <= 0 ? presence + 1440 : presence) - type.Breaks.Where(window => !window.Paid).Sum(window => window.Minutes);
    }

    private IEnumerable<IntervalDemand> DemandSeries()
    {
        foreach (IGrouping<LocalDate, IntervalNeed> day in Need.Intervals.GroupBy(interval => interval.Start.Date))
        {
            IntervalNeed[] open = [.. day.Where(interval => Hours.IsAnyOpen(interval.Start, Need.IntervalMinutes)).OrderBy(interval => interval.Start)];
            if (open.Length == 0)
            {
                continue;
            }

            Dictionary<LocalDateTime, IntervalNeed> at = open.ToDictionary(interval => interval.Start);
            int count = (int)Period.Between(open[0].Start, open[^1].Start, PeriodUnits.Minutes).Minutes / Need.IntervalMinutes + 1;
            for (int skill = 0; skill < open[0].RosteredBySkill.Count; skill++)
            {
                int wanted = skill;
                yield return new IntervalDemand
                {
                    Post = Post,
                    Skill = Need.Skills.Count == 0 ? null : Need.Skills[skill].Skill,
                    Date = day.Key,
                    From = open[0].Start.TimeOfDay,
                    Required = [.. Enumerable.Range(0, count).Select(i => at.GetValueOrDefault(open[0].Start.PlusMinutes(i * Need.IntervalMinutes))?.RosteredBySkill[wanted] ?? 0)],
                };
            }
        }
    }
}
