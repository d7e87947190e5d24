using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Problems that are too large for the whole model at once: bounds by prices, a dive, and options taken away never prove anything wrong.</summary>
public sealed class PortfolioTests
{
    private const int Problems = 6;
    private const int SmallOptions = 600;
    private static readonly Duration Limit = Duration.FromSeconds(20);
    private static readonly ProblemSize Size = ProblemSize.Middle with { LeastRules = 3, MostRules = 5, MostChoices = 2 };

    [Fact]
    public void What_is_proven_by_prices_is_what_the_whole_model_proves()
    {
        int seen = 0;
        int proven = 0;
        for (int seed = 4_000_000; seen < Problems; seed++)
        {
            SchedulingProblem problem = RandomProblem.Of(seed, Size);
            RosterModel model = RosterModel.Compile(problem);
            if (model.Employees * model.HorizonOptions <= SmallOptions || Whole(model) is not { } optimum)
            {
                continue;
            }

            seen++;
            SolveResult result = RosterSolver.Solve(problem, new SolveOptions { TimeLimit = Limit });
            long[] penalties = [.. result.Levels.Select(l => l.Penalty)];
            Assert.True(Lexicographic.Compare(penalties, optimum) >= 0, $"Seed {seed}: {string.Join('/', penalties)} is better than the best, {string.Join('/', optimum)}.");
            if (result.Status == SolveStatus.Optimal)
            {
                proven++;
                Assert.Equal(optimum, penalties);
            }
        }

        Assert.True(proven > 0, "Nothing was proven best, so nothing was tested.");
    }

    /// <summary>The best costs by the whole model; null when it does not say soon, or nothing keeps the hard rules.</summary>
    private static long[]? Whole(RosterModel model)
    {
        var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true);
        CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { Workers = 2, DeterministicTime = 3 }, null, null, CancellationToken.None);
        return outcome.Status == Google.OrTools.Sat.CpSolverStatus.Optimal ? ModelCost.Of(model, outcome.Cells!) : null;
    }
}
