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
/// A seeded call centre: agents with one to three of several skills, early, mid and late shifts of 8 h 30 min that may start on the half hour, two paid
/// breaks and a meal, demand with a morning and an afternoon peak from 07:00 to 22:00, weaker at the weekend. The demand of a week is
/// 95 % of what the agents can give on queue.
/// </summary>
internal static class CallCentreProblem
{
    private const double Tightness = 0.95;
    private const int WeeklyMinutes = 2400;
    private const int OnQueueMinutes = WeeklyMinutes - (5 * 30);

    public static SchedulingProblem Create(int agents, int days, int intervalMinutes = 30, int skills = 3, int seed = 1)
    {
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
            Demand = new Demand { Intervals = Demand(agents, start, days, intervalMinutes, skillIds, shares) },
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

    private static List<IntervalDemand> Demand(int agents, LocalDate start, int days, int interval, string[] skills, double[] shares)
    {
        int count = 15 * 60 / interval;
        double[] day = [.. Enumerable.Range(0, count).Select(i => Profile(7 + ((i + 0.5) * interval / 60)))];
        double[] week = [1, 1, 0.97, 0.95, 0.98, 0.55, 0.45];
        double scale = agents * OnQueueMinutes * Tightness / (day.Sum() * week.Sum() * interval);
        List<IntervalDemand> series = [];
        for (int d = 0; d < days; d++)
        {
            for (int s = 0; s < skills.Length; s++)
            {
                double share = shares[s] / shares.Sum() * week[d % 7] * scale;
                series.Add(new IntervalDemand { Post = "calls", Skill = skills[s], Date = start.PlusDays(d), From = Time(7), Required = [.. day.Select(v => (int)Math.Round(v * share))] });
            }
        }

        return series;
    }

    /// <summary>A morning peak at 10:30 and a lower, wider one at 16:00.</summary>
    private static double Profile(double hour) =>
        0.12 + Math.Exp(-Math.Pow((hour - 10.5) / 2.1, 2)) + (0.8 * Math.Exp(-Math.Pow((hour - 16) / 3.0, 2)));
}
