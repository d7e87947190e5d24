using Scheduling.Benchmarks.Instances;
using Scheduling.Benchmarks.Runs;
using Scheduling.Benchmarks.Tests.Instances;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Runs;

/// <summary>Tiny instances, solved to the end by the engine and by the peer.</summary>
public sealed class SolveTests
{
    [Theory]
    [InlineData()]
    [InlineData("--peer", "cpsat")]
    public void A_tiny_instance_is_solved_to_its_proven_optimum(params string[] peer)
    {
        // Only B may work Late, once against a request of weight 12, which is less than the 100 of a Late without anybody; A has the Early asked for.
        string text = CurtoisTexts.Small.Replace("A,E=7|L=2", "A,E=7|L=0", StringComparison.Ordinal);
        SchedulingProblem problem = CurtoisProblem.Create("small", CurtoisReader.Read("small.txt", CurtoisTexts.Lines(text)));
        (Roster roster, InstanceLine line) = InstanceRun.Solve(new InstanceCase("small", problem, Offset: 5), new Arguments(["--time", "300", "--seed", "1", .. peer], InstanceRun.Options, []));

        Assert.Equal(("Optimal", 12 + 5, 12 + 5, 0.0), (line.Status, line.Penalty!.Value, line.LowerBound!.Value, line.Gap!.Value));
        Assert.Equal(12, RosterEvaluator.Evaluate(problem, roster).Penalties[1]);
        Assert.NotEmpty(line.Trace);
        Assert.NotNull(line.FirstFeasibleSeconds);
        Assert.Null(line.Levels);
    }

    [Fact]
    public void Week_by_week_the_whole_is_judged_in_the_end()
    {
        NurseInstance instance = NurseTexts.Instance();
        InstanceCase whole = NurseRun.Case(".", instance);
        (Roster roster, InstanceLine line) = NurseRun.Weekly(instance, whole, TimeSpan.FromSeconds(300), 2, 1);
        Evaluation verdict = RosterEvaluator.Evaluate(whole.Problem, roster);
        Assert.True(verdict.Passes);
        Assert.Equal(verdict.Penalties[1], line.Penalty);
        Assert.Contains(roster.Assignments, a => a.Date >= whole.Problem.Horizon.Start.PlusDays(7));
    }

    [Fact]
    public void An_unknown_peer_is_refused()
    {
        var instance = new InstanceCase("small", CurtoisProblem.Create("small", CurtoisReader.Read("small.txt", CurtoisTexts.Lines(CurtoisTexts.Small))));
        var arguments = new Arguments(["--peer", "gurobi"], InstanceRun.Options, []);
        Assert.Contains("'gurobi'", Assert.Throws<ArgumentException>(() => InstanceRun.Solve(instance, arguments)).Message, StringComparison.Ordinal);
    }
}
