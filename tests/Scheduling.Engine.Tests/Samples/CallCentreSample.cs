using NodaTime;
using Scheduling.Engine.Domain;
using static Scheduling.Engine.Tests.Samples.SampleParts;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>A call centre of 120 agents, open from 06:30 to 24:00, with three skills pooled on one post.</summary>
internal static class CallCentreSample
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    private static readonly int[] DayVolume = [108, 102, 100, 98, 100, 74, 66];

    /// <summary>Share of the calls by skill in percent.</summary>
    private static readonly (string Skill, int Percent)[] Mix = [("billing", 60), ("technical", 25), ("english", 15)];

    public static SchedulingProblem Make()
    {
        var numbers = new SeededNumbers(120);
        SchedulingProblem problem = new()
        {
            Name = "呼叫中心 120 人，三种技能",
            Horizon = new Horizon { Start = Monday, Days = 7 },
            OpeningHours = [.. Enumerable.Range(1, 7).Select(d => new OpeningPeriod { Day = (IsoDayOfWeek)d, From = At(6, 30), To = At(0) })],
            Skills = [new Skill { Id = "billing", Name = "账单咨询" }, new Skill { Id = "technical", Name = "技术支持" }, new Skill { Id = "english", Name = "英语服务" }],
            Posts = [new Post { Id = "call", Name = "呼叫中心" }],
            Bands = [new Band { Id = "early", Name = "早班", Order = 0 }, new Band { Id = "mid", Name = "中班", Order = 1 }, new Band { Id = "late", Name = "晚班", Order = 2 }],
            Contracts =
            [
                new Contract { Id = "full", Name = "全职 40 小时", MinimumMinutesPerWeek = 1920, MaximumMinutesPerWeek = 2640 },
                new Contract { Id = "half", Name = "半职 20 小时", MinimumMinutesPerWeek = 960, MaximumMinutesPerWeek = 1440, TargetMinutesPerWeek = 1200, FairShare = 50 },
            ],
            ShiftTypes =
            [
                Shift("E", "早班", "early", At(6, 30), At(9)),
                Shift("M", "中班", "mid", At(9, 30), At(12)),
                Shift("L", "晚班", "late", At(12, 30), At(15, 30)),
            ],
            Employees =
            [
                .. Names(120, numbers).Select((name, i) => new Employee
                {
                    Id = $"c{i + 1:000}",
                    Name = name,
                    Contract = i % 8 == 7 ? "half" : "full",
                    // Of every ten: five for billing, two more also technical, one also English, one technical only, one for everything.
                    Skills = (i % 10) switch
                    {
                        < 5 => [Certified("billing", 1 + (i % 3))],
                        5 or 6 => [Certified("billing", 2), Certified("technical", 2)],
                        7 => [Certified("billing", 2), Certified("english", 2)],
                        8 => [Certified("technical", 3)],
                        _ => [Certified("billing", 3), Certified("technical", 2), Certified("english", 3)],
                    },
                    StartWindows = i % 12 == 3 ? [new WeeklyWindow { From = At(8), To = At(12) }] : [],
                }),
            ],
            Leave = [.. Enumerable.Range(0, 6).Select(k => Absence($"c{(k * 19) + 4:000}", Monday.PlusDays(numbers.Below(4)), numbers.Below(3)))],
            Wishes = [.. Enumerable.Range(0, 30).Select(k => new Wish { Employee = $"c{(k * 4) + 2:000}", Date = Monday.PlusDays(numbers.Below(7)), Kind = k % 3 == 0 ? WishKind.Prefer : WishKind.Avoid, Band = k % 3 == 0 ? "early" : null, Priority = 1 + numbers.Below(5) })],
            Rules = [.. SampleRules.Everywhere, .. SampleRules.Intervals, .. SampleRules.Rotation],
        };
        double scale = Scale(Series, problem.Horizon.IntervalMinutes, Load(problem).Available * 87 / 100);
        return problem with { Demand = new Demand { Intervals = [.. Series(scale)] } };
    }

    private static Leave Absence(string employee, LocalDate from, int more) => new() { Employee = employee, From = from, Until = from.PlusDays(more) };

    private static ShiftType Shift(string id, string name, string band, LocalTime earliest, LocalTime latest) => new()
    {
        Id = id,
        Name = name,
        Band = band,
        Posts = ["call"],
        Parts = [Work(earliest, earliest.PlusMinutes(510))],
        StartWindow = new StartWindow { Earliest = earliest, Latest = latest },
        Breaks = [Pause(90, 150), Lunch(210, 270, 30), Pause(360, 420)],
    };

    private static IEnumerable<IntervalDemand> Series(double scale) =>
        from day in Enumerable.Range(0, 7)
        from part in Mix
        select new IntervalDemand
        {
            Post = "call",
            Skill = part.Skill,
            Date = Monday.PlusDays(day),
            From = At(6, 30),
            Required = [.. DayShape[13..].Select(s => Math.Max(1, (int)Math.Round(scale * s * DayVolume[day] * part.Percent / 10_000, MidpointRounding.AwayFromZero)))],
            Minimum = [.. DayShape[13..].Select(_ => part.Skill == "billing" ? 1 : 0)],
        };
}
