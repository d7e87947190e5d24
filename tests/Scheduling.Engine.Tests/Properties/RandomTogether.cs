using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules.LeaderPresent;
using Scheduling.Engine.Rules.ReserveCoverage;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>What employees are to each other: tags, colleagues to hand over to, groups that rules name; and call-ins of people on standby.</summary>
internal static class RandomTogether
{
    /// <summary>Tags of random employees.</summary>
    public static readonly string[] Tags = ["leader", "newcomer", "team-a"];

    public static SchedulingProblem AddTo(Dice dice, SchedulingProblem problem)
    {
        string[] ids = [.. problem.Employees.Select(e => e.Id)];
        return problem with
        {
            Employees = [.. problem.Employees.Select(e => e with { Tags = dice.Some(Tags, 0.4), HandoverTo = dice.Chance(0.5) ? dice.Some(ids.Where(id => id != e.Id), 0.6) : [] })],
            CallIns = dice.Many(0, 3, () => CallIn(dice, problem)),
        };
    }

    /// <summary>Up to two groups of two or three employees; none where there are not enough.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Groups(Dice dice, SchedulingProblem problem) => problem.Employees.Count < 2 ? [] : dice.Many(0, 2, () =>
    {
        string[] ids = [.. problem.Employees.Select(e => e.Id)];
        dice.Shuffle(ids);
        return (IReadOnlyList<string>)ids[..Math.Min(ids.Length, dice.Number(2, 3))];
    });

    public static LeaderPresentRule Leaders(Dice dice, SchedulingProblem problem) => new()
    {
        Tag = dice.Pick([.. Tags, ""]),
        Skill = problem.Skills.Count == 0 ? null : dice.MaybeText(0.4, () => dice.Pick(problem.Skills).Id),
        MinimumLevel = dice.Number(1, 3),
        Least = dice.Number(1, 2),
        MostPerLeader = dice.Maybe(0.5, () => dice.Pick([1, 2, 1000])),
        Per = dice.Pick([LeaderPer.Band, LeaderPer.Interval]),
        Bands = dice.Some(problem.Bands.Select(b => b.Id), 0.3),
        Weekdays = dice.Some(Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d), 0.3),
        Posts = dice.Some(problem.Posts.Select(p => p.Id), 0.3),
    };

    public static ReserveCoverageRule Reserve(Dice dice, SchedulingProblem problem) => new()
    {
        Percent = dice.Pick([0, 10, 50, 130]),
        Agents = dice.Number(0, 1),
        Posts = dice.Some(problem.Posts.Select(p => p.Id), 0.3),
        Windows = dice.Many(0, 2, () => new WeeklyWindow { Day = dice.Maybe(0.5, () => (IsoDayOfWeek)dice.Number(1, 7)), From = dice.Time(0, 23), To = dice.Time(0, 23) }),
    };

    private static CallIn CallIn(Dice dice, SchedulingProblem problem)
    {
        LocalDate date = problem.Horizon.Start.PlusDays(dice.Number(-3, problem.Horizon.Days - 1));
        LocalDateTime start = date + dice.Time(0, 23);
        return new CallIn { Employee = dice.Pick(problem.Employees).Id, Start = start, End = start.PlusMinutes(dice.Number(1, 48) * 15) };
    }
}
