using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>The part of a model around free cells costs, up to a constant, what the whole model costs.</summary>
public sealed class CpSatNeighbourhoodTests
{
    private const int Problems = 400;
    private const int ProblemsPerRow = 50;
    private static readonly CpSatSettings Exact = new() { Workers = 1, IsSubProblem = true };

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Problems / ProblemsPerRow).Select(row => row * ProblemsPerRow)];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void A_change_of_free_cells_changes_the_cost_of_the_part_as_that_of_the_whole(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + ProblemsPerRow; seed++)
        {
            (RosterModel model, DeltaEvaluator around, FreeCells free, Dice dice) = Draw(seed);
            var encoding = new CpSatEncoding(model, around, free, HardRules.Penalised);
            long[] basis = [.. encoding.Objective.Select(o => o.Evaluate(encoding.BasisValues))];
            RosterCells other = Changed(model, around.Cells, free, dice);
            encoding.Fix(other);
            long[] before = around.Costs.ToArray();
            long[] after = ModelCost.Of(model, other);
            for (int level = 0; level < model.Levels; level++)
            {
                encoding.Minimize(encoding.Objective[level]);
                using var solver = new CpSolver { StringParameters = Exact.ToString() };
                Assert.Equal(CpSolverStatus.Optimal, solver.Solve(encoding.Cp));
                long part = encoding.Objective[level].Evaluate(solver.Response!.Solution);
                Assert.True(part - basis[level] == after[level] - before[level], $"Seed {seed}, level {level}: part {basis[level]} to {part}, whole {before[level]} to {after[level]}.");
                Assert.Equal(other.Options, encoding.Decode(solver.Response.Solution).Options);
            }

            around.GoTo(other, free.Cells);
            around.GoTo(other, free.BreakCells);
            Assert.Equal(after, around.Costs.ToArray());
        }
    }

    [Fact]
    public void The_whole_cost_is_not_encoded_around_some_cells_only()
    {
        (RosterModel model, _, _, _) = Draw(1);
        var none = new FreeCells(model, []);
        Assert.Throws<ArgumentException>(() => new CpSatEncoding(model, model.FixedCells, none, HardRules.Enforced, whole: true));
    }

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Enforced_hard_rules_leave_exactly_the_changes_that_keep_them(int firstSeed)
    {
        int kept = 0;
        int broken = 0;
        for (int seed = firstSeed; seed < firstSeed + ProblemsPerRow; seed++)
        {
            (RosterModel model, DeltaEvaluator around, FreeCells free, Dice dice) = Draw(seed, inside: true);
            if (around.Costs[0] > 0)
            {
                continue;
            }

            RosterCells other = Changed(model, around.Cells, free, dice);
            bool keeps = ModelCost.Of(model, other)[0] == 0;
            var encoding = new CpSatEncoding(model, around, free, HardRules.Enforced);
            encoding.Fix(other);
            CpSolverStatus status = CpSatSearch.Satisfy(encoding, Exact, CancellationToken.None).Status;
            Assert.True(status == (keeps ? CpSolverStatus.Optimal : CpSolverStatus.Infeasible), $"Seed {seed}: keeps {keeps}, status {status}.");
            kept += keeps ? 1 : 0;
            broken += keeps ? 0 : 1;
        }

        Assert.True(kept > 0 && broken > 0);
    }

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Hints_are_complete_and_say_what_the_roster_costs(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + ProblemsPerRow; seed++)
        {
            (RosterModel model, DeltaEvaluator around, FreeCells free, _) = Draw(seed);
            var whole = new CpSatEncoding(model, around.Cells, null, HardRules.Penalised, whole: true);
            Assert.Equal(around.Costs.ToArray(), whole.Objective.Select(o => o.Evaluate(whole.BasisValues)));
            foreach (CpSatEncoding encoding in new[] { whole, new CpSatEncoding(model, around, free, HardRules.Penalised) })
            {
                encoding.HintBasis();
                using var solver = new CpSolver { StringParameters = Exact + " fix_variables_to_their_hinted_value:true" };
                Assert.True(solver.Solve(encoding.Cp) == CpSolverStatus.Optimal, $"Seed {seed}: {solver.Response!.Status}.");
            }
        }
    }

    private static (RosterModel Model, DeltaEvaluator Around, FreeCells Free, Dice Dice) Draw(int seed, bool inside = false)
    {
        RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, ProblemSize.Small));
        var dice = new Dice(seed);
        var random = new RandomRoster(model, dice);
        var around = new DeltaEvaluator(model, model.FixedCells);
        if (inside)
        {
            random.WalkInside(around, 60);
        }
        else
        {
            random.Walk(around, 60);
        }

        double share = dice.Pick([0.1, 0.3, 0.7]);
        int[] horizon = [.. Enumerable.Range(0, model.Cells).Where(c => model.Timeline.IsInHorizon(c % model.Timeline.Days))];
        return (model, around, new FreeCells(model, [.. horizon.Where(_ => dice.Chance(share))], [.. horizon.Where(_ => dice.Chance(0.3))]), dice);
    }

    private static RosterCells Changed(RosterModel model, RosterCells cells, FreeCells free, Dice dice)
    {
        RosterCells other = cells.Clone();
        foreach (int cell in free.Cells)
        {
            int day = cell % model.Timeline.Days;
            if (dice.Chance(0.5))
            {
                other.Choose(model, cell, dice.Number(model.DayOffsets[day], model.DayOffsets[day + 1] - 1));
            }
        }

        foreach (int cell in free.Cells.Concat(free.BreakCells))
        {
            IReadOnlyList<BreakSlot> breaks = model.Options[other.Options[cell]].Breaks;
            for (int slot = 0; slot < breaks.Count; slot++)
            {
                other.PlacementsOf(cell)[slot] = breaks[slot].FirstPlacement + dice.Number(0, breaks[slot].Count - 1);
            }
        }

        return other;
    }
}
