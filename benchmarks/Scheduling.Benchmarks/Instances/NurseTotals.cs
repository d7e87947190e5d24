using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.ShiftCount;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Shifts and weekends that the contracts allow over the whole case. When only some of its weeks are rostered, what is above the most is charged in full, for it cannot be mended;
/// and, at half the cost, what departs from the part that the weeks so far make of the whole: a planner who does not know the weeks to come can do no better than go evenly.
/// </summary>
internal static class NurseTotals
{
    private const int ShiftCost = 20;
    private const int WeekendCost = 30;

    /// <summary>The rules for weeks that end after so many weeks of the case.</summary>
    public static IEnumerable<Rule> Rules(NurseScenario scenario, IReadOnlyList<NurseHistory> history, int weeksDone, int weeks)
    {
        Line[] lines = [.. Lines(scenario, history)];
        bool last = weeksDone == scenario.Weeks;
        return Shifts(lines, last ? l => l.Contract.Shifts.Least : _ => 0, l => l.Contract.Shifts.Most, ShiftCost, 7 * weeks)
            .Concat(Weekends(lines, l => l.Contract.MostWeekends, WeekendCost, weeks))
            .Concat(last ? [] : Shifts(lines, l => l.Contract.Shifts.Least * weeksDone / scenario.Weeks, l => RoundedUp(l.Contract.Shifts.Most * weeksDone, scenario.Weeks), ShiftCost / 2, 7 * weeks))
            .Concat(last ? [] : Weekends(lines, l => RoundedUp(l.Contract.MostWeekends * weeksDone, scenario.Weeks), WeekendCost / 2, weeks));
    }

    /// <summary>Cost of what the history has above the most already.</summary>
    public static long Settled(NurseScenario scenario, IReadOnlyList<NurseHistory> history) => Lines(scenario, history).Sum(l =>
        (ShiftCost * Math.Max(0L, l.History.Shifts - l.Contract.Shifts.Most)) + (WeekendCost * Math.Max(0L, l.History.Weekends - l.Contract.MostWeekends)));

    private static IEnumerable<Line> Lines(NurseScenario scenario, IReadOnlyList<NurseHistory> history)
    {
        Dictionary<string, NurseContract> contracts = scenario.Contracts.ToDictionary(c => c.Id);
        return scenario.Nurses.Zip(history).Select(n => new Line(n.First, contracts[n.First.Contract], n.Second));
    }

    /// <summary>One rule for all nurses who may still work as few and as many shifts.</summary>
    private static IEnumerable<Rule> Shifts(Line[] lines, Func<Line, int> least, Func<Line, int> most, int cost, int days)
    {
        foreach (var left in lines.GroupBy(l => (Least: Math.Max(0, least(l) - l.History.Shifts), Most: Math.Max(0, most(l) - l.History.Shifts))).Where(g => g.Key.Least > 0 || g.Key.Most < days))
        {
            yield return new ShiftCountRule { Minimum = left.Key.Least, Maximum = left.Key.Most, AppliesTo = For(left), Enforcement = NurseProblem.Soft(cost) };
        }
    }

    private static IEnumerable<Rule> Weekends(Line[] lines, Func<Line, int> most, int cost, int weeks)
    {
        foreach (IGrouping<int, Line> left in lines.GroupBy(l => Math.Max(0, most(l) - l.History.Weekends)).Where(g => g.Key < weeks))
        {
            yield return new MostWeekendsRule { Maximum = left.Key, WindowWeeks = weeks, CountsHistory = false, AppliesTo = For(left), Enforcement = NurseProblem.Soft(cost) };
        }
    }

    private static RuleScope For(IEnumerable<Line> lines) => new() { Employees = [.. lines.Select(l => l.Nurse.Id)] };

    private static int RoundedUp(int value, int by) => (value + by - 1) / by;

    private sealed record Line(Nurse Nurse, NurseContract Contract, NurseHistory History);
}
