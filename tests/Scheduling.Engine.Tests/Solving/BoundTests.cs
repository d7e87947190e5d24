using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Bounds by day networks and prices are never above what CP-SAT proves to be the best.</summary>
public sealed class BoundTests
{
    private const int Rows = 10;
    private const int PerRow = 40;
    private const int ColumnSteps = 12;
    private const int Steps = 60;
    private const int BlockSteps = 15;
    private const int MostBranches = 60;
    private static readonly ProblemSize Crowded = ProblemSize.Small with { LeastRules = 3, MostRules = 7 };

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Rows).Select(row => 2_000_000 + (row * PerRow))];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void No_bound_is_above_the_optimum(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + PerRow; seed++)
        {
            Shrinker.AssertHolds(seed, RandomProblem.Of(seed, Crowded), Wrong);
        }
    }

    /// <summary>The bounds mean something: over many problems most of what must be paid is proven.</summary>
    [Fact]
    public void Most_of_what_must_be_paid_is_proven()
    {
        double paid = 0;
        double proven = 0;
        for (int seed = 2_100_000; seed < 2_100_060; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, Crowded));
            if (CpSatOracle.Optimum(model, enforceHard: true) is not { } optimum || Bounds(model, NetworkSize.Exact, optimum) is not { } bounds)
            {
                continue;
            }

            for (int level = 1; level < model.Levels; level++)
            {
                paid += optimum[level] > 0 ? 1 : 0;
                proven += optimum[level] > 0 ? (double)bounds[level] / optimum[level] : 0;
            }
        }

        Assert.InRange(proven / paid, 0.75, 1);
    }

    /// <summary>Branches prove the first level's optimum nearly always, also where its linear program does not.</summary>
    [Fact]
    public void Branches_prove_what_the_linear_program_cannot()
    {
        (int problems, int proven, int byProgram) = (0, 0, 0);
        for (int seed = 2_200_000; seed < 2_201_000; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, Crowded));
            if (CpSatOracle.Optimum(model, enforceHard: true) is not { } optimum || optimum[1] == 0 || EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None) is not { } networks)
            {
                continue;
            }

            var dual = new DualFunction(model, networks);
            var search = new PriceSearch(model, dual, 1, PriceScale.Of(model, networks, dual));
            var known = new LevelBounds(CostStep.Of(model));
            Assert.True(search.Step(optimum, Offer));
            using var columns = new ColumnSearch(model, dual, search, optimum[1]);
            while (columns.Step(Offer))
            {
            }

            problems++;
            byProgram += Bound(known, optimum) == optimum[1] ? 1 : 0;
            var branches = new BranchSearch(model, networks, columns);
            branches.Run(deep: true, () => optimum[1] - 0.99, Offer, _ => { }, () => branches.Done > MostBranches);
            proven += Bound(known, optimum) == optimum[1] ? 1 : 0;

            void Offer(int level, Int128 value, double[] weights) => known.Offer(level, value, weights, optimum);
        }

        Assert.True(problems > 20 && byProgram < problems, $"{byProgram} of {problems} need no branches.");
        Assert.True(proven > byProgram && proven >= 0.9 * problems, $"{proven} of {problems} are proven, {byProgram} by the linear program.");
    }

    /// <summary>Options that branches take away are in no roster as good as the best one, whatever the networks leave out.</summary>
    [Fact]
    public void Branches_take_no_option_of_the_best_roster_away()
    {
        int forbidden = 0;
        for (int seed = 2_300_000; seed < 2_300_300; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, Crowded));
            var size = new NetworkSize(true, seed % 2 == 0 ? 3 : 600, 40);
            if (CpSatOracle.Optimum(model, enforceHard: true) is not { } optimum || EmployeeNetworks.TryBuild(model, size, CancellationToken.None) is not { } networks)
            {
                continue;
            }

            var dual = new DualFunction(model, networks);
            var search = new PriceSearch(model, dual, model.Levels - 1, PriceScale.Of(model, networks, dual));
            Assert.True(search.Step(optimum, (_, _, _) => { }));
            using var columns = new ColumnSearch(model, dual, search, optimum[^1]);
            while (columns.Step((_, _, _) => { }))
            {
            }

            double best = Enumerable.Range(1, model.Levels - 1).Sum(level => columns.Weights[level] * optimum[level]);
            var branches = new BranchSearch(model, networks, columns);
            branches.Run(deep: true, () => best, (_, _, _) => { }, _ => { }, () => branches.Done > seed % 5);
            forbidden += branches.ForbidAbove(best, () => false);
            Assert.Equal(optimum, CpSatOracle.Optimum(model, enforceHard: true, networks.Usable));
        }

        Assert.True(forbidden > 100, $"Only {forbidden} options were taken away.");
    }

    private static long Bound(LevelBounds known, long[] incumbent)
    {
        long[] bounds = new long[incumbent.Length];
        known.Raise(bounds, incumbent);
        return bounds[1];
    }

    private static string? Wrong(SchedulingProblem problem)
    {
        RosterModel model = RosterModel.Compile(problem);
        long[]? optimum = CpSatOracle.Optimum(model, enforceHard: true);
        foreach (NetworkSize size in new[] { NetworkSize.Compact, NetworkSize.Exact, new NetworkSize(true, 3, 40) })
        {
            if (optimum is null)
            {
                continue;
            }

            if (Bounds(model, size, optimum) is not { } bounds)
            {
                return $"{size}: somebody is said to have no legal schedule, but a roster keeps all hard rules.";
            }

            for (int level = 0; level < model.Levels; level++)
            {
                if (bounds[level] > optimum[level])
                {
                    return $"{size}: bound {bounds[level]} of level {level} is above the optimum {optimum[level]}.";
                }
            }
        }

        return null;
    }

    private static long[]? Bounds(RosterModel model, NetworkSize size, long[] optimum)
    {
        if (EmployeeNetworks.TryBuild(model, size, CancellationToken.None) is not { } networks)
        {
            return null;
        }

        var dual = new DualFunction(model, networks);
        double[] scale = PriceScale.Of(model, networks, dual);
        var known = new LevelBounds(CostStep.Of(model));
        for (int level = 1; level < model.Levels; level++)
        {
            var search = new PriceSearch(model, dual, level, scale);
            for (int step = 0; step < Steps; step++)
            {
                if (!search.Step(optimum, Offer))
                {
                    return null;
                }
            }

            var blocks = new BlockSearch(model, dual, search, scale, level);
            for (int step = 0; step < BlockSteps; step++)
            {
                if (!blocks.Step(optimum, Offer, () => false))
                {
                    return null;
                }
            }

            using var columns = new ColumnSearch(model, dual, search, optimum[level]);
            for (int step = 0; step < ColumnSteps && columns.Step(Offer); step++)
            {
                Assert.True(columns.Value <= columns.Upper + 1e-3, $"Level {level}: {columns.Value} is proven, but schedules known reach {columns.Upper}.");
            }

            // Without a limit nothing is ruled out by what is known.
            var branches = new BranchSearch(model, networks, columns);
            branches.Run(deep: true, () => double.PositiveInfinity, Offer, _ => { }, () => branches.Done > MostBranches);
        }

        long[] bounds = new long[model.Levels];
        known.Raise(bounds, optimum);
        return bounds;

        void Offer(int level, Int128 value, double[] weights) => known.Offer(level, value, weights, optimum);
    }
}
