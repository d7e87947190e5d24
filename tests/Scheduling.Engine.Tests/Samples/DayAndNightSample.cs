using NodaTime;
using Scheduling.Engine.Domain;
using static Scheduling.Engine.Tests.Samples.SampleParts;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>
/// A 24-hour department of 40 in the week of New Year 2026, which has a public holiday, a day joined to it and a worked Sunday.
/// </summary>
internal static class DayAndNightSample
{
    private static readonly LocalDate Monday = new(2025, 12, 29);

    /// <summary>Volume of Monday to Sunday in percent: a holiday on Thursday, a free Friday, a worked Sunday.</summary>
    private static readonly int[] DayVolume = [104, 100, 98, 62, 66, 78, 96];

    /// <summary>Employees of the complaints post needed on Monday to Sunday.</summary>
    private static readonly int[] Complaints = [3, 3, 3, 1, 1, 1, 3];

    /// <summary>Weeks of the history without nights.</summary>
    private static readonly string[] DayWeeks = ["EEEEE--", "MMMMM--", "LLLLL--", "MMLLL--"];

    public static SchedulingProblem Make()
    {
        var numbers = new SeededNumbers(40);
        IReadOnlyList<Employee> employees = Employees(numbers);
        SchedulingProblem problem = new()
        {
            Name = "客服部 24 小时排班（40 人，2026 年元旦周）",
            Horizon = new Horizon { Start = Monday, Days = 7, HistoryDays = 7 },
            Calendar = [.. CalendarSample.China2026.Calendar.Where(d => d.Date <= Monday.PlusDays(6))],
            Skills = [new Skill { Id = "phone", Name = "电话接待" }, new Skill { Id = "chat", Name = "在线接待" }, new Skill { Id = "complaint", Name = "投诉处理" }, new Skill { Id = "quality", Name = "质检" }],
            Posts =
            [
                new Post { Id = "call", Name = "呼叫中心", Skill = "phone" },
                new Post { Id = "chat", Name = "在线客服", Skill = "chat" },
                new Post { Id = "complaints", Name = "投诉岗", Skill = "complaint" },
                new Post { Id = "quality", Name = "质检岗", Skill = "quality" },
            ],
            Bands =
            [
                new Band { Id = "early", Name = "早班", Order = 0 },
                new Band { Id = "office", Name = "行政班", Order = 0 },
                new Band { Id = "mid", Name = "中班", Order = 1 },
                new Band { Id = "late", Name = "晚班", Order = 2 },
                new Band { Id = "night", Name = "夜班", Order = 3, Night = true },
            ],
            Contracts =
            [
                new Contract { Id = "full", Name = "全职 40 小时", MinimumMinutesPerWeek = 1920, MaximumMinutesPerWeek = 2640 },
                new Contract { Id = "part", Name = "非全职 24 小时", MinimumMinutesPerWeek = 960, MaximumMinutesPerWeek = 1500, TargetMinutesPerWeek = 1440, FairShare = 60 },
            ],
            ShiftTypes = ShiftTypes(),
            Employees = employees,
            Leave =
            [
                new Leave { Employee = "a03", From = Monday, Until = Monday.PlusDays(2), Kind = "annual" },
                new Leave { Employee = "a11", From = Monday.PlusDays(1), Until = Monday.PlusDays(1), Part = LeavePart.Morning, Kind = "personal" },
                new Leave { Employee = "a19", From = Monday.PlusDays(-2), Until = Monday.PlusDays(1), Kind = "sick" },
                new Leave { Employee = "a26", From = Monday.PlusDays(4), Until = Monday.PlusDays(4), Part = LeavePart.Afternoon, Kind = "annual" },
            ],
            Wishes = Wishes(numbers),
            Pins =
            [
                new Pin { Employee = "a08", Date = Monday.PlusDays(3) },
                new Pin { Employee = "a32", Date = Monday, ShiftType = "O", Post = "complaints" },
                new Pin { Employee = "a05", Date = Monday.PlusDays(1), ShiftType = "M", Start = At(11) },
            ],
            History = [.. employees.SelectMany(History)],
            Rules = [.. SampleRules.Everywhere, .. SampleRules.Intervals, .. SampleRules.Rotation, .. SampleRules.DayAndNight],
        };

        problem = problem with { Demand = new Demand { Shifts = [.. OfficeDemand()], Standby = [.. Week().Select(d => new StandbyDemand { Post = "call", Date = d, Required = 1 })] } };
        (long taken, long available) = Load(problem);
        double scale = Scale(Series, problem.Horizon.IntervalMinutes, (available * 82 / 100) - taken);
        return problem with { Demand = problem.Demand with { Intervals = [.. Series(scale)] } };
    }

