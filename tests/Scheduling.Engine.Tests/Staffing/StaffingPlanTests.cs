using CsCheck;
using NodaTime;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Tests.Staffing;

public sealed class StaffingPlanTests
{
    private static readonly LocalDateTime Nine = new(2026, 1, 5, 9, 0);

    [Fact]
    public void A_plan_counts_agents_hours_and_peak()
    {
        var plan = StaffingPlan.For([new(Nine, 100), new(Nine.PlusMinutes(30), 0)], 30, new() { HandlingSeconds = 180, Goal = new(0.8, 20), ShrinkagePercent = 30 });
        Assert.Equal([14, 0], plan.Intervals.Select(interval => interval.OnQueueAgents));
        Assert.Equal([20, 0], plan.Intervals.Select(interval => interval.ScheduledAgents));
        Assert.Equal((7.0, 14, 600L), (plan.OnQueueAgentHours, plan.PeakOnQueueAgents, plan.ScheduledAgentMinutes));
    }

    [Fact]
    public void Skills_share_the_pooled_requirement_without_loss()
    {
        Gen.Select(Gen.Double[0, 4000], Gen.Int[1, 98]).Sample((calls, first) =>
        {
            var second = (99 - first) / 2 + 1;
            SkillShare[] skills = [new("A", first), new("B", second), new("C", 100 - first - second)];
            skills = [.. skills.Where(skill => skill.Percent > 0)];
            var interval = StaffingPlan.For([new(Nine, calls)], 30, new() { HandlingSeconds = 75, Skills = [.. skills] }).Intervals[0];
            Assert.Equal(interval.OnQueueAgents, interval.Skills.Sum(skill => skill.OnQueueAgents));
            Assert.Equal(interval.LoadErlangs, interval.Skills.Sum(skill => skill.LoadErlangs), 9);
            Assert.All(interval.Skills.Zip(skills), pair => Assert.True(Math.Abs(pair.First.OnQueueAgents - interval.OnQueueAgents * pair.Second.Percent / 100.0) < 1));
        });
    }

    [Fact]
    public void Sixty_twenty_five_fifteen_of_fourteen_is_eight_four_and_two()
    {
        var plan = StaffingPlan.For([new(Nine, 100)], 30, new() { HandlingSeconds = 180, Goal = new(0.8, 20), Skills = [new("calls", 60), new("cards", 25), new("loans", 15)] });
        Assert.Equal([8, 4, 2], plan.Intervals[0].Skills.Select(skill => skill.OnQueueAgents));
    }

    [Fact]
    public void Skill_shares_that_miss_a_hundred_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => StaffingPlan.For([], 30, new() { HandlingSeconds = 60, Skills = [new("A", 60), new("B", 25)] }));
        Assert.StartsWith("Shares of the 2 skills add up to 85 %; they must add up to 100.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impatient_callers_need_fewer_agents()
    {
        int Peak(int? patience) => StaffingPlan.For([new(Nine, 1000)], 30, new() { HandlingSeconds = 300, PatienceSeconds = patience }).PeakOnQueueAgents;
        Assert.True(Peak(120) < Peak(null));
    }

    [Fact]
    public void Shrinkage_is_rounded_up_in_whole_numbers()
    {
        Assert.Equal(10, Shrinkage.ScheduledAgents(7, 30));
        Assert.Equal(12, Shrinkage.ScheduledAgents(8, 30));
        Assert.Equal(0, Shrinkage.ScheduledAgents(0, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shrinkage.ScheduledAgents(1, 96));
    }

    [Fact]
    public void Chat_slots_divide_among_agents_and_stretch_the_session()
    {
        var chat = new ConcurrentChat(3, 20);
        Assert.Equal(840, chat.StretchedHandlingSeconds(600));
        var agents = chat.AgentsRequired(90, 30, 600);
        Assert.True(chat.ServiceLevel(agents, 90, 30, 600, 15) >= 0.8);
        Assert.True(chat.ServiceLevel(agents - 1, 90, 30, 600, 15) < 0.8);
        Assert.Equal(ErlangC.AgentsRequired(90, 30, 600), new ConcurrentChat(1).AgentsRequired(90, 30, 600));
    }
}
