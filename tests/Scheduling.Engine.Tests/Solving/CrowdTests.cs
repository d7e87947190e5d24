using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>What is made for many people who cover the same intervals: prices per demand, twins, rounds over employees, rounding off, reinsertion.</summary>
public sealed class CrowdTests
{
    private static readonly string[][] Skills = [["a"], ["b"], ["c"], ["a", "b"], ["b", "c"], ["a", "b", "c"]];
    internal static readonly RosterModel Model = RosterModel.Compile(Problem(18));
    private static readonly long[] NothingKnown = new long[Model.Levels];

    [Fact]
    public void Whoever_serves_several_demands_is_worth_the_dearest_of_them()
    {
        EmployeeNetworks networks = Networks();
        var dual = new DualFunction(Model, networks);
        var random = new Random(3);
        double[] prices = new double[dual.Slots];
        double[] rows = new double[Model.Rows.Length];
        for (int trial = 0; trial < 20; trial++)
        {
            foreach (ref double price in prices.AsSpan())
            {
                price = random.Next(0, 6);
            }

            dual.CoverSlots.ToRows(prices, rows);
            for (int cover = 0; cover < Model.Covers.Length; cover++)
            {
                CoverTerm term = Model.Covers[cover];
                int first = dual.CoverSlots.Of(cover).Start.Value;
                Assert.True(dual.CoverSlots.IsPooled(cover));
                for (int held = 1; held < 8; held++)
                {
                    double worth = Enumerable.Range(term.FirstRow, term.RowCount).Where(r => (Model.Rows[r].Demands & held) != 0).Sum(r => rows[r]);
                    Assert.Equal(Enumerable.Range(0, 3).Where(d => (held >> d & 1) == 1).Max(d => prices[first + d]), worth, 9);
                }
            }
        }
    }

    /// <summary>The slope that the function tells is the slope it has, wherever it has one.</summary>
    [Fact]
    public void Slopes_are_those_of_the_value()
    {
        EmployeeNetworks networks = Networks();
        var dual = new DualFunction(Model, networks);
        var random = new Random(5);
        double[] weights = [0, 1, 1];
        double[] prices = new double[dual.Slots];
        foreach (ref double price in prices.AsSpan())
        {
            price = random.NextDouble() * 8;
        }

        dual.Project(prices, weights);
        double at = (double)dual.Evaluate(prices, weights, out _)!.Value / DualFunction.Units;
        double[] slope = (double[])dual.Subgradient.Clone();
        for (int slot = 0; slot < dual.Slots; slot += 7)
        {
            double[] moved = (double[])prices.Clone();
            moved[slot] = DualFunction.Round(moved[slot] + 0.5);
            double change = ((double)dual.Evaluate(moved, weights, out _)!.Value / DualFunction.Units) - at;

            // Concave: never above the line.
            Assert.True(change <= (slope[slot] * (moved[slot] - prices[slot])) + 1e-6, $"slot {slot}: {change} above {slope[slot]}");
        }
    }

    [Fact]
    public void Twins_are_priced_as_if_each_were_priced_alone()
    {
        EmployeeNetworks networks = Networks();
        var twins = new Twins(Model, networks, new CoverPrices(Model));
        Assert.Equal(Model.Employees - Skills.Length, Enumerable.Range(0, Model.Employees).Count(e => twins.Of(e) >= 0));

        // One option less and nobody is alike any more.
        networks.Usable[0][Model.FirstHorizonOption + 1] = false;
        Assert.Equal(-1, twins.Of(Skills.Length));
    }

    [Fact]
    public void Rounds_over_employees_prove_more_than_steps_along_slopes()
    {
        EmployeeNetworks networks = Networks();
        var dual = new DualFunction(Model, networks);
        double[] scale = PriceScale.Of(Model, networks, dual);
        var steps = new PriceSearch(Model, dual, Model.Levels - 1, scale);
        for (int i = 0; i < 200; i++)
        {
            Assert.True(steps.Step(NothingKnown, (_, _, _) => { }));
        }

        BlockSearch blocks = Rounds(Model, dual, 30);
        Assert.True(blocks.Value > steps.Value, $"{blocks.Value} by rounds, {steps.Value} by steps");
    }

    [Fact]
    public void Rounding_off_gives_a_roster_and_leaves_the_shares_as_they_were()
    {
        EmployeeNetworks networks = Networks();
        var dual = new DualFunction(Model, networks);
        BlockSearch blocks = Rounds(Model, dual, 30);
        float[] before = (float[])blocks.Average.Clone();
        RosterCells cells = blocks.RoundOff(new Random(1), 0.4, 8)!;
        Assert.Equal(before, blocks.Average);
        long[] costs = ModelCost.Of(Model, cells);
        Assert.Equal(0, costs[0]);

        // Near the bound, and far from where nobody works.
        Assert.InRange(costs[^1], blocks.Value, 3 * blocks.Value);
        double once = blocks.Value;
        Assert.True(blocks.Step(NothingKnown, (_, _, _) => { }, () => false));
        Assert.True(blocks.Value >= once);
    }