    private static IEnumerable<LocalDate> Week() => Enumerable.Range(0, 7).Select(Monday.PlusDays);

    private static IEnumerable<ShiftDemand> OfficeDemand() => Week().SelectMany((date, i) => new[]
    {
        new ShiftDemand { ShiftType = "O", Post = "complaints", Date = date, Required = Complaints[i] },
        new ShiftDemand { ShiftType = "O", Post = "quality", Date = date, Required = Complaints[i] / 3, Maximum = 2 },
    });

    /// <summary>Calls around the clock, with one agent at least from 02:00 to 06:00 and two otherwise; chat from 08:00 to 23:00.</summary>
    private static IEnumerable<IntervalDemand> Series(double scale) => Week().SelectMany((date, i) => new[]
    {
        new IntervalDemand
        {
            Post = "call", Date = date,
            Required = [.. DayShape.Select((s, slot) => Math.Max(slot is >= 4 and < 12 ? 1 : 2, Agents(scale, s * DayVolume[i])))],
            Minimum = [.. DayShape.Select(s => s < 20 ? 1 : 2)],
        },
        new IntervalDemand
        {
            Post = "chat", Date = date, From = At(8),
            Required = [.. DayShape[16..46].Select(s => Math.Max(1, Agents(scale * 0.4, s * DayVolume[i])))],
        },
    });

    private static int Agents(double scale, int shape) => (int)Math.Round(scale * shape / 100, MidpointRounding.AwayFromZero);

    private static IReadOnlyList<ShiftType> ShiftTypes()
    {
        BreakWindow[] breaks = [Pause(90, 150), Lunch(210, 300, 30), Pause(360, 450)];
        return
        [
            new ShiftType { Id = "E", Name = "早班", Band = "early", Posts = ["call", "chat"], Parts = [Work(At(7), At(15, 30))], Breaks = breaks },
            new ShiftType { Id = "M", Name = "中班", Band = "mid", Posts = ["call", "chat"], Parts = [Work(At(10), At(18, 30))], StartWindow = new StartWindow { Earliest = At(8), Latest = At(11) }, Breaks = breaks },
            new ShiftType { Id = "T", Name = "分段班", Band = "mid", Posts = ["call"], Parts = [Work(At(9), At(13)), Work(At(17), At(21))], Breaks = [Pause(90, 120), Pause(570, 600)] },
            new ShiftType { Id = "L", Name = "晚班", Band = "late", Posts = ["call", "chat"], Parts = [Work(At(14, 30), At(23))], Breaks = breaks },
            new ShiftType { Id = "N", Name = "夜班", Band = "night", Posts = ["call"], Parts = [Work(At(22, 45), At(7, 15))], Breaks = [Lunch(195, 255, 30)] },
            new ShiftType { Id = "O", Name = "行政班", Band = "office", Posts = ["complaints", "quality"], Parts = [Work(At(8, 30), At(17, 30))], Breaks = [Lunch(180, 240, 60)] },
            new ShiftType { Id = "S", Name = "备班", Band = "late", Posts = ["call"], PaidMinutes = 60, Parts = [new ShiftPart { Start = At(20), End = At(8), Kind = PartKind.Standby }] },
        ];
    }

