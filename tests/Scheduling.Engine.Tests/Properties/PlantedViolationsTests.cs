using Google.OrTools.Sat;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>
/// The checker must find what is wrong. Each of a thousand valid rosters gets exactly one violation, of one known kind, by one known edit. Whether an
/// edit breaks its rule is decided by an oracle of this test; the checker is asked only whether the other rules still hold.
/// </summary>
public sealed class PlantedViolationsTests(ITestOutputHelper output)
{
    private const int Rosters = 1000;
    private const int Problems = 25;
    private const int LeastPerKind = 30;

    /// <summary>Edits of one kind tried on one roster; most break another rule as well.</summary>
    private const int MostTries = 12;

    /// <summary>A kind that could not be planted in this many rosters of a problem is not tried on its others: the problem may have no place for it.</summary>
    private const int MostFailures = 15;

    [Fact]
    public void Every_planted_violation_in_a_thousand_valid_rosters_is_found()
    {
        Dictionary<string, int> counts = PlantedViolationsKinds.Rules.Select(k => k.Name).Concat(PlantedViolationsKinds.Shapes.Select(k => k.Name)).ToDictionary(n => n, _ => 0);
        HashSet<string> distinct = [];
        for (int seed = 0; distinct.Count < Rosters; seed++)
        {
            Assert.True(seed < 2 * Problems, "Too many of the problems have no valid roster.");
            var random = new Random(1000 + seed);
            SchedulingProblem problem = PlantedViolationsProblem.Of(seed);
            var failures = counts.ToDictionary(c => c.Key, _ => 0);
            foreach (PlantedViolationsRoster roster in ValidRosters(problem, Rosters / Problems, random))
            {
                Engine.Evaluation.Evaluation clean = RosterEvaluator.Evaluate(problem, roster.Roster);
                Assert.True(clean.Passes, Describe(roster, "clean", clean));
                Assert.All(PlantedViolationsKinds.Rules, kind => Assert.Empty(kind.Oracle(roster)));
                Assert.True(distinct.Add(roster.Key()), "A roster came twice.");
                counts[Plant(roster, counts, failures, random)]++;
            }
        }

        output.WriteLine(string.Join(Environment.NewLine, counts.Select(c => $"{c.Value,4} {c.Key}")));
        Assert.Equal(Rosters, distinct.Count);
        Assert.Equal(Rosters, counts.Values.Sum());
        Assert.InRange(counts.Count, 14, int.MaxValue);
        Assert.All(counts, c => Assert.True(c.Value >= LeastPerKind, $"'{c.Key}' was planted {c.Value} times; at least {LeastPerKind} are wanted."));
    }

    /// <summary>Plants the kind used least that the roster allows, asserts that it is found, and gives the kind's name.</summary>
    private static string Plant(PlantedViolationsRoster roster, Dictionary<string, int> counts, Dictionary<string, int> failures, Random random)
    {
        PlantedEdit[] edits = roster.Edits(random);
        foreach (string name in counts.Where(c => failures[c.Key] < MostFailures).OrderBy(c => c.Value).Select(c => c.Key).ToArray())
        {
            bool planted = PlantedViolationsKinds.Rules.FirstOrDefault(k => k.Name == name) is { } rule
                ? PlantRule(roster, rule, edits)
                : PlantShape(roster, PlantedViolationsKinds.Shapes.First(k => k.Name == name), random);
            if (planted)
            {
                return name;
            }

            failures[name]++;
        }

        throw new InvalidOperationException("No kind of violation can be planted in a roster.");
    }

    private static bool PlantRule(PlantedViolationsRoster roster, PlantedRuleKind kind, PlantedEdit[] edits)
    {
        SchedulingProblem others = roster.Problem with { Rules = [.. roster.Problem.Rules.Where(r => r.Descriptor.Id != kind.Rule)] };
        int tries = 0;
        foreach (PlantedEdit edit in edits.Where(e => kind.Fits(roster, e)))
        {
            PlantedViolationsRoster broken = roster.With(edit);
            PlantedFinding[] expected = [.. kind.Oracle(broken)];
            if (expected.Length != 1)
            {
                continue;
            }

            if (RosterEvaluator.Evaluate(others, broken.Roster).Passes)
            {
                Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(roster.Problem, broken.Roster);
                string description = Describe(broken, $"{kind.Name}, {expected[0]}", evaluation);
                Assert.True(evaluation.ShapeProblems.Count == 0 && !evaluation.Passes && evaluation.Violations.Count == 1, description);
                RuleViolation found = evaluation.Violations[0];
                Assert.True(found.Rule == kind.Rule && found.Level == 0 && found.Excess > 0, description);
                Assert.True(new PlantedFinding(found.Employee, found.From!.Value, found.Until!.Value, found.Post) == expected[0], description);
                return true;
            }

            if (++tries == MostTries)
            {
                return false;
            }
        }

        return false;
    }

