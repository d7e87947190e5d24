using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Parts of a roster improved by column generation.</summary>
public sealed class ColumnNeighbourhoodTests
{
    private static readonly RosterModel Ward = DiveTests.Ward;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_gets_better_and_nothing_else_changes(bool priced)
    {
        (PartPrices known, DeltaEvaluator roster) = Start();
        var columns = new ColumnNeighbourhood(Ward, priced ? known : known with { Prices = null }, CancellationToken.None);
        int first = Ward.Timeline.HorizonStart + 7;
        FreeCells free = Days(first, 7);
        List<RosterCells> found = [];
        Assert.True(columns.Run(roster, free, 1, c => found.Add(c.Clone()), CancellationToken.None));
        RosterCells best = found.MinBy(c => ModelCost.Of(Ward, c), Comparer<long[]>.Create((a, b) => Lexicographic.Compare(a, b)))!;
        Assert.True(Lexicographic.Compare(ModelCost.Of(Ward, best), roster.Costs) < 0);
        Assert.All(found, c => Assert.All(Enumerable.Range(0, Ward.Cells).Where(cell => free.SlotOf(cell) < 0), cell => Assert.Equal(roster.Cells.Options[cell], c.Options[cell])));
    }

    /// <summary>With a day free, nothing is better than the best that CP-SAT can prove; and what CP-SAT says cannot be better is not gone through for nothing.</summary>
    [Fact]
    public void A_part_is_no_better_than_its_optimum()
    {
        (PartPrices known, DeltaEvaluator roster) = Start();
        var columns = new ColumnNeighbourhood(Ward, known, CancellationToken.None);
        for (int day = Ward.Timeline.HorizonStart; day < Ward.Timeline.HorizonStart + 4; day++)
        {
            FreeCells free = Days(day, 1);
            var encoding = new CpSatEncoding(Ward, roster, free, HardRules.Enforced);
            CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { IsSubProblem = true }, null, null, CancellationToken.None);
            Assert.Equal(CpSolverStatus.Optimal, outcome.Status);
            long[] optimum = ModelCost.Of(Ward, outcome.Cells!);
            List<long[]> found = [];
            Assert.True(columns.Run(roster, free, 1, c => found.Add(ModelCost.Of(Ward, c)), CancellationToken.None));
            Assert.All(found, costs => Assert.True(costs[0] > 0 || Lexicographic.Compare(costs, optimum) >= 0));
            roster.GoTo(outcome.Cells!);
            found.Clear();
            Assert.True(columns.Run(roster, free, 1, c => found.Add(ModelCost.Of(Ward, c)), CancellationToken.None));
            Assert.DoesNotContain(found, costs => Lexicographic.Compare(costs, roster.Costs) < 0);
        }
    }

    [Fact]
    public void A_part_that_has_too_little_left_to_gain_is_searched_to_the_end_without_a_dive()
    {
        (PartPrices known, DeltaEvaluator roster) = Start();
        var columns = new ColumnNeighbourhood(Ward, known, CancellationToken.None);
        Assert.True(columns.Run(roster, Days(Ward.Timeline.HorizonStart, 7), 1, _ => Assert.Fail("No dive is worth that."), CancellationToken.None, worth: 1));
    }

    [Fact]
    public void A_part_whose_program_takes_too_long_is_not_searched_to_the_end()
    {
        (PartPrices known, DeltaEvaluator roster) = Start();
        var columns = new ColumnNeighbourhood(Ward, known, CancellationToken.None);
        Assert.False(columns.Run(roster, Days(Ward.Timeline.HorizonStart, 7), 1, _ => Assert.Fail("There is no time for a dive."), CancellationToken.None, over: () => 0.6));
    }

    [Fact]
    public void A_part_ends_when_stopped()
    {
        (PartPrices known, DeltaEvaluator roster) = Start();
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        var columns = new ColumnNeighbourhood(Ward, known, CancellationToken.None);
        Assert.False(columns.Run(roster, Days(Ward.Timeline.HorizonStart, 7), 1, _ => Assert.Fail("Nothing is found after the end."), ended.Token));
    }

    private static FreeCells Days(int first, int days) =>
        new(Ward, [.. Enumerable.Range(0, Ward.Employees).SelectMany(e => Enumerable.Range(first, days).Select(d => (e * Ward.Timeline.Days) + d))]);

    /// <summary>Prices after some steps, and a roster of best responses that keeps the hard rules.</summary>
    private static (PartPrices Known, DeltaEvaluator Roster) Start()
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Exact, CancellationToken.None)!;
        var dual = new DualFunction(Ward, networks);
        var prices = new PriceSearch(Ward, dual, Ward.Levels - 1, PriceScale.Of(Ward, networks, dual));
        for (int step = 0; step < 100; step++)
        {
            Assert.True(prices.Step(new long[Ward.Levels], (_, _, _) => { }));
        }

        var roster = new DeltaEvaluator(Ward, Ward.FixedCells);
        new BestResponse(Ward, networks).Sweep(roster, new Random(1), 0, null, () => false);
        Assert.Equal(0, roster.Costs[0]);
        return (new PartPrices(networks, prices), roster);
    }
}
