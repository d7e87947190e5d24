using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

public sealed class NeighbourhoodChooserTests
{
    private const int Problems = 60;

    [Fact]
    public void Every_kind_frees_cells_of_the_horizon_each_once_and_about_as_many_as_asked()
    {
        for (int seed = 0; seed < Problems; seed++)
        {
            (RosterModel model, DeltaEvaluator evaluator) = Draw(seed);
            var chooser = new NeighbourhoodChooser(model, evaluator, new Random(seed));
            int horizon = model.Timeline.HorizonEnd - model.Timeline.HorizonStart;
            foreach (NeighbourhoodKind kind in Enum.GetValues<NeighbourhoodKind>())
            {
                if (kind is NeighbourhoodKind.Reheat or NeighbourhoodKind.Reinsertion or NeighbourhoodKind.Repair or NeighbourhoodKind.Interest)
                {
                    continue;
                }

                foreach (int size in new[] { 1, 7, 20, 1000 })
                {
                    FreeCells free = chooser.Choose(kind, size);
                    Assert.Equal(free.Cells.Distinct().Order(), free.Cells);
                    Assert.All(free.Cells.Concat(free.BreakCells), c => Assert.True(model.Timeline.IsInHorizon(c % model.Timeline.Days) && c < model.Cells));
                    Assert.Empty(free.BreakCells.Intersect(free.Cells));
                    Assert.True(free.Cells.Length <= Math.Max(size, 2 * Math.Min(horizon, 4)), $"{kind}: {free.Cells.Length} cells, {size} asked");
                    Assert.True(free.Cells.Length > 0 || kind == NeighbourhoodKind.Breaks, $"{kind}: none");
                }
            }
        }
    }

    [Fact]
    public void Interest_frees_the_cells_with_most_of_it_and_the_days_beside_them()
    {
        (RosterModel model, DeltaEvaluator evaluator) = Draw(3);
        var chooser = new NeighbourhoodChooser(model, evaluator, new Random(1));
        Timeline timeline = model.Timeline;
        int first = timeline.HorizonStart;
        int second = ((model.Employees - 1) * timeline.Days) + timeline.HorizonEnd - 1;
        float[] interest = new float[model.Cells];
        interest[first] = 1;
        interest[second] = 1;
        chooser.UseInterest(interest);
        FreeCells free = chooser.Choose(NeighbourhoodKind.Interest, 1000);
        Assert.Equal([first, first + 1, second - 1, second], free.Cells);
        FreeCells few = chooser.Choose(NeighbourhoodKind.Interest, 1);
        Assert.Equal(2, few.Cells.Length);
        Assert.True(few.Cells.Contains(first) || few.Cells.Contains(second));
    }

    [Fact]
    public void Interest_is_a_kind_only_while_it_is_given_and_repair_only_while_rules_are_broken()
    {
        (int withBroken, int without) = (0, 0);
        for (int seed = 0; seed < Problems; seed++)
        {
            (RosterModel model, DeltaEvaluator evaluator) = Draw(seed);
            var chooser = new NeighbourhoodChooser(model, evaluator, new Random(seed));
            bool broken = Enumerable.Range(0, model.Employees).Any(chooser.Hotspots.IsBroken);
            (withBroken, without) = broken ? (withBroken + 1, without) : (withBroken, without + 1);
            HashSet<NeighbourhoodKind> kinds = Kinds(chooser);
            Assert.DoesNotContain(NeighbourhoodKind.Interest, kinds);
            Assert.Equal(broken, kinds.Contains(NeighbourhoodKind.Repair));
            float[] interest = new float[model.Cells];
            interest[model.Timeline.HorizonStart] = 0.5f;
            chooser.UseInterest(interest);
            Assert.Contains(NeighbourhoodKind.Interest, Kinds(chooser));
            chooser.UseInterest(null);
            Assert.DoesNotContain(NeighbourhoodKind.Interest, Kinds(chooser));
        }

        Assert.True(withBroken > 0 && without > 0);
        static HashSet<NeighbourhoodKind> Kinds(NeighbourhoodChooser chooser) => [.. Enumerable.Range(0, 400).Select(_ => chooser.NextKind())];
    }

