using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>What the rules of hours and pay read: earlier work, personal restrictions, time in lieu and leave that takes it, approved overtime, pay.</summary>
internal static class RandomHours
{
    public static SchedulingProblem AddTo(Dice dice, SchedulingProblem problem) => problem with
    {
        Employees = [.. problem.Employees.Select(e => e with
        {
            EarlierWork = dice.Chance(0.4) ? EarlierWork(dice, problem.Horizon) : [],
            Restrictions = dice.Chance(0.3) ? dice.Many(1, 2, () => Restriction(dice, problem.Horizon)) : [],
            TimeInLieu = dice.Many(0, 2, () => new LieuTime { Minutes = dice.Number(0, 16) * 60, Expires = dice.Maybe(0.6, () => Near(dice, problem.Horizon)) }),
        })],
        Contracts = [.. problem.Contracts.Select(c => dice.Chance(0.7) ? c with { PayPerHour = dice.Number(1, 8000), NightAllowance = dice.Pick([0, 0, 2000]) } : c)],
        Leave = [.. problem.Leave.Select(l => dice.Chance(0.5) ? l with { Kind = Leave.TimeInLieuKind } : l)],
        OvertimeApprovals = [.. dice.Many(0, 4, () => new OvertimeApproval
        {
            Employee = dice.Pick(problem.Employees).Id, Date = Near(dice, problem.Horizon), Minutes = dice.Number(0, 16) * 30,
        }).DistinctBy(a => (a.Employee, a.Date))],
    };

    private static LocalDate Near(Dice dice, Horizon horizon) => horizon.Start.PlusDays(dice.Number(-2, horizon.Days + 1));

    /// <summary>Stretches that follow each other backwards from a day before the known ones; some end with a month.</summary>
    private static List<EarlierWork> EarlierWork(Dice dice, Horizon horizon)
    {
        List<EarlierWork> worked = [];
        LocalDate until = horizon.KnownFrom().PlusDays(-1 - dice.Pick([0, 0, 3]));
        for (int i = dice.Number(1, 3); i > 0; i--)
        {
            LocalDate from = dice.Chance(0.5) ? until.With(DateAdjusters.StartOfMonth) : until.PlusDays(-dice.Number(0, 20));
            int days = Period.DaysBetween(from, until) + 1;
            int minutes = days * dice.Number(0, 8) * 60;
            worked.Add(new EarlierWork { From = from, Until = until, Minutes = minutes, OvertimeMinutes = Math.Min(minutes, dice.Pick([0, 60, 2000])) });
            until = from.PlusDays(-1);
        }

        return worked;
    }

    private static PersonalRestriction Restriction(Dice dice, Horizon horizon)
    {
        LocalDate? from = dice.Maybe(0.5, () => Near(dice, horizon));
        LocalDate? until = dice.Maybe(0.5, () => Near(dice, horizon));
        return new PersonalRestriction { Kind = dice.Pick(Enum.GetValues<RestrictionKind>()), From = from, Until = until < from ? null : until };
    }
}
