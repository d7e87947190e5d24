using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Demand per interval with pooled skills and floors, per shift, and for standby.</summary>
internal static class RandomDemand
{
    public static Demand Of(Dice dice, SchedulingProblem problem) => new()
    {
        Intervals = dice.Chance(0.7) ? Intervals(dice, problem) : [],
        Shifts = [.. Dates(problem).SelectMany(date => dice.Some(problem.ShiftTypes, 0.4).SelectMany(s => Shift(dice, s, date)))],
        Standby = [.. dice.Some(Dates(problem), 0.4).Select(date => new StandbyDemand
        {
            Date = date, Post = dice.MaybeText(0.3, () => dice.Pick(problem.Posts).Id), Required = dice.Number(0, 2),
        })],
    };

    private static IEnumerable<LocalDate> Dates(SchedulingProblem problem) => Enumerable.Range(0, problem.Horizon.Days).Select(problem.Horizon.Start.PlusDays);

    private static List<IntervalDemand> Intervals(Dice dice, SchedulingProblem problem)
    {
        List<IntervalDemand> series = [];
        for (int kind = dice.Number(1, 3); kind > 0; kind--)
        {
            string post = dice.Pick(problem.Posts).Id;
            string? skill = dice.MaybeText(0.5, () => dice.Pick(problem.Skills).Id);
            int level = dice.Number(1, 2);
            if (series.Any(s => s.Post == post && s.Skill == skill && s.MinimumLevel == level))
            {
                continue;
            }

            // Two days apart and at most a day long, so that series of one kind never overlap.
            for (LocalDate date = problem.Horizon.Start.PlusDays(dice.Number(0, 2)); date <= problem.Horizon.End(); date = date.PlusDays(2))
            {
                int minutes = dice.Number(1, 8) * dice.Pick([60, 60, 180]);
                int[] required = [.. Enumerable.Range(0, Math.Max(1, minutes / problem.Horizon.IntervalMinutes)).Select(_ => dice.Number(0, 3))];
                series.Add(new IntervalDemand
                {
                    Post = post,
                    Skill = skill,
                    MinimumLevel = level,
                    Date = date,
                    From = dice.Time(0, 22, 60),
                    Required = required,
                    Minimum = dice.Chance(0.5) ? [.. required.Select(r => dice.Number(0, Math.Min(r, 1)))] : [],
                });
            }
        }

        return series;
    }

    private static IEnumerable<ShiftDemand> Shift(Dice dice, ShiftType shift, LocalDate date)
    {
        if (shift.Days.Count > 0 && !shift.Days.Contains(date.DayOfWeek))
        {
            yield break;
        }

        int required = dice.Number(0, 2);
        yield return new ShiftDemand
        {
            ShiftType = shift.Id,
            Date = date,
            Post = shift.Posts.Count == 0 ? null : dice.MaybeText(0.5, () => dice.Pick(shift.Posts)),
            Required = required,
            Minimum = dice.Maybe(0.3, () => dice.Number(0, required)),
            Maximum = dice.Maybe(0.5, () => required + dice.Number(0, 1)),
            ShortFactor = dice.Maybe(0.2, () => dice.Number(1, 9)),
            SurplusFactor = dice.Maybe(0.2, () => dice.Number(1, 9)),
        };
    }
}