    [Fact]
    public void Interest_for_another_number_of_cells_is_refused()
    {
        (RosterModel model, DeltaEvaluator evaluator) = Draw(3);
        var chooser = new NeighbourhoodChooser(model, evaluator, new Random(1));
        Assert.Contains("one per cell", Assert.Throws<ArgumentException>(() => chooser.UseInterest(new float[model.Cells + 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_frees_all_days_of_employees_who_break_a_rule_of_their_own()
    {
        int repaired = 0;
        for (int seed = 0; seed < Problems; seed++)
        {
            (RosterModel model, DeltaEvaluator evaluator) = Draw(seed);
            var chooser = new NeighbourhoodChooser(model, evaluator, new Random(seed));
            int horizon = model.Timeline.HorizonEnd - model.Timeline.HorizonStart;
            if (!Enumerable.Range(0, model.Employees).Any(chooser.Hotspots.IsBroken))
            {
                continue;
            }

            FreeCells free = chooser.Choose(NeighbourhoodKind.Repair, horizon);
            Assert.Equal(horizon, free.Cells.Length);
            int employee = Assert.Single(free.Cells.Select(c => c / model.Timeline.Days).Distinct());
            Assert.True(chooser.Hotspots.IsBroken(employee));
            repaired++;
        }

        Assert.True(repaired > 0);
    }

    [Fact]
    public void Employees_break_rules_of_their_own_when_no_rule_among_employees_is_broken_and_only_then()
    {
        (int kept, int broken) = (0, 0);
        for (int seed = 0; seed < 4 * Problems; seed++)
        {
            (RosterModel model, DeltaEvaluator evaluator) = Draw(seed, seed % 2 == 0);
            var hotspots = new RosterHotspots(model, evaluator);
            bool any = Enumerable.Range(0, model.Employees).Any(hotspots.IsBroken);
            if (evaluator.Costs[0] == 0)
            {
                Assert.False(any, $"Seed {seed}");
                kept++;
            }
            else if (!model.Covers.Any(c => IsHard(c.Shortage) || IsHard(c.Surplus)) && !model.Balances.Any(b => IsHard(b.Deviation) || IsHard(b.Spread)))
            {
                Assert.True(any, $"Seed {seed}");
                broken++;
            }
        }

        Assert.True(kept > 0 && broken > 0);
        static bool IsHard(CostCurve? curve) => curve is not null && curve.Hinges.Any(h => h.Level == 0);
    }

    [Fact]
    public void Hotspots_told_of_changes_are_those_counted_anew()
    {
        for (int seed = 0; seed < Problems; seed++)
        {
            (RosterModel model, DeltaEvaluator evaluator) = Draw(seed);
            var kept = new RosterHotspots(model, evaluator);
            var random = new RandomRoster(model, new Dice(seed));
            for (int round = 0; round < 10; round++)
            {
                RosterCells before = evaluator.Cells.Clone();
                random.Walk(evaluator, 2);
                for (int cell = 0; cell < model.Cells; cell++)
                {
                    if (before.Options[cell] != evaluator.Cells.Options[cell] || !before.PlacementsOf(cell).SequenceEqual(evaluator.Cells.PlacementsOf(cell)))
                    {
                        kept.Changed(cell);
                    }
                }

                var anew = new RosterHotspots(model, evaluator);
                Assert.Equal(anew.PickDay(new Random(round)), kept.PickDay(new Random(round)));
                Assert.Equal(anew.PickCell(new Random(round)), kept.PickCell(new Random(round)));
                Assert.Equal(Enumerable.Range(0, model.Employees).Select(anew.IsBroken), Enumerable.Range(0, model.Employees).Select(kept.IsBroken));
            }
        }
    }

    [Fact]
    public void A_kind_that_gains_gets_more_of_the_time_and_one_that_solves_at_once_more_cells()
    {
        var rewards = new NeighbourhoodRewards(2, [50, 50, 50], [200, 200, 200]);
        for (int kind = 0; kind < 3; kind++)
        {
            rewards.Use((NeighbourhoodKind)kind, kind != 2);
        }

        long[] dear = [0, 100];
        long[] cheap = [0, 90];
        for (int step = 0; step < 40; step++)
        {
            rewards.Learn((NeighbourhoodKind)0, optimal: true, dear, cheap, shareOfLimit: 0.05, limit: 1);
            rewards.Learn((NeighbourhoodKind)1, optimal: false, dear, dear, shareOfLimit: 1, limit: 1);
        }

        Assert.Equal(200, rewards.SizeOf((NeighbourhoodKind)0));
        Assert.Equal(6, rewards.SizeOf((NeighbourhoodKind)1));
        var random = new Random(1);
        NeighbourhoodKind[] picks = [.. Enumerable.Range(0, 1000).Select(_ => rewards.Next(random))];
        Assert.True(picks.Count(k => k == 0) > 950);
        Assert.DoesNotContain((NeighbourhoodKind)2, picks);
        Assert.Contains((NeighbourhoodKind)1, picks);
    }

    private static (RosterModel Model, DeltaEvaluator Evaluator) Draw(int seed, bool inside = false)
    {
        RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, ProblemSize.Middle));
        var evaluator = new DeltaEvaluator(model, model.FixedCells);
        var random = new RandomRoster(model, new Dice(seed));
        if (inside)
        {
            random.WalkInside(evaluator, 200);
        }
        else
        {
            random.Walk(evaluator, seed % 3 == 0 ? 2 : 200);
        }

        return (model, evaluator);
    }
}
