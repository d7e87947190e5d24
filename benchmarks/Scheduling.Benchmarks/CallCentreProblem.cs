using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.ForwardRotation;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.SkillRequired;

namespace Scheduling.Benchmarks;

/// <summary>
/// A seeded call centre: agents with one to three of several skills, early, mid and late shifts of 8 h 30 min that may start on the half hour, two paid breaks and a meal, demand from 07:00 to 22:00
/// in the proportions of a profile. The demand of a week is 90 % of what the agents can give on queue. Shifts do not fit the peaks, so that the best roster is 0.5 to 5 % short all the same:
/// a linear relaxation (parts of agents, no rest between shifts) is 3.5 to 3.9 % short with the built-in profile and 1.3 to 3.0 % with those of two banks.
/// </summary>
internal static class CallCentreProblem
{
    /// <summary>Share of the agents' minutes on queue that is asked for.</summary>
    public const double Tightness = 0.90;

    private const int WeeklyMinutes = 2400;

    /// <summary>Minutes an agent is on queue in a week: five shifts less their paid breaks.</summary>
    public const int OnQueueMinutes = WeeklyMinutes - (5 * 30);

    public static SchedulingProblem Create(int agents, int days, int intervalMinutes = 30, int skills = 3, int seed = 1, CallCentreProfile? profile = null)
    {
        profile ??= CallCentreProfile.Synthetic(intervalMinutes);
        var random = new Random(seed);
        var start = new LocalDate(2026, 7, 6);
        string[] skillIds = [.. Enumerable.Range(0, skills).Select(s => $"skill-{s + 1}")];
        double[] shares = [.. Enumerable.Range(0, skills).Select(s => Math.Pow(0.6, s))];
        return new SchedulingProblem
        {
            Name = $"call centre {agents} × {days}",
            Horizon = new Horizon { Start = start, Days = days, IntervalMinutes = intervalMinutes },
            Skills = [.. skillIds.Select(s => new Skill { Id = s, Name = s })],
            Posts = [new Post { Id = "calls", Name = "calls" }],
            Bands =
            [
                new Band { Id = "early", Name = "早班", Order = 0 },
                new Band { Id = "mid", Name = "中班", Order = 1 },
                new Band { Id = "late", Name = "晚班", Order = 2 },
            ],
            Contracts = [new Contract { Id = "full-time", Name = "全职", MinimumMinutesPerWeek = 1920, MaximumMinutesPerWeek = WeeklyMinutes }],
            ShiftTypes =
            [
                Shift("E", "early", 7, 7, 9), Shift("M", "mid", 10, 9.5, 11.5), Shift("L", "late", 13, 12, 13.5),
            ],
            Employees = [.. Enumerable.Range(0, agents).Select(i => Agent(i, skillIds, shares, random))],
            Demand = new Demand { Intervals = Demand(agents, start, days, intervalMinutes, skillIds, shares, profile) },
            Rules = Rules(),
        };
    }

    private static IReadOnlyList<Rule> Rules() =>
    [
        new SkillRequiredRule(),
        new MinimumRestRule(),
        new ContractMinutesRule(),
        new ConsecutiveWorkDaysRule { MaximumDays = 6 },
        new DaysOffInSevenRule(),
        new ForwardRotationRule { Enforcement = Enforcement.Soft(20) },
        new IntervalCoverageRule(),
        new FairnessRule { Measure = "band:late" },
    ];

    private static ShiftType Shift(string id, string band, double nominal, double earliest, double latest) => new()
    {
        Id = id,
        Name = id,
        Band = band,
        Posts = ["calls"],
        Parts = [new ShiftPart { Start = Time(nominal), End = Time(nominal + 8.5) }],
        StartWindow = new StartWindow { Earliest = Time(earliest), Latest = Time(latest) },
        Breaks =
        [
            new BreakWindow { EarliestMinutes = 90, LatestMinutes = 150, Minutes = 15, Paid = true },
            new BreakWindow { EarliestMinutes = 180, LatestMinutes = 300, Minutes = 30, StepMinutes = 30 },
            new BreakWindow { EarliestMinutes = 360, LatestMinutes = 435, Minutes = 15, Paid = true },
        ],
    };

    private static LocalTime Time(double hour) => LocalTime.FromMinutesSinceMidnight((int)(hour * 60));

    private static Employee Agent(int index, string[] skills, double[] shares, Random random)
    {
        HashSet<string> held = [Pick(skills, shares, random)];
        while (held.Count < skills.Length && random.NextDouble() < 0.35)
        {
            held.Add(Pick(skills, shares, random));
        }

        return new Employee { Id = $"a{index + 1:000}", Name = $"Agent {index + 1}", Contract = "full-time", Skills = [.. held.Order().Select(s => new EmployeeSkill { Skill = s })] };
    }

    private static string Pick(string[] skills, double[] shares, Random random)
    {
        double pick = random.NextDouble() * shares.Sum();
        int skill = 0;
        while (skill < skills.Length - 1 && pick >= shares[skill])
        {
            pick -= shares[skill++];
        }

        return skills[skill];
    }

    private static List<IntervalDemand> Demand(int agents, LocalDate start, int days, int interval, string[] skills, double[] shares, CallCentreProfile profile)
    {
        double scale = agents * OnQueueMinutes * Tightness / (profile.Weights.Sum(day => day.Sum()) * interval);
        List<IntervalDemand> series = [];
        for (int d = 0; d < days; d++)
        {
            for (int s = 0; s < skills.Length; s++)
            {
                double share = shares[s] / shares.Sum() * scale;
                series.Add(new IntervalDemand
                {
                    Post = "calls",
                    Skill = skills[s],
                    Date = start.PlusDays(d),
                    From = new LocalTime(CallCentreProfile.OpensAt, 0),
                    Required = [.. profile.Weights[d % 7].Select(v => (int)Math.Round(v * share))],
                });
            }
        }

        return series;
    }
}
