using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>A roster from nothing.</summary>
public sealed class FirstRosterTests
{
    private static readonly RosterModel Ward = DiveTests.Ward;

    /// <summary>Compact networks leave totals out, so that sweeps may leave somebody with a total that is not legal.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_keeps_the_hard_rules_of_employees_and_tells_what_it_ends_with(int seed)
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Compact, CancellationToken.None)!;
        List<long[]> told = [];
        RosterCells cells = new FirstRoster(Ward, networks, CancellationToken.None).Make(seed, (_, costs) => told.Add(costs));
        long[] costs = ModelCost.Of(Ward, cells);
        Assert.Equal(0, costs[0]);
        Assert.Equal(costs, told[^1]);
        Assert.True(told.Zip(told.Skip(1)).All(pair => Lexicographic.Compare(pair.Second, pair.First) <= 0));
    }

    [Fact]
    public void It_ends_when_stopped()
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Compact, CancellationToken.None)!;
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        RosterCells cells = new FirstRoster(Ward, networks, ended.Token).Make(1, (_, _) => { });
        Assert.Equal(Ward.FixedCells.Options, cells.Options);
    }
}