    /// <summary>22 for calls (8 of them for chat too), 9 for chat (6 for calls too), 4 for complaints, 2 for quality, 3 trainees.</summary>
    private static IReadOnlyList<Employee> Employees(SeededNumbers numbers)
    {
        IReadOnlyList<string> names = Names(40, numbers);
        return
        [
            .. names.Select((name, i) => new Employee
            {
                Id = $"a{i + 1:00}",
                Name = name,
                Contract = IsPartTime(i) ? "part" : "full",
                Skills = i switch
                {
                    < 8 => [Certified("phone", 3), Certified("chat", 2)],
                    < 22 => [Certified("phone", 1 + (i % 3))],
                    < 28 => [Certified("chat", 2), Certified("phone", 2)],
                    < 31 => [Certified("chat", 1 + (i % 2))],
                    < 35 => [Certified("complaint", 2), Certified("phone", 2)],
                    < 37 => [Certified("quality", 2), Certified("phone", 3)],
                    _ => [new EmployeeSkill { Skill = "phone", Certified = false, From = new LocalDate(2025, 12, 1) }],
                },
                Tags = [.. Tags(i)],

                Availability = WorksByDay(i) ? [new WeeklyWindow { From = At(6), To = At(21) }] : [],
                StartWindows = i is 1 or 12 or 23 ? [new WeeklyWindow { From = At(8), To = At(12) }] : [],
                Balances = i >= 37 ? [] : [new CarriedBalance { Measure = "nights", Amount = (numbers.Below(5) - 2) / (IsPartTime(i) ? 2 : 1) }, new CarriedBalance { Measure = "weekends", Amount = numbers.Below(3) - 1 }],
            }),
        ];
    }

    private static bool IsPartTime(int i) => i is 9 or 19 or 29;

    /// <summary>a07 and a15, and those of complaints and quality control, who help out with calls.</summary>
    private static bool WorksByDay(int i) => i is 6 or 14 or (>= 31 and < 37);

    /// <summary>Who can work late shifts, and nights and standby on the calls: these are shared among them, and nobody else can be given any who counts.</summary>
    private static IEnumerable<string> Tags(int i)
    {
        if (i < 31 && !WorksByDay(i))
        {
            yield return "late";
        }

        if (i < 28 && !WorksByDay(i))
        {
            yield return "nights";
        }
    }

    private static IReadOnlyList<Wish> Wishes(SeededNumbers numbers) =>
    [
        .. Enumerable.Range(0, 12).Select(k => new Wish
        {
            Employee = $"a{(k * 3) + 1:00}",
            Date = Monday.PlusDays(numbers.Below(7)),
            Kind = k % 4 == 3 ? WishKind.Cannot : k % 2 == 0 ? WishKind.Avoid : WishKind.Prefer,
            Band = k % 4 == 3 ? "night" : k % 2 == 0 ? null : numbers.Of(["early", "mid", "late"]),
            Priority = 1 + numbers.Below(5),
        }),
    ];

    /// <summary>The week before: five days of one band and two off, or three nights with two days off behind them; each person at another place of the week.</summary>
    private static IEnumerable<Assignment> History(Employee employee, int index)
    {
        bool chatOnly = employee.Skills.All(s => s.Skill == "chat");
        string week = index switch
        {
            >= 37 => "EEEEE--",
            >= 31 => "OOOOO--",
            _ when employee.Contract == "part" => "EE--E--",
            _ when employee.Availability.Count > 0 => "EEEEE--",
            _ when index % 5 == 0 && !chatOnly => "EENNN--",
            _ => DayWeeks[index % 4],
        };
        for (int day = 0; day < 7; day++)
        {
            char shift = week[index >= 31 ? day : (day + index) % 7];
            if (shift != '-' && !(employee.Id == "a19" && day >= 5))
            {
                Assignment duty = Duty(employee.Id, Monday.PlusDays(day - 7), shift.ToString(), shift == 'O' ? (index < 35 ? "complaints" : "quality") : chatOnly ? "chat" : "call");
                // At night not everybody rests at once.
                yield return shift == 'N' ? duty with { Breaks = [new PlacedBreak { AfterMinutes = 195 + (index / 5 % 3 * 30), Minutes = 30 }] } : duty;
            }
        }
    }
}
