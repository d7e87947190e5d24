using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Random valid problems, each named by its seed and size: <c>RandomProblem.Of(4711, ProblemSize.Small)</c>.</summary>
internal static class RandomProblem
{
    private static readonly IsoDayOfWeek[] Weekdays = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];

    public static SchedulingProblem Of(int seed, ProblemSize size)
    {
        var dice = new Dice(seed);
        SchedulingProblem problem = Empty(dice, size);
        problem = problem with { ShiftTypes = RandomShifts.Of(dice, size, problem) };
        problem = problem with { Employees = RandomPeople.Of(dice, size, problem) };
        problem = problem with { Activities = dice.Chance(0.2) ? [.. Enumerable.Range(1, dice.Number(1, 2)).Select(i => RandomRequests.Activity(dice, problem, i))] : [] };
        problem = problem with { Employees = [.. problem.Employees.Select(e => e with { Completed = dice.Some(problem.Activities.Select(a => a.Id), 0.15) })] };
        problem = RandomDuties.AddTo(dice, problem);
        problem = RandomTogether.AddTo(new Dice(~seed), problem);
        problem = problem with
        {
            Demand = RandomDemand.Of(dice, problem),
            Leave = dice.Many(0, 3, () => RandomRequests.Leave(dice, problem)),
            Wishes = dice.Many(0, 5, () => RandomRequests.Wish(dice, problem)),
            Pins = [.. dice.Many(0, 3, () => RandomRequests.Pin(dice, problem)).DistinctBy(p => (p.Employee, p.Date))],
        };
        problem = RandomHours.AddTo(new Dice(seed + 1_000_003), problem);
        problem = RandomTurns.AddTo(new Dice(seed + 2_000_003), problem);
        return problem with { Rules = RandomRules.Of(dice, size, problem) };
    }

    /// <summary>The problem of a seed with as many people and days as leave at most a number of rosters.</summary>
    public static SchedulingProblem Listable(int seed, int mostRosters)
    {
        for (ProblemSize size = ProblemSize.Tiny; ; size = Smaller(size))
        {
            SchedulingProblem problem = Of(seed, size);
            if (IsListable(problem, mostRosters))
            {
                return problem;
            }
        }
    }

    private static bool IsListable(SchedulingProblem problem, int mostRosters)
    {
        RosterModel model = RosterModel.Compile(problem with { Rules = [] });
        double choices = 0;
        for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
        {
            choices += Math.Log(model.Options[model.DayOffsets[day]..model.DayOffsets[day + 1]].Sum(o => o.Breaks.Aggregate(1.0, (product, slot) => product * slot.Count)));
        }

        return choices * model.Employees < Math.Log(mostRosters);
    }

    private static ProblemSize Smaller(ProblemSize size) =>
        size.MostDays > 2 ? size with { MostDays = size.MostDays - 1 }
        : size.MostEmployees > 1 ? size with { MostEmployees = size.MostEmployees - 1, MostDays = 4 }
        : size.MostChoices > 1 ? size with { MostChoices = 1, MostEmployees = 2, MostDays = 4 }
        : size with { MostShiftTypes = 1, LeastDays = 1, MostDays = 1 };

    private static SchedulingProblem Empty(Dice dice, ProblemSize size)
    {
        IReadOnlyList<Skill> skills = [.. Enumerable.Range(1, dice.Number(1, 3)).Select(i => new Skill { Id = "k" + i, Name = "k" + i })];
        string[] levels = dice.Chance(0.25) ? ["hard", "coverage", "quality", "comfort"] : ["hard", "coverage", "quality"];
        return new SchedulingProblem
        {
            Horizon = RandomHorizon(dice, size),
            Levels = levels,
            OpeningHours = dice.Chance(0.3) ? dice.Many(1, 7, () => new OpeningPeriod { Day = dice.Pick(Weekdays), From = dice.Time(0, 12, 30), To = dice.Time(12, 24, 30) }) : [],
            Skills = skills,
            Posts = [.. Enumerable.Range(1, dice.Number(1, 3)).Select(i => new Post
            {
                Id = "p" + i,
                Name = "p" + i,
                Skill = dice.MaybeText(0.6, () => dice.Pick(skills).Id),
                MinimumLevel = dice.Number(1, 2),
            })],
            Bands =
            [
                TinyProblem.EarlyBand,
                TinyProblem.MidBand with { Order = dice.Chance(0.2) ? 0 : 1 },
                TinyProblem.LateBand with { Night = dice.Chance(0.15) },
                TinyProblem.NightBand with { Order = dice.Chance(0.1) ? 1 : 3 },
            ],
            Contracts = [.. Enumerable.Range(1, dice.Number(1, 3)).Select(i => RandomPeople.Contract(dice, "c" + i))],
            ShiftTypes = [],
            Employees = [],
        };
    }

    private static Horizon RandomHorizon(Dice dice, ProblemSize size)
    {
        (string zone, LocalDate? change) = dice.Number(0, 9) switch
        {
            0 => ("Europe/Berlin", dice.Pick([new LocalDate(2026, 3, 29), new LocalDate(2026, 10, 25)])),
            1 => ("Australia/Lord_Howe", dice.Pick([new LocalDate(2026, 4, 5), new LocalDate(2026, 10, 4)])),
            2 => ("America/New_York", dice.Pick([new LocalDate(2026, 3, 8), new LocalDate(2026, 11, 1)])),
            3 => ("America/Santiago", new LocalDate(2026, 9, 6)),
            _ => ("Asia/Shanghai", (LocalDate?)null),
        };
        int days = dice.Number(size.LeastDays, size.MostDays);
        return new Horizon
        {
            Start = change is { } date ? date.PlusDays(-dice.Number(0, days)) : TinyProblem.Monday.PlusDays(dice.Number(0, 100)),
            Days = days,
            TimeZone = zone,
            IntervalMinutes = dice.Pick([60, 60, 30, 30, 15, 20]),
            HistoryDays = dice.Chance(0.3) ? 0 : dice.Number(1, 8),
            FixedDaysAfter = dice.Chance(0.5) ? 0 : dice.Number(1, 4),
            WeekStart = dice.Chance(0.7) ? IsoDayOfWeek.Monday : dice.Pick(Weekdays),
            Weekend = dice.Number(0, 5) switch
            {
                0 => [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday],
                1 => [dice.Pick(Weekdays)],
                2 => [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
                _ => [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
            },
        };
    }
}
