using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Periods;

/// <summary>Makes the problem of the days after a published roster: same people, rules and demand by weekday, the roster as its history.</summary>
public static class NextHorizon
{
    /// <summary>Days of history that are kept by default: four weeks.</summary>
    public const int DefaultHistoryDays = 28;

    /// <summary>
    /// The problem of the period right after. Its demand is moved by the length of the horizon (a multiple of 7 days keeps weekdays); leave and calendar keep their dates;
    /// wishes, pins, the published roster and fixed duties after the horizon belonged to the old period and are left out. People carry over their fairness balances; of duties
    /// that are no longer kept as history, the minutes are remembered by month as earlier work, and the activities as completed.
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
        var view = new RosterView(problem, roster);
        LocalDate Moved(LocalDate date) => date.PlusDays(horizon.Days);
        return problem with
        {
            Horizon = horizon with { Start = start, HistoryDays = days, FixedDaysAfter = 0 },
            Employees = [.. CarriedBalances.After(problem, roster).Select(e => e with
            {
                Completed = [.. e.Completed.Union(forgotten[e.Id])],
                EarlierWork = [.. e.EarlierWork, .. Earlier(view, view.EmployeeOf(e.Id), horizon.KnownFrom(), from.PlusDays(-1))],
            })],
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

    /// <summary>What was worked on the days first … last, one entry for each month they touch.</summary>
    private static IEnumerable<EarlierWork> Earlier(RosterView view, Employee employee, LocalDate first, LocalDate last)
    {
        for (LocalDate from = first; from <= last;)
        {
            LocalDate monthEnd = from.With(DateAdjusters.EndOfMonth);
            LocalDate until = monthEnd < last ? monthEnd : last;
            Duty[] duties = [.. view.DutiesOf(employee).Where(d => d.Date >= from && d.Date <= until)];
            if (duties.Length > 0)
            {
                yield return new EarlierWork { From = from, Until = until, Minutes = duties.Sum(d => d.PaidMinutes), OvertimeMinutes = duties.Sum(d => d.OvertimeMinutes) };
            }

            from = until.PlusDays(1);
        }
    }
}
