using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.SkillRequired;
using static Scheduling.Engine.Tests.Samples.SampleParts;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>A small office, and a small team whose week cannot be staffed.</summary>
internal static class SmallTeamSamples
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    private static readonly Contract FullTime = new() { Id = "full", Name = "全职 40 小时", MinimumMinutesPerWeek = 1440, MaximumMinutesPerWeek = 2640 };

    /// <summary>Six people, 08:30 to 17:30, Monday to Friday; one is on leave on Wednesday.</summary>
    public static SchedulingProblem Office() => new()
    {
        Name = "行政班 6 人",
        Horizon = new Horizon { Start = Monday, Days = 7 },
        OpeningHours = [.. Enumerable.Range(1, 5).Select(d => new OpeningPeriod { Day = (IsoDayOfWeek)d, From = At(8, 30), To = At(17, 30) })],
        Posts = [new Post { Id = "desk", Name = "服务台" }],
        Bands = [new Band { Id = "office", Name = "行政班" }],
        Contracts = [FullTime],
        ShiftTypes =
        [
            new ShiftType
            {
                Id = "O", Name = "行政班", Band = "office", Posts = ["desk"], Parts = [Work(At(8, 30), At(17, 30))], Breaks = [Lunch(180, 240, 60)],
                Days = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
            },
        ],
        Employees = [.. new[] { "王敏", "李静", "张强", "刘洋", "陈丽", "杨杰" }.Select((name, i) => new Employee { Id = $"o{i + 1}", Name = name, Contract = "full" })],
        Demand = new Demand { Shifts = [.. Enumerable.Range(0, 5).Select(d => new ShiftDemand { ShiftType = "O", Post = "desk", Date = Monday.PlusDays(d), Required = 5 })] },
        Leave = [new Leave { Employee = "o3", From = Monday.PlusDays(2), Until = Monday.PlusDays(2) }],
        Wishes = [new Wish { Employee = "o1", Date = Monday.PlusDays(4), Kind = WishKind.Avoid, Priority = 3 }, new Wish { Employee = "o5", Date = Monday, Kind = WishKind.Avoid }],
        Rules = [.. SampleRules.Everywhere, new ShiftCoverageRule()],
    };

    /// <summary>
    /// Two people must be on the night desk every night, only two may work there, and one of them is on leave on Wednesday and
    /// Thursday. Even without the leave each would work seven nights without a day off.
    /// </summary>
    public static SchedulingProblem Impossible() => new()
    {
        Name = "排不出来的一周（夜班至少 2 人，只有 2 人会值夜班，其中 1 人请假）",
        Horizon = new Horizon { Start = Monday, Days = 7 },
        Skills = [new Skill { Id = "night-desk", Name = "夜间值守" }],
        Posts = [new Post { Id = "day", Name = "日间服务台" }, new Post { Id = "night", Name = "夜间服务台", Skill = "night-desk" }],
        Bands = [new Band { Id = "early", Name = "早班", Order = 0 }, new Band { Id = "night", Name = "夜班", Order = 3, Night = true }],
        Contracts = [FullTime with { MinimumMinutesPerWeek = 0 }],
        ShiftTypes =
        [
            new ShiftType { Id = "D", Name = "早班", Band = "early", Posts = ["day"], Parts = [Work(At(8), At(16))] },
            new ShiftType { Id = "N", Name = "夜班", Band = "night", Posts = ["night"], Parts = [Work(At(22), At(6))] },
        ],
        Employees =
        [
            .. new[] { "李敏", "王强", "赵静", "孙磊", "周艳" }.Select((name, i) => new Employee
            {
                Id = $"n{i + 1}", Name = name, Contract = "full", Skills = i < 2 ? [Certified("night-desk")] : [],
            }),
        ],
        Demand = new Demand
        {
            Intervals =
            [
                .. Enumerable.Range(0, 7).SelectMany(d => new[]
                {
                    new IntervalDemand { Post = "day", Date = Monday.PlusDays(d), From = At(8), Required = [.. Enumerable.Repeat(2, 16)] },
                    new IntervalDemand { Post = "night", Date = Monday.PlusDays(d), From = At(22), Required = [.. Enumerable.Repeat(2, 16)], Minimum = [.. Enumerable.Repeat(2, 16)] },
                }),
            ],
        },
        Leave = [new Leave { Employee = "n2", From = Monday.PlusDays(2), Until = Monday.PlusDays(3) }],
        Rules = [new SkillRequiredRule(), new LeaveAndAvailabilityRule(), new MinimumRestRule(), new DaysOffInSevenRule(), new IntervalCoverageRule(), new CoverageFloorRule()],
    };
}
