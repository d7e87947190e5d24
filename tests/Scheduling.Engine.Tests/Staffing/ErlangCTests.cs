using CsCheck;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

public sealed class ErlangCTests
{
    // I. Angus, "An Introduction to Erlang B and Erlang C" (2001) and the Erlang C page of Mitan Ltd: 360 calls in 30 min, 240 s, 55 agents.
    [Fact]
    public void The_service_level_of_the_textbook_case_is_as_published()
    {
        Assert.Equal(48, ErlangC.LoadErlangs(360, 30, 240), 12);
        Assert.Equal(0.239, ErlangC.WaitProbability(55, 48), 3);
        Assert.Equal(0.846, ErlangC.ServiceLevel(55, 48, 240, 15), 3);
        Assert.Equal(8.2, ErlangC.AverageWaitSeconds(55, 48, 240), 1);
        Assert.Equal(0.873, ErlangC.Occupancy(55, 48), 3);
    }

    // The worked example of Call Centre Helper: 100 calls in 30 min, 180 s, goal 80 % in 20 s needs 14 agents.
    [Fact]
    public void The_worked_example_of_the_call_centre_handbook_needs_fourteen_agents()
    {
        Assert.Equal(14, ErlangC.AgentsRequired(100, 30, 180, new ServiceGoal(0.80, 20)));
        Assert.Equal(0.174, ErlangC.WaitProbability(14, 10), 3);
        Assert.Equal(0.888, ErlangC.ServiceLevel(14, 10, 180, 20), 3);
        Assert.Equal(7.8, ErlangC.AverageWaitSeconds(14, 10, 180), 1);
    }

    [Fact]
    public void Two_agents_at_one_erlang_let_a_third_of_the_callers_wait() => Assert.Equal(1 / 3.0, ErlangC.WaitProbability(2, 1), 14);

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 1.2)]
    [InlineData(3, 0.05)]
    [InlineData(5, 3.9)]
    [InlineData(9, 7.1)]
    [InlineData(14, 10)]
    [InlineData(25, 19.5)]
    public void A_brute_force_markov_chain_agrees(int agents, double load)
    {
        var chain = new MarkovChain(agents, load, double.PositiveInfinity, agents + 220);
        Assert.Equal(chain.WaitProbability, ErlangC.WaitProbability(agents, load), 9);
        Assert.Equal(chain.QueueLength / load * 300, ErlangC.AverageWaitSeconds(agents, load, 300), 6);
        foreach (var seconds in new[] { 0, 15, 60, 400 })
        {
            Assert.Equal(chain.OfferedWithin(seconds / 300.0), ErlangC.ServiceLevel(agents, load, 300, seconds), 9);
        }
    }

    [Fact]
    public void More_agents_never_lower_the_service_level()
    {
        Gen.Select(Gen.Double[0.01, 500], Gen.Int[0, 600], Gen.Int[1, 3600], Gen.Int[0, 600]).Sample((load, agents, handling, seconds) =>
            Assert.True(ErlangC.ServiceLevel(agents + 1, load, handling, seconds) >= ErlangC.ServiceLevel(agents, load, handling, seconds) - 1e-12));
    }

    [Fact]
    public void The_agents_required_meet_the_goal_and_one_fewer_does_not()
    {
        Gen.Select(Gen.Double[0.1, 3000], Gen.Int[20, 1200], Gen.Double[0.5, 0.99], Gen.Int[0, 120]).Sample((calls, handling, share, seconds) =>
        {
            var load = ErlangC.LoadErlangs(calls, 30, handling);
            var agents = ErlangC.AgentsRequired(calls, 30, handling, new ServiceGoal(share, seconds));
            Assert.True(ErlangC.ServiceLevel(agents, load, handling, seconds) >= share);
            Assert.True(ErlangC.ServiceLevel(agents - 1, load, handling, seconds) < share);
        });
    }

    // Halfin & Whitt 1981: with n = a + β√a the wait probability tends to 1 / (1 + β·Φ(β)/φ(β)); β = 1: 0.2234.
    [Fact]
    public void Ten_thousand_erlang_agree_with_the_limit_of_halfin_and_whitt() =>
        Assert.Equal(0.2234, ErlangC.WaitProbability(10_100, 10_000), 2);

    [Fact]
    public void Without_calls_nobody_is_required() => Assert.Equal(0, ErlangC.AgentsRequired(0, 30, 300));

    [Fact]
    public void As_many_agents_as_erlangs_never_catch_up()
    {
        Assert.Equal(0, ErlangC.ServiceLevel(10, 10, 180, 20));
        Assert.Equal(double.PositiveInfinity, ErlangC.AverageWaitSeconds(10, 10, 180));
        Assert.Equal(1, ErlangC.Occupancy(10, 10));
    }

    [Fact]
    public void A_maximum_occupancy_adds_agents()
    {
        Assert.Equal(125, ErlangC.AgentsRequired(1000, 30, 180, new ServiceGoal(0.8, 20), 80));
        Assert.True(ErlangC.AgentsRequired(1000, 30, 180, new ServiceGoal(0.8, 20)) < 125);
    }

    [Fact]
    public void A_wrong_value_is_named_with_its_owner_and_its_limits()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.AgentsRequired(100, 30, -5));
        Assert.StartsWith("Average handling time is -5 s; it must be 1 to 86400.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.AgentsRequired(double.NaN, 30, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.LoadErlangs(1, 0, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.WaitProbability(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.WaitProbability(5, 10_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceGoal(80));
    }
}
