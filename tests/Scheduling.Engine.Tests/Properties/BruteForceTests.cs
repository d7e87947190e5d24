using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Tests.Rules;
using Scheduling.Engine.Tests.Solving;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Five hundred tiny problems: the best of all rosters, listed one by one, is what CP-SAT and the public solver find and prove.</summary>
public sealed class BruteForceTests
{
    private const int Problems = 500;
    private const int ProblemsPerRow = 50;
    private const int MostRosters = 3000;
    private const int Solves = 100;

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Problems / ProblemsPerRow).Select(row => row * ProblemsPerRow)];

    [Fact]
    public void Of_the_tiny_problems_many_are_possible_and_many_are_not()
    {
        int possible = 0;
        for (int seed = 0; seed < Problems; seed++)
        {
            SchedulingProblem problem = RandomProblem.Listable(seed, MostRosters);
            Assert.Empty(ProblemValidator.Validate(problem));
            possible += Best(RosterModel.Compile(problem))[0] == 0 ? 1 : 0;
        }

        Assert.InRange(possible, Solves + 100, Problems - 50);
    }

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Five_hundred_tiny_problems_have_the_optimum_that_listing_every_roster_finds(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + ProblemsPerRow; seed++)
        {
            Shrinker.AssertHolds(seed, RandomProblem.Listable(seed, MostRosters), OptimumDiffers);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_hundred_tiny_problems_are_solved_to_the_optimum_of_all_rosters(int threads)
    {
        int solved = 0;
        for (int seed = 0; solved < Solves; seed++)
        {
            SchedulingProblem problem = RandomProblem.Listable(seed, MostRosters);
            long[] best = Best(RosterModel.Compile(problem));
            if (best[0] > 0)
            {
                continue;
            }

            SolveResult result = RosterSolver.Solve(problem, new SolveOptions { Threads = threads, Seed = seed + 1 });
            Assert.True(
                result.Status == SolveStatus.Optimal && result.Levels.Select(l => l.Penalty).SequenceEqual(best) && result.Levels.Select(l => l.LowerBound).SequenceEqual(best),
                $"Seed {seed}: {result.Status}, {string.Join(' ', result.Levels.Select(l => $"{l.Penalty} (≥ {l.LowerBound})"))} but the best of all rosters costs {string.Join(' ', best)}");
            Assert.Equal(best, RosterEvaluator.Evaluate(problem, result.Roster!).Penalties);
            solved++;
        }
    }

    /// <summary>Few, for the solver looks seconds longer for a roster that breaks little.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Tiny_problems_no_roster_can_satisfy_are_proven_infeasible(int threads)
    {
        int solved = 0;
        for (int seed = 0; solved < 3; seed++)
        {
            SchedulingProblem problem = RandomProblem.Listable(seed, MostRosters);
            long[] best = Best(RosterModel.Compile(problem));
            if (best[0] == 0)
            {
                continue;
            }

            SolveResult result = RosterSolver.Solve(problem, new SolveOptions { Threads = threads });
            Assert.True(result.Status == SolveStatus.Infeasible, $"Seed {seed}: {result.Status}");
            Assert.True(Lexicographic.Compare(result.Evaluation!.Penalties.ToArray(), best) >= 0, $"Seed {seed}: better than the best of all rosters");
            solved++;
        }
    }

    private static string? OptimumDiffers(SchedulingProblem problem)
    {
        RosterModel model = RosterModel.Compile(problem);
        long[] best = Best(model);
        long[]? penalised = CpSatOracle.Optimum(model, enforceHard: false);
        long[]? enforced = CpSatOracle.Optimum(model, enforceHard: true);
        bool same = penalised!.SequenceEqual(best) && (best[0] == 0 ? enforced is not null && enforced.SequenceEqual(best) : enforced is null);
        return same ? null : $"best of all {Text(best)}, CP-SAT with costs {Text(penalised)}, with constraints {Text(enforced)}";
    }

    private static long[] Best(RosterModel model)
    {
        long[]? best = null;
        RosterEnumeration.ForEach(model, delta =>
        {
            if (best is null || Lexicographic.Compare(delta.Costs, best) < 0)
            {
                best = delta.Costs.ToArray();
            }
        });
        return best!;
    }

    private static string Text(long[]? costs) => costs is null ? "none" : string.Join(' ', costs);
}
