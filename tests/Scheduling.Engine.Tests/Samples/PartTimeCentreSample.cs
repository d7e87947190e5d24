using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Presets;
using static Scheduling.Engine.Tests.Samples.SampleParts;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>A call centre of 12, nine of them part-timers, open from 08:00 to 22:00, with the rules of its preset.</summary>
internal static class PartTimeCentreSample
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    private static readonly int[] DayVolume = [108, 102, 100, 98, 100, 84, 76];

    public static SchedulingProblem Make()
    {
        var numbers = new SeededNumbers(12);
        SchedulingProblem problem = new()
        {
            Name = "呼叫中心 12 人，多数非全职",
            Horizon = new Horizon { Start = Monday, Days = 7 },
            OpeningHours = [.. Enumerable.Range(1, 7).Select(d => new OpeningPeriod { Day = (IsoDayOfWeek)d, From = At(8), To = At(22) })],
            Posts = [new Post { Id = "call", Name = "呼叫中心" }],
            Bands = [new Band { Id = "morning", Name = "早段", Order = 0 }, new Band { Id = "day", Name = "日段", Order = 1 }, new Band { Id = "evening", Name = "晚段", Order = 2 }],
            Contracts =
            [
                new Contract { Id = "full", Name = "全职 40 小时", MinimumMinutesPerWeek = 1920, MaximumMinutesPerWeek = 2400 },
                new Contract { Id = "part", Name = "非全职 20 小时", MinimumMinutesPerWeek = 960, MaximumMinutesPerWeek = 1440, TargetMinutesPerWeek = 1200, FairShare = 50 },
                new Contract { Id = "hourly", Name = "小时工 12 小时", MinimumMinutesPerWeek = 480, MaximumMinutesPerWeek = 960, TargetMinutesPerWeek = 720, FairShare = 30 },
            ],
            ShiftTypes =
            [
                Shift("A", "早短班", "morning", [Work(At(8), At(12))], At(9), Pause(90, 120)),
                Shift("B", "午短班", "day", [Work(At(11), At(15))], At(14), Pause(90, 120)),
                Shift("C", "晚短班", "evening", [Work(At(16), At(20))], At(18), Pause(90, 120)),
                Shift("T", "分段班", "day", [Work(At(10), At(13)), Work(At(17), At(20))], null),
                Shift("F", "全天班", "day", [Work(At(8), At(16, 30))], At(11), Pause(90, 120), Lunch(210, 270, 30)),
                Shift("G", "晚全班", "evening", [Work(At(13, 30), At(22))], null, Pause(90, 120), Lunch(210, 270, 30)),
            ],
            Employees =
            [
                .. Names(12, numbers).Select((name, i) => new Employee
                {
                    Id = $"p{i + 1:00}",
                    Name = name,
                    Contract = i < 3 ? "full" : i < 9 ? "part" : "hourly",
                    Availability = i < 9 ? [] : [.. Enumerable.Range(1, 7).Select(d => new WeeklyWindow { Day = (IsoDayOfWeek)d, From = d < 6 ? At(16) : At(8), To = At(22) })],
                    Balances = i % 3 == 0 ? [new CarriedBalance { Measure = "wishes", Amount = numbers.Below(9) - 4 }] : [],
                }),
            ],
            Leave = [new Leave { Employee = "p05", From = Monday.PlusDays(3), Until = Monday.PlusDays(3) }],
            Wishes =
            [
                .. Enumerable.Range(0, 10).Select(k => new Wish
                {
                    Employee = $"p{k + 1:00}",
                    Date = Monday.PlusDays(numbers.Below(7)),
                    Kind = k % 3 == 0 ? WishKind.Prefer : WishKind.Avoid,
                    Band = k % 3 == 0 ? numbers.Of(["morning", "day", "evening"]) : null,
                    Priority = 1 + numbers.Below(5),
                }),
            ],
            Rules = PresetCatalog.Find("call-centre-part-time")!.Rules,
        };
        double scale = Scale(Series, problem.Horizon.IntervalMinutes, Load(problem).Available * 87 / 100);
        return problem with { Demand = new Demand { Intervals = [.. Series(scale)] } };
    }

    private static ShiftType Shift(string id, string name, string band, IReadOnlyList<ShiftPart> parts, LocalTime? latest, params BreakWindow[] breaks) => new()
    {
        Id = id,
        Name = name,
        Band = band,
        Posts = ["call"],
        Parts = parts,
        StartWindow = latest is { } last ? new StartWindow { Earliest = parts[0].Start, Latest = last } : null,
        Breaks = breaks,
    };

    private static IEnumerable<IntervalDemand> Series(double scale) => Enumerable.Range(0, 7).Select(day => new IntervalDemand
    {
        Post = "call",
        Date = Monday.PlusDays(day),
        From = At(8),
        Required = [.. DayShape[16..44].Select(s => Math.Max(1, (int)Math.Round(scale * s * DayVolume[day] / 100, MidpointRounding.AwayFromZero)))],
        Minimum = [.. DayShape[16..44].Select(_ => 1)],
    });
}
