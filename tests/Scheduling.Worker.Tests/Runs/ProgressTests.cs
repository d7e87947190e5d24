using Scheduling.Engine.Domain;
using Scheduling.Worker.Child;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Runs;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Tests.Runs;

public sealed class ProgressTests
{
    private static readonly Roster Nobody = new() { Assignments = [] };

    [Fact]
    public void What_a_solver_was_to_start_from_is_nothing_it_told()
    {
        var progress = new NewestProgress(Samples.Endless, Nobody);

        Assert.True(progress.BestPasses);
        Assert.False(progress.WasTold);
    }

    [Fact]
    public void A_roster_no_better_than_the_start_was_told_all_the_same()
    {
        var progress = new NewestProgress(Samples.Endless, Nobody);

        progress.Take(new ChildProgress(1, [], null));
        Assert.False(progress.WasTold);
        progress.Take(new ChildProgress(2, [], Nobody));

        Assert.True(progress.WasTold);
        Assert.Null(progress.TakeUnstored()!.Better);
    }

    [Fact]
    public void A_solver_is_given_the_worker_s_time_to_find_out_why_a_week_cannot_be_solved()
    {
        var worker = new WorkerOptions { Solver = new SolverSettings { ExplainLimit = TimeSpan.FromMilliseconds(70) } };

        Assert.Equal(70, RunLimits.Of(new(), worker).ExplainLimitMs);
        Assert.Equal(70, RunLimits.Of(new() { DeterministicLimit = 1 }, worker).ExplainLimitMs);
        worker.Check();
        Assert.Throws<ArgumentException>((worker with { Solver = new SolverSettings { ExplainLimit = TimeSpan.Zero } }).Check);
    }
}
