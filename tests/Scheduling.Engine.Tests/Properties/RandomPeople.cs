using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Contracts and employees with skills for a time, traineeships, availability, windows of their own and carried balances.</summary>
internal static class RandomPeople
{
    public static Contract Contract(Dice dice, string id)
    {
        int minimum = dice.Chance(0.5) ? 0 : dice.Number(0, 30) * 60;
        return new Contract
        {
            Id = id,
            Name = id,
            MinimumMinutesPerWeek = minimum,
            MaximumMinutesPerWeek = dice.Maybe(0.5, () => minimum + (dice.Number(0, 30) * 60)),
            TargetMinutesPerWeek = dice.Pick([2400, 1200, 1999, 0]),
            FairShare = dice.Pick([100, 100, 50, 80, 75, 120, 200]),
        };
    }

    public static IReadOnlyList<Employee> Of(Dice dice, ProblemSize size, SchedulingProblem problem) =>
        [.. Enumerable.Range(0, dice.Number(size.LeastEmployees, size.MostEmployees)).Select(i => Make(dice, problem, ((char)('A' + i)).ToString()))];

    private static Employee Make(Dice dice, SchedulingProblem problem, string id)
    {
        LocalDate Near() => problem.Horizon.Start.PlusDays(dice.Number(-2, problem.Horizon.Days + 1));
        LocalDate? employedFrom = dice.Maybe(0.1, Near);
        LocalDate? employedUntil = dice.Maybe(0.1, Near);
        return new Employee
        {
            Id = id,
            Name = id,
            Contract = dice.Pick(problem.Contracts).Id,
            Skills = [.. problem.Skills.SelectMany(s => Skills(dice, s.Id, Near))],
            EmployedFrom = employedFrom,
            EmployedUntil = employedUntil < employedFrom ? null : employedUntil,
            Availability = dice.Chance(0.25) ? dice.Many(1, 3, () => Window(dice)) : [],
            StartWindows = dice.Chance(0.4) ? dice.Many(1, 2, () => Window(dice)) : [],
            Balances = [.. dice.Many(0, 3, () => new CarriedBalance { Measure = dice.Chance(0.2) ? "wishes" : Measure(dice, problem), Amount = dice.Number(-6, 6) * dice.Pick([1m, 1m, 30m, 0.25m, 0.333m]) }).DistinctBy(b => b.Measure)],
        };
    }

    /// <summary>A measure of the fairness rule.</summary>
    public static string Measure(Dice dice, SchedulingProblem problem) => dice.Number(0, 8) switch
    {
        0 => "nights",
        1 => "weekends",
        2 => "holidays",
        3 => "standby",
        4 => "band:" + dice.Pick(problem.Bands).Id,
        5 => "post:" + dice.Pick(problem.Posts).Id,
        6 => "wishes",
        7 => "overtime",
        _ => "minutes",
    };

    /// <summary>No such skill, one for ever, one for a time, or a trainee who is certified on a day.</summary>
    private static IEnumerable<EmployeeSkill> Skills(Dice dice, string skill, Func<LocalDate> near)
    {
        int level = dice.Number(1, 3);
        LocalDate day = near();
        return dice.Number(0, 9) switch
        {
            0 or 1 => [],
            2 => [new EmployeeSkill { Skill = skill, Level = level, Until = day }],
            3 => [new EmployeeSkill { Skill = skill, Level = level, From = day }],
            4 or 5 => [new EmployeeSkill { Skill = skill, Level = level, Certified = false }],
            6 => [new EmployeeSkill { Skill = skill, Certified = false, Until = day }, new EmployeeSkill { Skill = skill, Level = level, From = day.PlusDays(1) }],
            _ => [new EmployeeSkill { Skill = skill, Level = level }],
        };
    }

    private static WeeklyWindow Window(Dice dice) => new()
    {
        Day = dice.Maybe(0.4, () => (IsoDayOfWeek)dice.Number(1, 7)),
        From = dice.Time(0, 23),
        To = dice.Time(0, 23),
    };
}
