using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Store.Teams;

/// <summary>How contacts of one post are handled and what is promised.</summary>
public sealed record PostService
{
    /// <summary>Id of the post.</summary>
    public required string Post { get; init; }

    /// <summary>Average handling time in seconds. Default 180.</summary>
    public int HandlingSeconds { get; init; } = 180;

    /// <summary>Percent of contacts to be answered in time. Default 80.</summary>
    public double GoalPercent { get; init; } = 80;

    /// <summary>Longest wait that counts as in time, in seconds. Default 15, three rings.</summary>
    public int GoalSeconds { get; init; } = 15;

    /// <summary>Percent of rostered time lost to what is not in the roster. Default 0.</summary>
    public int ShrinkagePercent { get; init; }

    /// <summary>Average patience in seconds; callers never hang up when absent.</summary>
    public int? PatienceSeconds { get; init; }

    /// <summary>Most percent of their time agents are busy; no limit when absent.</summary>
    public int? MaximumOccupancyPercent { get; init; }

    /// <summary>Agents kept in every interval with contacts. Default 0.</summary>
    public int MinimumAgents { get; init; }
}

/// <summary>Which proposals are put in force without a planner: those that break no hard rule and change few people little.</summary>
public sealed record AutoAcceptance
{
    /// <summary>Most people whose duties change. Default 2.</summary>
    public int MostPeople { get; init; } = 2;

    /// <summary>Most duties that change. Default 4.</summary>
    public int MostCells { get; init; } = 4;

    /// <summary>Days from now that are never changed without a planner. Default 2: today and tomorrow.</summary>
    public int KeptDays { get; init; } = 2;
}

/// <summary>What a team keeps from week to week: everything of a problem but people, demand, requests and dates.</summary>
public sealed record TeamSetup
{
    public string TimeZone { get; init; } = "Asia/Shanghai";

    public int IntervalMinutes { get; init; } = 30;

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    public IReadOnlyList<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    public IReadOnlyList<string> Levels { get; init; } = SchedulingProblem.DefaultLevels;

    public IReadOnlyList<OpeningPeriod> OpeningHours { get; init; } = [];

    public IReadOnlyList<CalendarDay> Calendar { get; init; } = [];

    public IReadOnlyList<Skill> Skills { get; init; } = [];

    public IReadOnlyList<Post> Posts { get; init; } = [];

    public required IReadOnlyList<Band> Bands { get; init; }

    public required IReadOnlyList<Contract> Contracts { get; init; }

    public required IReadOnlyList<ShiftType> ShiftTypes { get; init; }

    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Service goals by post, for staffing from volumes.</summary>
    public IReadOnlyList<PostService> Service { get; init; } = [];

    /// <summary>How far a demand must move before the week is solved again for it.</summary>
    public DemandThreshold DemandThreshold { get; init; } = new();

    /// <summary>Which proposals are put in force without a planner; none when absent.</summary>
    public AutoAcceptance? AutoAcceptance { get; init; }

    /// <summary>The first day of the week of a date.</summary>
    public LocalDate WeekOf(LocalDate date) => date.PlusDays(1).Previous(WeekStart);

    /// <summary>The lasting part of a problem.</summary>
    public static TeamSetup Of(SchedulingProblem problem) => new()
    {
        TimeZone = problem.Horizon.TimeZone,
        IntervalMinutes = problem.Horizon.IntervalMinutes,
        WeekStart = problem.Horizon.WeekStart,
        Weekend = problem.Horizon.Weekend,
        Levels = problem.Levels,
        OpeningHours = problem.OpeningHours,
        Calendar = problem.Calendar,
        Skills = problem.Skills,
        Posts = problem.Posts,
        Bands = problem.Bands,
        Contracts = problem.Contracts,
        ShiftTypes = problem.ShiftTypes,
        Rules = problem.Rules,
    };
}

/// <summary>One interval of a forecast and what it needs.</summary>
public sealed record BasisInterval(LocalDateTime Start, double Calls, double LowCalls, double HighCalls, int OnQueue, int Rostered);

/// <summary>Where the demand of a week comes from, for the chart: forecast and requirement per post and interval.</summary>
public sealed record DemandBasis
{
    public required string Post { get; init; }

    public required PostService Service { get; init; }

    public required int IntervalMinutes { get; init; }

    public required IReadOnlyList<BasisInterval> Intervals { get; init; }
}
