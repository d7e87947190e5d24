using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Makes the problem of the days after a published roster: same people, rules and demand by weekday, the roster as its history.</summary>
public static class NextHorizon
{
    /// <summary>Days of history that are kept by default: four weeks.</summary>
    public const int DefaultHistoryDays = 28;

    /// <summary>
    /// The problem of the period right after. Its demand is moved by the length of the horizon (a multiple of 7 days keeps weekdays); leave and calendar keep their dates;
    /// wishes, pins, the published roster and fixed duties after the horizon belonged to the old period and are left out; people carry over their fairness balances, and the activities of duties that are no longer kept as history count as completed.
    /// </summary>
    /// <param name="problem">The problem of the period that is over.</param>
    /// <param name="roster">Its roster, as published.</param>
    /// <param name="historyDays">Days of history that are kept, at least as many as the rules look back.</param>
    public static SchedulingProblem After(SchedulingProblem problem, Roster roster, int historyDays = DefaultHistoryDays)
    {
        Horizon horizon = problem.Horizon;
        int days = Math.Min(historyDays, horizon.HistoryDays + horizon.Days);
        LocalDate start = horizon.End().PlusDays(1);
        LocalDate from = start.PlusDays(-days);
        ILookup<string, string> forgotten = problem.History.Concat(roster.Assignments).Where(a => a.Date < from && a.Activity is not null).ToLookup(a => a.Employee, a => a.Activity!.Activity);
        LocalDate Moved(LocalDate date) => date.PlusDays(horizon.Days);
        return problem with
        {
            Horizon = horizon with { Start = start, HistoryDays = days, FixedDaysAfter = 0 },
            Employees = [.. CarriedBalances.After(problem, roster).Select(e => e with { Completed = [.. e.Completed.Union(forgotten[e.Id])] })],
            History = [.. problem.History.Concat(roster.Assignments).Where(a => a.Date >= from)],
            FixedAfter = [],
            Published = null,
            Pins = [],
            Wishes = [],
            Demand = new Demand
            {
                Intervals = [.. problem.Demand.Intervals.Select(d => d with { Date = Moved(d.Date) })],
                Shifts = [.. problem.Demand.Shifts.Select(d => d with { Date = Moved(d.Date) })],
                Standby = [.. problem.Demand.Standby.Select(d => d with { Date = Moved(d.Date) })],
            },
        };
    }
}
