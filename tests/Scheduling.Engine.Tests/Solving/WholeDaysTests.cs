using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Bounds and rosters from days planned by whole people.</summary>
public sealed class WholeDaysTests
{
    private const double Seconds = 5;

    /// <summary>Whatever the prices, wages and weights: no bound is above the best roster there is; and some are above what the dual function says.</summary>
    [Fact]
    public void Bounds_of_whole_days_are_never_above_the_optimum()
    {
        (int problems, int raised) = (0, 0);
        for (int seed = 2_500_000; seed < 2_501_200; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, ProblemSize.Small));
            if (CpSatOracle.Optimum(model, enforceHard: true) is not { } optimum || EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None) is not { } networks)
            {
                continue;
            }

            var dual = new DualFunction(model, networks);
            var days = new WholeDays(model, dual, () => 0, () => false, CancellationToken.None);
            if (!days.IsOfUse)
            {
                continue;
            }

            problems++;
            double[] scale = PriceScale.Of(model, networks, dual);
            for (int level = 1; level < model.Levels; level++)
            {
                var search = new PriceSearch(model, dual, level, scale);
                double best = double.NegativeInfinity;
                for (int step = 0; step < 60 && search.Step(optimum, (_, value, weights) => best = Math.Max(best, Of(value, weights, level))); step++)
                {
                }

                double[] emphasised = [.. Enumerable.Range(0, model.Levels).Select(l => l == 0 || l > level ? 0.0 : l == level ? 1 : 1000)];
                days.Run(level, search.Prices, search.Weights, seed % 3, Seconds, Check);
                days.Run(level, new double[dual.Slots], emphasised, 0, Seconds, Check);

                void Check(int of, Int128 value, double[] weights)
                {
                    double bound = Of(value, weights, of);
                    Assert.True(bound <= optimum[of] + 1e-9, $"Seed {seed}: {bound} above {optimum[of]} on level {of}.");
                    raised += bound > best + 0.01 ? 1 : 0;
                    best = Math.Max(best, bound);
                }
            }

            double Of(Int128 value, double[] weights, int level) =>
                ((double)value / DualFunction.Units) - Enumerable.Range(1, level - 1).Sum(earlier => weights[earlier] * optimum[earlier]);
        }

        Assert.True(problems > 50, $"Only {problems} problems had days for which whole numbers say more.");
        Assert.True(raised > 10, $"Only {raised} bounds were raised.");
    }

    /// <summary>A plan of days becomes a roster that keeps the hard rules and does what was planned.</summary>
    [Fact]
    public void A_roster_follows_the_plan()
    {
        RosterModel model = CrowdTests.Model;
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None)!;
        var dual = new DualFunction(model, networks);
        var days = new WholeDays(model, dual, () => 0, () => false, CancellationToken.None);
        Assert.True(days.IsOfUse);
        days.Run(model.Levels - 1, new double[dual.Slots], [0, 1000, 1], 0, Seconds, (_, _, _) => { });
        List<DayPlan> plan = days.Plan()!;
        RosterCells cells = new PlannedRoster(model, networks.Copy(), plan, 1000, 1, new Random(1), CancellationToken.None).Make()!;
        Assert.Equal(0, ModelCost.Of(model, cells)[0]);
        int off = 0;
        foreach ((int option, int count) in plan.SelectMany(p => p.Crowds).SelectMany(c => c.Options))
        {
            int day = model.Options[option].Day;
            off += Math.Abs(count - Enumerable.Range(0, model.Employees).Count(e => cells.Options[(e * model.Timeline.Days) + day] == option));
        }

        Assert.InRange(off, 0, plan.Sum(p => p.Taken) / 5);
    }
}
