using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Makes a failing problem smaller piece by piece for as long as it still fails, so that what is left says why.</summary>
internal static class Shrinker
{
    /// <summary>Fails the test when a check of a problem finds something, with the seed and the smallest problem that fails too.</summary>
    public static void AssertHolds(int seed, SchedulingProblem problem, Func<SchedulingProblem, string?> failure)
    {
        if (failure(problem) is not { } found)
        {
            return;
        }

        SchedulingProblem smallest = Shrink(problem, p => failure(p) is not null);
        Assert.Fail($"""
            Seed {seed}: {found}
            Smallest problem: {failure(smallest)}
            {JsonSerializer.Serialize(smallest, SchedulingJson.Default)}
            """);
    }

    private static SchedulingProblem Shrink(SchedulingProblem problem, Func<SchedulingProblem, bool> fails)
    {
        for (bool smaller = true; smaller;)
        {
            smaller = false;
            foreach (SchedulingProblem candidate in Candidates(problem))
            {
                if (StillFails(candidate, fails))
                {
                    (problem, smaller) = (candidate, true);
                    break;
                }
            }
        }

        return problem;
    }

    private static bool StillFails(SchedulingProblem candidate, Func<SchedulingProblem, bool> fails)
    {
        try
        {
            return fails(candidate);
        }
        catch (Exception)
        {
            // A piece was missing that another names.
            return false;
        }
    }

    private static IEnumerable<SchedulingProblem> Candidates(SchedulingProblem p) =>
    [
        .. Without(p.Rules, l => p with { Rules = l }),
        .. Without(p.Employees, l => p with
        {
            Employees = l,
            History = [.. p.History.Where(a => l.Any(e => e.Id == a.Employee))],
            FixedAfter = [.. p.FixedAfter.Where(a => l.Any(e => e.Id == a.Employee))],
            Leave = [.. p.Leave.Where(a => l.Any(e => e.Id == a.Employee))],
            Wishes = [.. p.Wishes.Where(a => l.Any(e => e.Id == a.Employee))],
            Pins = [.. p.Pins.Where(a => l.Any(e => e.Id == a.Employee))],
            OvertimeApprovals = [.. p.OvertimeApprovals.Where(a => l.Any(e => e.Id == a.Employee))],
            Published = p.Published is null ? null : [.. p.Published.Where(a => l.Any(e => e.Id == a.Employee))],
        }),
        .. Without(p.ShiftTypes, l => p with { ShiftTypes = l }),
        .. Without(p.History, l => p with { History = l }),
        .. Without(p.FixedAfter, l => p with { FixedAfter = l }),
        .. Without(p.Demand.Intervals, l => p with { Demand = p.Demand with { Intervals = l } }),
        .. Without(p.Demand.Shifts, l => p with { Demand = p.Demand with { Shifts = l } }),
        .. Without(p.Demand.Standby, l => p with { Demand = p.Demand with { Standby = l } }),
        .. Without(p.Leave, l => p with { Leave = l }),
        .. Without(p.Wishes, l => p with { Wishes = l }),
        .. Without(p.Pins, l => p with { Pins = l }),
        .. Without(p.Calendar, l => p with { Calendar = l }),
        .. Without(p.OpeningHours, l => p with { OpeningHours = l }),
        .. p.Published is null ? [] : new[] { p with { Published = null } },
        .. p.Horizon.Days > 1 ? new[] { p with { Horizon = p.Horizon with { Days = p.Horizon.Days - 1 }, FixedAfter = [] } } : [],
        .. p.ShiftTypes.Where(s => s.Breaks.Count > 0).Select(s => p with { ShiftTypes = [.. p.ShiftTypes.Select(t => t == s ? s with { Breaks = [] } : t)] }),
    ];

    private static IEnumerable<SchedulingProblem> Without<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, SchedulingProblem> with) =>
        Enumerable.Range(0, items.Count).Select(i => with([.. items.Where((_, index) => index != i)]));
}