    private static bool PlantShape(PlantedViolationsRoster roster, PlantedShapeKind kind, Random random)
    {
        List<Assignment> assignments = [.. roster.Roster.Assignments];
        int[] fitting = [.. Enumerable.Range(0, assignments.Count).Where(i => kind.Fits(assignments[i]))];
        if (fitting.Length == 0)
        {
            return false;
        }

        int index = fitting[random.Next(fitting.Length)];
        Assignment planted = kind.Plant(roster.Problem, assignments[index]);
        if (kind.IsAdded)
        {
            index = assignments.Count;
            assignments.Add(planted);
        }
        else
        {
            assignments[index] = planted;
        }

        Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(roster.Problem, new Roster { Assignments = assignments });
        InputProblem found = Assert.Single(evaluation.ShapeProblems);
        Assert.Equal((kind.Code, $"/assignments/{index}{kind.Member}"), (found.Code, found.Pointer));
        Assert.Contains(planted.Employee, found.Message.En, StringComparison.Ordinal);
        Assert.False(evaluation.Passes);
        return true;
    }

    /// <summary>One roster by CP-SAT, none where there is none, then others by random changes of one cell, or of two people's duties of a day, that keep every hard rule.</summary>
    private static IEnumerable<PlantedViolationsRoster> ValidRosters(SchedulingProblem problem, int count, Random random)
    {
        RosterModel model = RosterModel.Compile(problem);
        var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true);
        CpSatOutcome outcome = CpSatSearch.Satisfy(encoding, new CpSatSettings { IsSubProblem = true }, CancellationToken.None);
        if (outcome.Cells is null)
        {
            Assert.Equal(CpSolverStatus.Infeasible, outcome.Status);
            yield break;
        }

        var walk = new DeltaEvaluator(model, outcome.Cells);
        HashSet<string> seen = [];
        while (seen.Count < count)
        {
            for (int change = 0; change < 150; change++)
            {
                Change(model, walk, random);
            }

            var roster = new PlantedViolationsRoster(problem, RosterCodec.Decode(model, walk.Cells));
            if (seen.Add(roster.Key()))
            {
                yield return roster;
            }
        }
    }

    private static void Change(RosterModel model, DeltaEvaluator walk, Random random)
    {
        int day = random.Next(model.Timeline.HorizonStart, model.Timeline.HorizonEnd);
        int one = random.Next(model.Employees);
        int other = random.Next(model.Employees);
        (int Option, int[] Placements) before = At(one);
        (int Option, int[] Placements) otherBefore = At(other);
        if (random.Next(2) == 0 && one != other)
        {
            walk.Set(one, day, otherBefore.Option, otherBefore.Placements);
            walk.Set(other, day, before.Option, before.Placements);
        }
        else
        {
            int option = random.Next(3) == 0 ? model.DayOffsets[day] : random.Next(model.DayOffsets[day], model.DayOffsets[day + 1]);
            walk.Set(one, day, option, [.. model.Options[option].Breaks.Select(b => b.FirstPlacement + random.Next(b.Count))]);
        }

        if (walk.Costs[0] > 0)
        {
            walk.Set(one, day, before.Option, before.Placements);
            walk.Set(other, day, otherBefore.Option, otherBefore.Placements);
        }

        (int, int[]) At(int employee)
        {
            int cell = (employee * model.Timeline.Days) + day;
            return (walk.Cells.Options[cell], walk.Cells.PlacementsOf(cell).ToArray());
        }
    }

    private static string Describe(PlantedViolationsRoster roster, string planted, Engine.Evaluation.Evaluation evaluation) =>
        $"""
        {planted}
        roster: {roster.Key()}
        shape: {string.Join("; ", evaluation.ShapeProblems.Select(p => p.Message.En))}
        violations: {string.Join("; ", evaluation.Violations.Select(v => $"{v.Message.En} [{v.Rule} {v.Employee} {v.From} {v.Until} {v.Post}]"))}
        """;
}
