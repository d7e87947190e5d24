using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

public sealed class ThreadLoanTests
{
    [Fact]
    public void A_thread_nobody_wants_is_not_lent()
    {
        using var loan = new ThreadLoan();
        Assert.False(loan.Lend(CancellationToken.None));
        loan.Want();
        loan.Return();
        Assert.False(loan.Lend(CancellationToken.None));
        Assert.Equal(1, loan.Threads);
    }

    [Fact]
    public async Task A_lent_thread_waits_until_it_is_returned()
    {
        using var loan = new ThreadLoan();
        loan.Want();
        Task<bool> lender = Task.Run(() => loan.Lend(CancellationToken.None));
        SpinWait.SpinUntil(() => loan.Threads == 2);
        Assert.False(lender.IsCompleted);
        loan.Return();
        Assert.True(await lender);
        Assert.Equal(1, loan.Threads);
    }

    [Fact]
    public async Task A_stop_ends_the_loan()
    {
        using var loan = new ThreadLoan();
        using var stop = new CancellationTokenSource();
        loan.Want();
        Task<bool> lender = Task.Run(() => loan.Lend(stop.Token));
        SpinWait.SpinUntil(() => loan.Threads == 2);
        await stop.CancelAsync();
        Assert.False(await lender);
        Assert.Equal(1, loan.Threads);
    }

    [Fact]
    public async Task Two_threads_price_what_one_does()
    {
        using var loan = new ThreadLoan();
        loan.Want();
        Task<bool> lender = Task.Run(() => loan.Lend(CancellationToken.None));
        SpinWait.SpinUntil(() => loan.Threads == 2);
        int compared = 0;
        for (int seed = 2_400_000; seed < 2_400_060; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, ProblemSize.Small));
            if (EmployeeNetworks.TryBuild(model, NetworkSize.Compact, CancellationToken.None) is not { } networks)
            {
                continue;
            }

            var random = new Random(seed);
            var alone = new DualFunction(model, networks);
            var together = new DualFunction(model, networks, loan: loan);
            double[] weights = [.. Enumerable.Range(0, model.Levels).Select(level => level == 0 ? 0.0 : 1)];
            for (int step = 0; step < 5; step++)
            {
                double[] prices = [.. Enumerable.Range(0, alone.Slots).Select(_ => 10 * random.NextDouble())];
                alone.Project(prices, weights);
                Assert.Equal(alone.Evaluate(prices, weights, out bool impossible), together.Evaluate(prices, weights, out bool impossibleTogether));
                Assert.Equal(impossible, impossibleTogether);
                Assert.Equal(alone.Subgradient, together.Subgradient);
                Assert.Equal(alone.Schedules, together.Schedules);
                Assert.Equal(alone.LevelCosts, together.LevelCosts);
                compared += impossible ? 0 : 1;
            }
        }

        loan.Return();
        Assert.True(await lender);
        Assert.True(compared > 100, $"Only {compared} evaluations were possible.");
    }
}
