using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.ShiftFloor;
using Scheduling.Engine.Rules.Wishes;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Rounds over employees, and rosters made of their shares.</summary>
public sealed class RoundsTests
{
    private const int Days = 7;
    private const int Cost = 10;

    /// <summary>At no price nobody takes the duty, so that no supply ever changes: its price must rise all the same.</summary>
    [Fact]
    public void What_nobody_gives_anything_to_gets_dearer()
    {
        RosterModel model = RosterModel.Compile(Unloved());
        BlockSearch blocks = Rounds(model, 60);
        Assert.InRange(blocks.Value, 0.95 * Days * Cost, Days * Cost);
    }

    [Fact]
    public void Rosters_are_better_when_those_without_a_schedule_follow()
    {
        RosterModel model = CrowdTests.Model;
        BlockSearch blocks = Rounds(model, 30);
        float[] before = (float[])blocks.Average.Clone();
        long alone = CostsOf(rounds: 0);
        long following = CostsOf(rounds: 4);
        Assert.Equal(before, blocks.Average);
        Assert.True(following < alone, $"{following} when others follow, {alone} otherwise");

        // The shares go on from where they were.
        double once = blocks.Value;
        Assert.True(blocks.Step(new long[model.Levels], (_, _, _) => { }, () => false));
        Assert.True(blocks.Value >= once);

        long CostsOf(int rounds) => Enumerable.Range(1, 5).Sum(seed =>
        {
            long[] costs = ModelCost.Of(model, blocks.RoundOff(new Random(seed), 0.4, 8, rounds)!);
            Assert.Equal(0, costs[0]);
            return costs[^1];
        });
    }

    private static BlockSearch Rounds(RosterModel model, int steps) =>
        CrowdTests.Rounds(model, new DualFunction(model, EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None)!), steps);

    /// <summary>Somebody must come every day, and nobody wants to.</summary>
    private static SchedulingProblem Unloved()
    {
        var start = new LocalDate(2026, 7, 6);
        string[] employees = ["ann", "bob", "cyd"];
        return new SchedulingProblem
        {
            Name = "unloved",
            Levels = ["hard", "cost"],
            Horizon = new Horizon { Start = start, Days = Days, IntervalMinutes = 60 },
            Bands = [new Scheduling.Engine.Domain.Band { Id = "day", Name = "day", Order = 0 }],
            Contracts = [new Contract { Id = "full", Name = "full" }],
            ShiftTypes = [new ShiftType { Id = "D", Name = "D", Band = "day", Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(16, 0) }] }],
            Employees = [.. employees.Select(e => new Employee { Id = e, Name = e, Contract = "full" })],
            Demand = new Demand { Shifts = [.. Enumerable.Range(0, Days).Select(d => new ShiftDemand { ShiftType = "D", Date = start.PlusDays(d), Required = 1, Minimum = 1 })] },
            Wishes = [.. from employee in employees
                         from day in Enumerable.Range(0, Days)
                         select new Wish { Employee = employee, Date = start.PlusDays(day), Kind = WishKind.Avoid, ShiftType = "D" }],
            Rules = [new ShiftFloorRule(), new ShiftCoverageRule { Enforcement = Enforcement.Soft(1, "cost"), Surplus = Enforcement.Off }, new WishesRule { Enforcement = Enforcement.Soft(Cost, "cost") }],
        };
    }
}
