using CsCheck;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

public sealed class ErlangATests
{
    // Garnett, Mandelbaum & Reiman, "Designing a call center with impatient customers", M&SOM 4 (2002), table 1: 48 calls a minute,
    // handling 1 min, patience 2 min, 50 agents; Erlang C beside it.
    [Fact]
    public void The_published_comparison_with_erlang_c_is_reproduced()
    {
        Assert.Equal(0.031, ErlangA.AbandonProbability(50, 48, 60, 120), 3);
        Assert.Equal(3.7, ErlangA.AverageWaitSeconds(50, 48, 60, 120), 1);
        Assert.Equal(0.93, ErlangA.Occupancy(50, 48, 60, 120), 2);
        Assert.Equal(20.8, ErlangC.AverageWaitSeconds(50, 48, 60), 1);
    }

    [Fact]
    public void A_brute_force_markov_chain_agrees_over_a_grid()
    {
        foreach (var agents in new[] { 1, 2, 5, 12, 20 })
        {
            foreach (var share in new[] { 0.2, 0.8, 1.0, 1.3, 2.5 })
            {
                foreach (var patience in new[] { 60, 300, 900 })
                {
                    var load = agents * share;
                    var chain = new MarkovChain(agents, load, patience / 300.0, agents + 60 + (int)(4 * load * Math.Max(1, patience / 300.0)));
                    Assert.Equal(chain.WaitProbability, ErlangA.WaitProbability(agents, load, 300, patience), 9);
                    Assert.Equal(1 - chain.BusyAgents / load, ErlangA.AbandonProbability(agents, load, 300, patience), 9);
                    Assert.Equal(chain.QueueLength / load * 300, ErlangA.AverageWaitSeconds(agents, load, 300, patience), 6);
                    Assert.Equal(chain.BusyAgents / agents, ErlangA.Occupancy(agents, load, 300, patience), 9);
                    foreach (var seconds in new[] { 0, 15, 120 })
                    {
                        Assert.Equal(chain.OfferedWithin(seconds / 300.0), ErlangA.OfferedWaitWithin(agents, load, 300, patience, seconds), 9);
                        Assert.Equal(chain.AnsweredWithin(seconds / 300.0), ErlangA.ServiceLevel(agents, load, 300, patience, seconds), 9);
                    }
                }
            }
        }
    }

    // With patience = handling time the number in system is Poisson(a), whatever the agents (Palm 1957).
    [Theory]
    [InlineData(80, 100)]
    [InlineData(1000, 1000)]
    [InlineData(10_050, 10_000)]
    [InlineData(9_000, 10_000)]
    public void With_patience_equal_to_handling_time_the_number_in_system_is_poisson(int agents, double load)
    {
        var (logTerm, below) = (-load, 0.0);
        for (var k = 0; k < agents; k++)
        {
            below += Math.Exp(logTerm);
            logTerm += Math.Log(load / (k + 1));
        }

        Assert.Equal(1 - below, ErlangA.WaitProbability(agents, load, 240, 240), 8);
    }

    [Fact]
    public void The_offered_wait_is_never_worse_than_with_callers_who_never_hang_up()
    {
        Gen.Select(Gen.Double[0.1, 400], Gen.Int[1, 500], Gen.Int[1, 3600], Gen.Int[1, 86400], Gen.Int[0, 600]).Sample((load, agents, handling, patience, seconds) =>
        {
            var offered = ErlangA.OfferedWaitWithin(agents, load, handling, patience, seconds);
            Assert.InRange(offered, ErlangC.ServiceLevel(agents, load, handling, seconds) - 1e-9, 1 + 1e-12);
            Assert.True(ErlangA.ServiceLevel(agents, load, handling, patience, seconds) <= offered + 1e-9);
        });
    }

    [Fact]
    public void More_agents_raise_the_service_level_and_lower_the_abandonment()
    {
        Gen.Select(Gen.Double[0.1, 400], Gen.Int[0, 500], Gen.Int[1, 3600], Gen.Int[1, 86400], Gen.Int[0, 600]).Sample((load, agents, handling, patience, seconds) =>
        {
            Assert.True(ErlangA.ServiceLevel(agents + 1, load, handling, patience, seconds) >= ErlangA.ServiceLevel(agents, load, handling, patience, seconds) - 1e-9);
            Assert.True(ErlangA.AbandonProbability(agents + 1, load, handling, patience) <= ErlangA.AbandonProbability(agents, load, handling, patience) + 1e-9);
        });
    }

    [Fact]
    public void Very_patient_callers_make_it_erlang_c() =>
        Assert.Equal(ErlangC.ServiceLevel(14, 10, 2, 1), ErlangA.ServiceLevel(14, 10, 2, 86400, 1), 4);

    [Fact]
    public void The_agents_required_meet_the_goal_and_one_fewer_does_not()
    {
        Gen.Select(Gen.Double[1, 3000], Gen.Int[20, 1200], Gen.Int[5, 3600], Gen.Double[0.3, 0.99]).Sample((calls, handling, patience, share) =>
        {
            var load = ErlangC.LoadErlangs(calls, 30, handling);
            var agents = ErlangA.AgentsRequired(calls, 30, handling, patience, new ServiceGoal(share, 15));
            Assert.True(ErlangA.ServiceLevel(agents, load, handling, patience, 15) >= share);
            Assert.True(ErlangA.ServiceLevel(agents - 1, load, handling, patience, 15) < share);
        });
    }

    [Fact]
    public void Without_agents_everybody_hangs_up()
    {
        Assert.Equal(1, ErlangA.AbandonProbability(0, 5, 60, 60));
        Assert.Equal(0, ErlangA.ServiceLevel(0, 5, 60, 60, 15));
        Assert.Equal(60, ErlangA.AverageWaitSeconds(0, 5, 60, 60));
    }

    [Fact]
    public void Impatience_of_no_seconds_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ErlangA.WaitProbability(5, 4, 60, 0));
        Assert.StartsWith("Average patience is 0 s; it must be 1 to 86400", error.Message, StringComparison.Ordinal);
    }
}
