using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CompleteWeekends;
using Scheduling.Engine.Rules.ConsecutiveNights;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.ForwardRotation;
using Scheduling.Engine.Rules.HandoverOverlap;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.LongestDay;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Rules.MentorWithTrainee;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.RestAfterNights;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Rules.StandbyCover;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>
/// Seeded problems of 8–12 employees and 7–10 days with a week of history and nearly every rule hard. Shifts: early E, late L, night N, day W (late band),
/// long X, standby S; posts: phone for all, desk for those who hold it.
/// </summary>
internal static class PlantedViolationsProblem
{
    public const int MostWeekMinutes = 2700;
    public const int MostWorkDays = 5;
    public const int MostNights = 3;
    public const int RestMinutes = 660;

    /// <summary>First and last minute of each shift, counted from its date's midnight, its paid minutes and its band's order.</summary>
    public static readonly Dictionary<string, (int Start, int End, int Paid, int Order)> Shifts = new()
    {
        ["E"] = (360, 870, 480, 0),
        ["W"] = (540, 1050, 480, 2),
        ["L"] = (840, 1350, 480, 2),
        ["N"] = (1320, 1830, 480, 3),
        ["X"] = (480, 1200, 660, 2),
        ["S"] = (480, 1200, 60, 0),
    };

    public static SchedulingProblem Of(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(8, 13);
        LocalDate start = TinyProblem.Monday.PlusDays(seed % 3);
        var horizon = new Horizon { Start = start, Days = random.Next(7, 11), HistoryDays = 7 };
        LocalDate[] dates = [.. Enumerable.Range(0, horizon.Days).Select(start.PlusDays)];
        Employee[] people = [.. Enumerable.Range(0, count).Select(i => PersonOf(i, count, horizon))];
        return new SchedulingProblem
        {
            Name = $"planted {seed}",
            Horizon = horizon,
            OpeningHours = [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).Select(d => new OpeningPeriod { Day = d, From = new LocalTime(6, 0), To = new LocalTime(22, 0) })],
            Skills = [new Skill { Id = "calls" }, new Skill { Id = "desk" }],
            Posts = [new Post { Id = "phone", Name = "phone", Skill = "calls" }, new Post { Id = "desk", Name = "desk", Skill = "desk", MinimumLevel = 2 }],
            Bands = [TinyProblem.EarlyBand, TinyProblem.MidBand, TinyProblem.LateBand, TinyProblem.NightBand],
            Contracts =
            [
                new Contract { Id = "full", Name = "full", MinimumMinutesPerWeek = 960, MaximumMinutesPerWeek = 3400 },
                new Contract { Id = "half", Name = "half", MaximumMinutesPerWeek = 1500, TargetMinutesPerWeek = 1200, FairShare = 50 },
            ],
            ShiftTypes = [Shift("E", "early", "phone", "desk"), Shift("W", "late", "phone", "desk"), Shift("L", "late", "phone", "desk"), Shift("N", "night", "phone"), Shift("X", "late", "phone"), TinyProblem.Standby],
            Employees = people,
            History = [.. people.SelectMany((p, i) => HistoryOf(p, i, start, random))],
            Demand = new Demand
            {
                Shifts = [.. dates.SelectMany(ShiftDemands)],
                Standby = [.. dates.Where((_, i) => i % 2 == 0).Select(d => new StandbyDemand { Date = d, Required = 1 })],
                Intervals = [.. dates.Select(d => new IntervalDemand { Post = "phone", Date = d, From = new LocalTime(10, 0), Required = [], Minimum = [.. Enumerable.Repeat(1, IsWeekend(d) ? 1 : 4)] })],
            },
            Leave =
            [
                new Leave { Employee = people[1].Id, From = dates[random.Next(2, 5)], Until = dates[random.Next(5, 7)] },
                new Leave { Employee = people[^2].Id, From = dates[1], Until = dates[1], Part = LeavePart.Afternoon },
            ],
            Pins =
            [
                new Pin { Employee = people[0].Id, Date = dates[random.Next(0, 7)] },
                new Pin { Employee = people[2].Id, Date = dates[random.Next(3, 7)], ShiftType = "W" },
            ],
            Rules = Rules(people),
        };
    }

    public static bool IsWeekend(LocalDate date) => date.DayOfWeek >= IsoDayOfWeek.Saturday;

    private static Rule[] Rules(Employee[] people) =>
    [
        new SkillRequiredRule(),
        new LeaveAndAvailabilityRule(),
        new MinimumRestRule { RestMinutes = RestMinutes },
        new LongestDayRule(),
        new LongestWeekRule { MaximumMinutes = MostWeekMinutes },
        new ContractMinutesRule(),
        new ConsecutiveWorkDaysRule { MaximumDays = MostWorkDays },
        new ConsecutiveNightsRule { MaximumNights = MostNights },
        new RestAfterNightsRule(),
        new DaysOffInSevenRule(),
        new ForwardRotationRule(),
        new CoverageFloorRule(),
        new ShiftCoverageRule { Enforcement = Enforcement.Hard },
        new StandbyCoverRule { Enforcement = Enforcement.Hard },
        new HandoverOverlapRule { Enforcement = Enforcement.Hard, Posts = ["desk"] },
        new MentorWithTraineeRule { Enforcement = Enforcement.Hard },
        new PinsRule(),
        new CompleteWeekendsRule { Enforcement = Enforcement.Hard, AppliesTo = new RuleScope { Employees = [people[3].Id, people[4].Id] } },
        new MostWeekendsRule { Maximum = 1, AppliesTo = new RuleScope { Employees = [people[5].Id, people[6].Id] } },
    ];

    /// <summary>The first three are mentors and hold the desk, the fourth holds it for four days; the last is a trainee who works no nights; two are part-time, one leaves.</summary>
    private static Employee PersonOf(int index, int count, Horizon horizon)
    {
        List<EmployeeSkill> skills = [new EmployeeSkill { Skill = "calls", Level = index < 3 ? 2 : 1, Certified = index < count - 1 }];
        if (index < 4)
        {
            skills.Add(new EmployeeSkill { Skill = "desk", Level = 2, Until = index == 3 ? horizon.Start.PlusDays(3) : null });
        }

        return TinyProblem.Person($"p{index}", index >= count - 2 ? "half" : "full") with
        {
            Skills = skills,
            EmployedUntil = index == 4 ? horizon.Start.PlusDays(horizon.Days - 3) : null,
            Availability = index == 3 || index == count - 1 ? [new WeeklyWindow { From = new LocalTime(5, 0), To = new LocalTime(23, 0) }] : [],
        };
    }

    /// <summary>Up to four early shifts that end one to three days before the horizon, or two nights that end three days before it.</summary>
    private static IEnumerable<Assignment> HistoryOf(Employee person, int index, LocalDate start, Random random)
    {
        bool nights = index == 7;
        bool overWeekend = index is 5 or 6;
        int days = nights ? 2 : random.Next(2, 5);
        int gap = nights ? 2 : random.Next(0, 3);
        LocalDate saturday = start.Next(IsoDayOfWeek.Saturday).PlusDays(-7);
        LocalDate last = overWeekend ? saturday : start.PlusDays(-1 - gap);
        for (LocalDate date = LocalDate.Max(last.PlusDays(1 - days), start.PlusDays(-7)); date <= last; date = date.PlusDays(1))
        {
            yield return TinyProblem.Duty(person.Id, date, nights ? "N" : "E", "phone");
        }
    }

    /// <summary>The phone needs one early and one late agent from Monday to Friday and one at night every day; the desk one early on Thursdays.</summary>
    private static IEnumerable<ShiftDemand> ShiftDemands(LocalDate date)
    {
        string[] shifts = IsWeekend(date) ? ["N"] : ["E", "L", "N"];
        IEnumerable<ShiftDemand> phone = shifts.Select(s => new ShiftDemand { ShiftType = s, Post = "phone", Date = date, Required = 1 });
        return date.DayOfWeek == IsoDayOfWeek.Thursday
            ? phone.Append(new ShiftDemand { ShiftType = "E", Post = "desk", Date = date, Required = 1 })
            : phone;
    }

    private static ShiftType Shift(string id, string band, params string[] posts)
    {
        (int start, int end, int paid, _) = Shifts[id];
        return TinyProblem.Shift(id, band, LocalTime.FromMinutesSinceMidnight(start), LocalTime.FromMinutesSinceMidnight(end % 1440)) with
        {
            Posts = posts,
            Breaks = [new BreakWindow { EarliestMinutes = 180, LatestMinutes = 330, StepMinutes = 30, Minutes = end - start - paid }],
        };
    }
}