    [Fact]
    public void Marginal_prices_are_what_the_roster_would_cost_more()
    {
        EmployeeNetworks networks = Networks();
        double[] weights = [1e6, 1000, 1];
        var marginal = new MarginalPrices(Model, new CoverPrices(Model), weights);
        var dual = new DualFunction(Model, networks);
        RosterCells cells = Rounds(Model, dual, 30).RoundOff(new Random(2), 0.4, 8)!;
        var evaluator = new DeltaEvaluator(Model, cells);
        int[] nowhere = [-1];
        for (int employee = 0; employee < Model.Employees; employee += 4)
        {
            // Out on all days, then each option of each day alone.
            for (int day = Model.Timeline.HorizonStart; day < Model.Timeline.HorizonEnd; day++)
            {
                evaluator.Set(employee, day, Model.DayOffsets[day], nowhere);
            }

            marginal.Update(evaluator, employee, networks.Usable[employee], Model.Timeline.HorizonStart, Model.Timeline.HorizonEnd);
            long[] before = CoverCosts(evaluator);
            for (int day = Model.Timeline.HorizonStart; day < Model.Timeline.HorizonEnd; day++)
            {
                for (int option = Model.DayOffsets[day]; option < Model.DayOffsets[day + 1]; option++)
                {
                    int at = option - Model.FirstHorizonOption;
                    evaluator.Set(employee, day, option, marginal.Placements.AsSpan(at * Model.MaximumBreaks, Model.MaximumBreaks));
                    long[] after = CoverCosts(evaluator);
                    Assert.Equal(Enumerable.Range(0, Model.Levels).Sum(l => weights[l] * (after[l] - before[l])), marginal.Prices[at], 3);
                }

                evaluator.Set(employee, day, Model.DayOffsets[day], nowhere);
            }

            evaluator.GoTo(cells);
        }
    }

    [Fact]
    public void Reinsertion_never_makes_a_roster_worse()
    {
        EmployeeNetworks networks = Networks();
        var evaluator = new DeltaEvaluator(Model, Model.FixedCells);
        var response = new BestResponse(Model, networks);
        response.Sweep(evaluator, new Random(1), 0, null, () => false);
        long[] before = evaluator.Costs.ToArray();
        int tries = 0;
        var reinsertion = new Reinsertion(Model, networks, evaluator.Cells, new Random(1));
        int better = reinsertion.Run(() => ++tries > 200);
        Assert.True(better > 0);
        Assert.True(Lexicographic.Compare(reinsertion.BestCosts, before) < 0);
        Assert.Equal(ModelCost.Of(Model, reinsertion.Best), reinsertion.BestCosts.ToArray());
        Assert.Equal(before, evaluator.Costs.ToArray());
    }

    private static long[] CoverCosts(DeltaEvaluator evaluator)
    {
        long[] costs = new long[Model.Levels];
        foreach (CoverTerm cover in Model.Covers)
        {
            ModelCost.AddCover(costs, Model, cover, evaluator.RowValues);
        }

        return costs;
    }

    internal static EmployeeNetworks Networks() => EmployeeNetworks.TryBuild(Model, NetworkSize.Exact, CancellationToken.None)!;

    /// <summary>Rounds over employees from no prices at all.</summary>
    internal static BlockSearch Rounds(RosterModel model, DualFunction dual, int steps)
    {
        double[] scale = PriceScale.Of(model, dual.Networks, dual);
        var blocks = new BlockSearch(model, dual, new PriceSearch(model, dual, model.Levels - 1, scale), scale, 1);
        for (int i = 0; i < steps; i++)
        {
            Assert.True(blocks.Step(new long[model.Levels], (_, _, _) => { }, () => false));
        }

        return blocks;
    }

    /// <summary>Agents of six kinds over a week, early and late duties with a break, more asked than there is.</summary>
    internal static SchedulingProblem Problem(int agents)
    {
        var start = new LocalDate(2026, 7, 6);
        return new SchedulingProblem
        {
            Name = "crowd",
            Horizon = new Horizon { Start = start, Days = 7, IntervalMinutes = 60 },
            Skills = [.. new[] { "a", "b", "c" }.Select(s => new Skill { Id = s, Name = s })],
            Posts = [new Post { Id = "calls", Name = "calls" }],
            Bands = [new Scheduling.Engine.Domain.Band { Id = "day", Name = "day", Order = 0 }],
            Contracts = [new Contract { Id = "full", Name = "full", MinimumMinutesPerWeek = 1200, MaximumMinutesPerWeek = 2400 }],
            ShiftTypes = [Duty("E", 8), Duty("L", 12)],
            Employees = [.. Enumerable.Range(0, agents).Select(i => new Employee
            {
                Id = $"e{i:00}", Name = $"e{i:00}", Contract = "full", Skills = [.. Skills[i % Skills.Length].Select(s => new EmployeeSkill { Skill = s })],
            })],
            Demand = new Demand
            {
                Intervals = [.. from day in Enumerable.Range(0, 7)
                                from skill in new[] { "a", "b", "c" }
                                select new IntervalDemand
                                {
                                    Post = "calls", Skill = skill, Date = start.PlusDays(day), From = new LocalTime(8, 0),
                                    Required = [.. Enumerable.Range(0, 12).Select(h => 1 + ((h + day + skill[0]) % 3))],
                                }],
            },
            Rules =
            [
                new SkillRequiredRule(), new MinimumRestRule(), new ContractMinutesRule(), new ConsecutiveWorkDaysRule { MaximumDays = 5 },
                new IntervalCoverageRule(),
            ],
        };
    }

    private static ShiftType Duty(string id, int hour) => new()
    {
        Id = id,
        Name = id,
        Band = "day",
        Posts = ["calls"],
        Parts = [new ShiftPart { Start = new LocalTime(hour, 0), End = new LocalTime(hour + 8, 0) }],
        Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 300, Minutes = 30, StepMinutes = 60 }],
    };
}
