using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.SkillRequired;

namespace Scheduling.Engine.Tests.Domain;

/// <summary>A small valid problem in which every member of every domain type is filled in. Its week begins on Monday 2026-07-06.</summary>
internal static class WholeProblem
{
    public static readonly LocalDate Monday = new(2026, 7, 6);

    public static SchedulingProblem Valid { get; } = Make();

    /// <summary>The list with one entry changed.</summary>
    public static IReadOnlyList<T> With<T>(this IReadOnlyList<T> list, int index, Func<T, T> change) =>
        [.. list.Select((item, i) => i == index ? change(item) : item)];

    /// <summary>The list with entries added at its end.</summary>
    public static IReadOnlyList<T> Plus<T>(this IReadOnlyList<T> list, params T[] more) => [.. list, .. more];

    private static SchedulingProblem Make() => new()
    {
        Name = "一周",
        Horizon = new Horizon { Start = Monday, Days = 7, TimeZone = "Asia/Shanghai", IntervalMinutes = 30, HistoryDays = 7, FixedDaysAfter = 2 },
        OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = At(7), To = At(0) }],
        Calendar = [new CalendarDay { Date = Monday.PlusDays(4), Kind = CalendarDayKind.PublicHoliday, Name = "节日" }, new CalendarDay { Date = Monday.PlusDays(6), Kind = CalendarDayKind.MakeUpWorkday, Name = "节日调休" }],
        Skills = [new Skill { Id = "phone", Name = "电话" }, new Skill { Id = "en", Name = "英语" }],
        Posts = [new Post { Id = "call", Name = "电话岗", Skill = "phone", MinimumLevel = 1 }, new Post { Id = "chat", Name = "在线岗" }],
        Bands =
        [
            new Band { Id = "early", Name = "早班", Order = 0 },
            new Band { Id = "late", Name = "晚班", Order = 2 },
            new Band { Id = "night", Name = "夜班", Order = 3, Night = true },
            new Band { Id = "mid", Name = "中班", Order = 1 },
        ],
        Contracts =
        [
            new Contract { Id = "full", Name = "全职", MinimumMinutesPerWeek = 1800, MaximumMinutesPerWeek = 2880, PayPerHour = 3000, NightAllowance = 5000 },
            new Contract { Id = "half", Name = "半职", TargetMinutesPerWeek = 1200, FairShare = 50 },
        ],
        ShiftTypes =
        [
            new ShiftType
            {
                Id = "E", Name = "早", Band = "early", Posts = ["call", "chat"],
                Parts = [new ShiftPart { Start = At(7), End = At(15) }],
                StartWindow = new StartWindow { Earliest = At(7), Latest = At(9), StepMinutes = 60 },
                Breaks =
                [
                    new BreakWindow { EarliestMinutes = 90, LatestMinutes = 120, Minutes = 15, Paid = true },
                    new BreakWindow { EarliestMinutes = 180, LatestMinutes = 240, Minutes = 30, StepMinutes = 30 },
                    new BreakWindow { EarliestMinutes = 300, LatestMinutes = 360, Minutes = 30, Activity = "coaching", Paid = true },
                ],
            },
            new ShiftType { Id = "N", Name = "夜", Band = "night", Posts = ["call"], Parts = [new ShiftPart { Start = At(22), End = At(6) }], Overtime = new OvertimeTail { MaximumMinutes = 120 } },
            new ShiftType
            {
                Id = "T", Name = "分段", Band = "late", Posts = ["chat"], Days = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday],
                Parts = [new ShiftPart { Start = At(10), End = At(14) }, new ShiftPart { Start = At(17), End = At(21), Post = "call" }],
                Breaks = [new BreakWindow { EarliestMinutes = 480, LatestMinutes = 540, Minutes = 20, StepMinutes = 20 }],
            },
            new ShiftType { Id = "B", Name = "备班", Band = "late", PaidMinutes = 120, Parts = [new ShiftPart { Start = At(18), End = At(8), Kind = PartKind.Standby }] },
            new ShiftType
            {
                Id = "O", Name = "培训", Band = "early", Posts = ["chat"],
                Parts = [new ShiftPart { Start = At(8), End = At(9), Kind = PartKind.Activity }, new ShiftPart { Start = At(9), End = At(17) }],
            },
        ],
        Employees =
        [
            new Employee
            {
                Id = "li", Name = "李敏", Contract = "full", EmployedFrom = new LocalDate(1998, 3, 1), EmployedUntil = new LocalDate(9999, 12, 31),
                Skills = [new EmployeeSkill { Skill = "phone", Level = 3 }, new EmployeeSkill { Skill = "en", Certified = false, From = Monday, Until = Monday.PlusDays(30) }],
                Availability = [new WeeklyWindow { Day = IsoDayOfWeek.Monday, From = At(6), To = At(0) }, new WeeklyWindow { From = At(6), To = At(23) }],
                StartWindows = [new WeeklyWindow { From = At(7), To = At(12) }],
                Balances = [new CarriedBalance { Measure = "nights", Amount = -2 }, new CarriedBalance { Measure = "band:early", Amount = 1 }, new CarriedBalance { Measure = "post:chat", Amount = 3 }, new CarriedBalance { Measure = "wishes", Amount = -4 }],
                Tags = ["leader", "night-trained"], HandoverTo = ["wang", "zhao"],
            },
            new Employee { Id = "wang", Name = "王强", Contract = "full", Skills = [new EmployeeSkill { Skill = "phone" }] },
            new Employee
            {
                Id = "zhao", Name = "赵静", Contract = "half", Skills = [new EmployeeSkill { Skill = "phone" }], Completed = ["intro"],
                EarlierWork =
                [
                    new EarlierWork { From = Monday.PlusDays(-17), Until = Monday.PlusDays(-8), Minutes = 2400, OvertimeMinutes = 120 },
                    new EarlierWork { From = Monday.PlusDays(-40), Until = Monday.PlusDays(-18), Minutes = 4800 },
                ],
                Restrictions = [new PersonalRestriction { Kind = RestrictionKind.Agreement, From = Monday, Until = Monday.PlusDays(60) }],
                TimeInLieu = [new LieuTime { Minutes = 240, Expires = Monday.PlusDays(30) }],
            },
        ],
        Demand = new Demand
        {
            Intervals =
            [
                new IntervalDemand { Post = "call", Date = Monday, From = At(7), Required = [1, 2, 2, 1], Minimum = [0, 1, 1, 0] },
                new IntervalDemand { Post = "call", Skill = "en", MinimumLevel = 2, Date = Monday, From = At(7), Required = [1, 1] },
                new IntervalDemand { Post = "call", Date = Monday, From = At(22), Required = [1, 1, 1, 1, 1, 1, 1, 1] },
            ],
            Shifts = [new ShiftDemand { ShiftType = "E", Post = "chat", Date = Monday, Required = 1, Maximum = 2 }, new ShiftDemand { ShiftType = "N", Date = Monday, Required = 1 }],
            Standby = [new StandbyDemand { Post = "call", Date = Monday.PlusDays(1), Required = 1 }, new StandbyDemand { Date = Monday, Required = 1 }],
        },
        Activities =
        [
            new Activity
            {
                Id = "course", Name = "产品培训", Kind = ActivityKind.Training, Minutes = 60, Host = "li", Attendees = ["wang", "zhao"], MinimumAttendees = 1, MaximumAttendees = 2, Requires = ["intro"],
                Windows = [new ActivityWindow { Date = Monday, From = At(9), To = At(12) }, new ActivityWindow { Date = Monday.PlusDays(1), From = At(22), To = At(0) }],
            },
            new Activity { Id = "intro", Minutes = 30, StepMinutes = 15, Together = true, Attendees = ["wang"], Windows = [new ActivityWindow { Date = Monday.PlusDays(-7), From = At(13), To = At(15) }] },
        ],
        Leave = [new Leave { Employee = "zhao", From = Monday.PlusDays(2), Until = Monday.PlusDays(3), Part = LeavePart.Morning, CreditedMinutesPerDay = 240, Kind = "annual" }],
        OvertimeApprovals = [new OvertimeApproval { Employee = "li", Date = Monday, Minutes = 60 }],
        Wishes =
        [
            new Wish { Employee = "li", Date = Monday.PlusDays(5), Kind = WishKind.Avoid, Priority = 3 },
            new Wish { Employee = "wang", Date = Monday, Kind = WishKind.Prefer, ShiftType = "E", Band = "early", From = At(7), To = At(12), Partner = "zhao" },
        ],
        Pins = [new Pin { Employee = "li", Date = Monday, ShiftType = "E", Start = At(8), Post = "call" }, new Pin { Employee = "li", Date = Monday.PlusDays(1) }],
        History = [new Assignment { Employee = "li", Date = Monday.PlusDays(-1), ShiftType = "N", Post = "call" }, new Assignment { Employee = "wang", Date = Monday.PlusDays(-7), ShiftType = "E", Start = At(11), Post = "chat", Activity = new PlacedActivity { Activity = "intro", AfterMinutes = 120 } }],
        FixedAfter = [new Assignment { Employee = "li", Date = Monday.PlusDays(7), ShiftType = "N", Post = "call", OvertimeMinutes = 60 }],
        CallIns = [new CallIn { Employee = "zhao", Start = Monday.PlusDays(-1) + At(20), End = Monday + At(1) }],
        Published =
        [
            new Assignment
            {
                Employee = "li", Date = Monday, ShiftType = "E", Start = At(8), Post = "call", PostChanges = [new PostChange { AfterMinutes = 240, Post = "chat" }],
                Breaks = [new PlacedBreak { AfterMinutes = 90, Minutes = 15 }, new PlacedBreak { AfterMinutes = 180, Minutes = 30 }, new PlacedBreak { AfterMinutes = 300, Minutes = 30, Activity = "coaching" }],
            },
        ],
        Rules =
        [
            new MinimumRestRule { Label = "国际惯例" },
            new SkillRequiredRule { TraineesAllowed = false, Enforcement = Enforcement.Soft(50, Enforcement.CoverageLevel) },
            new ConsecutiveWorkDaysRule { Enforcement = Enforcement.Soft(5), AppliesTo = new RuleScope { Employees = ["li"], Contracts = ["half"], Tags = ["leader"] } },
        ],
    };

    private static LocalTime At(int hour) => new(hour, 0);
}
