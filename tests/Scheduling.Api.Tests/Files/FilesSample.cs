using CsCheck;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Files;

/// <summary>Problems and rosters that the tests of files share.</summary>
internal static class FilesSample
{
    /// <summary>A week of 40 people with nights, a split shift, standby, four posts, leave and a public holiday.</summary>
    public static SchedulingProblem DayAndNight { get; } = Sample("day-and-night-40");

    public static SchedulingProblem Sample(string name) =>
        ProblemReader.ReadProblem(File.ReadAllBytes(Path.Combine(Artifacts.Repository, "samples", name + ".json"))).Value!;

    /// <summary>Two people, two shift types, one of them movable and worked on two posts.</summary>
    public static SchedulingProblem Small { get; } = new()
    {
        Name = "Desk",
        Horizon = new Horizon { Start = new LocalDate(2026, 7, 6), Days = 7 },
        Skills = [new Skill { Id = "phone", Name = "电话" }, new Skill { Id = "chat" }],
        Posts = [new Post { Id = "call", Name = "热线" }, new Post { Id = "chat" }],
        Bands = [new Band { Id = "early", Name = "早班" }, new Band { Id = "night", Name = "夜班", Order = 3, Night = true }],
        Contracts = [new Contract { Id = "full", Name = "全职" }, new Contract { Id = "half" }],
        ShiftTypes =
        [
            new ShiftType
            {
                Id = "E", Name = "早班", Band = "early", Posts = ["call", "chat"],
                Parts = [new ShiftPart { Start = new LocalTime(7, 0), End = new LocalTime(15, 0) }],
                StartWindow = new StartWindow { Earliest = new LocalTime(6, 30), Latest = new LocalTime(8, 0) },
                Breaks = [new BreakWindow { EarliestMinutes = 180, LatestMinutes = 240, Minutes = 30 }],
            },
            new ShiftType { Id = "N", Band = "night", Parts = [new ShiftPart { Start = new LocalTime(22, 0), End = new LocalTime(6, 0) }], Days = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday] },
        ],
        Employees = [new Employee { Id = "a1", Name = "王敏", Contract = "full" }, new Employee { Id = "a2", Name = "李静", Contract = "half" }],
    };

    /// <summary>Any roster that a problem allows by its shape.</summary>
    public static Gen<Roster> Rosters(SchedulingProblem problem) => Gen.Int[0, 1_000_000].Array[Cells(problem)].Select(dice => Of(problem, dice));

    /// <summary>One such roster, always the same.</summary>
    public static Roster RosterOf(SchedulingProblem problem)
    {
        var random = new Random(20260706);
        return Of(problem, [.. Enumerable.Range(0, Cells(problem)).Select(_ => random.Next(1_000_000))]);
    }

    private static int Cells(SchedulingProblem problem) => problem.Employees.Count * problem.Horizon.Days;

    private static Roster Of(SchedulingProblem problem, int[] dice) => new()
    {
        Assignments =
        [
            .. from person in problem.Employees.Index()
               from day in Enumerable.Range(0, problem.Horizon.Days)
               let assignment = Cell(problem, person.Item.Id, problem.Horizon.Start.PlusDays(day), dice[(person.Index * problem.Horizon.Days) + day])
               where assignment is not null
               select assignment,
        ],
    };

    private static Assignment? Cell(SchedulingProblem problem, string employee, LocalDate date, int dice)
    {
        ShiftType[] types = [.. problem.ShiftTypes.Where(type => type.Days.Count == 0 || type.Days.Contains(date.DayOfWeek))];
        if (dice % 4 == 0)
        {
            return null;
        }

        ShiftType type = types[dice / 4 % types.Length];
        LocalTime[] starts = [.. type.Starts()];
        LocalTime start = starts[dice / 32 % starts.Length];
        return new Assignment
        {
            Employee = employee,
            Date = date,
            ShiftType = type.Id,
            Start = start == type.Parts[0].Start ? null : start,
            Post = type.Posts.Count == 0 ? null : type.Posts[dice / 512 % type.Posts.Count],
        };
    }
}
