using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>Column generation and dives where many employees are alike: one row for all of a kind, schedules that are nobody's own.</summary>
public sealed class CrowdColumnTests
{
    private static readonly RosterModel Model = CrowdTests.Model;
    private static readonly int Last = Model.Levels - 1;
    private static readonly long[] NothingKnown = new long[Model.Levels];

    [Fact]
    public void Steps_on_a_later_level_end_though_its_weights_change()
    {
        EmployeeNetworks networks = CrowdTests.Networks();
        PriceSearch search = Search(new DualFunction(Model, networks), networks);
        int steps = 0;
        while (search.Stalled < 50 && steps < 5000)
        {
            Assert.True(search.Step(NothingKnown, (_, _, _) => { }));
            steps++;
        }

        Assert.InRange(steps, 50, 4999);
    }

    [Fact]
    public void Employees_who_are_alike_share_what_is_proven_for_each_alone()
    {
        EmployeeNetworks networks = CrowdTests.Networks();
        using ColumnSearch crowd = Converged(new DualFunction(Model, networks), networks);
        Assert.True(crowd.IsCrowd);

        // Taking options away that have no share, other ones from each of a kind but the last, leaves the program as good as it was, and nobody is like anybody.
        EmployeeNetworks apart = networks.Copy();
        var twins = new Twins(Model, networks, new CoverPrices(Model));
        int kinds = Enumerable.Range(0, Model.Employees).Count(e => twins.Of(e) < 0);
        for (int employee = 0; employee < Model.Employees - kinds; employee++)
        {
            int[] idle = [.. Enumerable.Range(0, Model.HorizonOptions).Where(i => crowd.Shares[(employee * Model.HorizonOptions) + i] == 0)];
            apart.Usable[employee][Model.FirstHorizonOption + idle[employee / kinds]] = false;
        }

        var alone = new DualFunction(Model, apart);
        using ColumnSearch each = Converged(alone, apart);
        Assert.False(each.IsCrowd);
        Assert.Equal(each.Upper, crowd.Upper, 0.01 * each.Upper);

        // The same program, once its kinds are parted.
        crowd.Restrict(alone);
        Converge(crowd);
        Assert.Equal(each.Upper, crowd.Upper, 0.01 * each.Upper);
        Assert.InRange(crowd.Value, 0.99 * each.Upper, each.Upper * 1.001);
    }

    [Fact]
    public void Shares_give_everybody_one_option_a_day_and_likely_schedules_are_legal()
    {
        EmployeeNetworks networks = CrowdTests.Networks();
        using ColumnSearch columns = Converged(new DualFunction(Model, networks), networks);
        for (int employee = 0; employee < Model.Employees; employee++)
        {
            for (int day = Model.Timeline.HorizonStart; day < Model.Timeline.HorizonEnd; day++)
            {
                float sum = 0;
                for (int option = Model.DayOffsets[day]; option < Model.DayOffsets[day + 1]; option++)
                {
                    sum += columns.Shares[(employee * Model.HorizonOptions) + option - Model.FirstHorizonOption];
                }

                Assert.Equal(1, sum, 1e-3);
            }
        }

        Assert.Equal(0, ModelCost.Of(Model, columns.LikeliestRoster())[0]);
    }

    [Fact]
    public void A_dive_gives_everybody_a_schedule_and_leaves_the_program_as_it_was()
    {
        EmployeeNetworks networks = CrowdTests.Networks();
        using ColumnSearch columns = Converged(new DualFunction(Model, networks), networks);
        double before = columns.Upper;
        for (int seed = 1; seed <= 6; seed++)
        {
            RosterCells? cells = new CrowdDive(Model, columns, new Random(seed), CancellationToken.None).Run();
            Assert.NotNull(cells);
            long[] costs = ModelCost.Of(Model, cells);
            Assert.Equal(0, costs[0]);

            // Not far above what parts of schedules could do.
            Assert.InRange(costs[Last], columns.Value, 2 * before);
            Converge(columns);
            Assert.True(columns.Upper <= before * 1.001, $"seed {seed}: {columns.Upper} after the dive, {before} before");
        }
    }

    [Fact]
    public void Totals_that_count_the_same_are_one()
    {
        SchedulingProblem problem = CrowdTests.Problem(6);
        RosterModel model = RosterModel.Compile(problem with
        {
            // Duties of 4 to 10 hours: a week has many sums of minutes.
            ShiftTypes = [.. Enumerable.Range(0, 25).Select(i => new ShiftType
            {
                Id = $"d{i}", Name = $"d{i}", Band = "day", Posts = ["calls"],
                Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(12, 0).PlusMinutes(15 * i) }],
            })],
            Contracts = [problem.Contracts[0] with { MinimumMinutesPerWeek = 2160, MaximumMinutesPerWeek = 2400 }],
            Rules = [.. problem.Rules, new LongestWeekRule { MaximumMinutes = 2640 }],
        });
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None)!;

        // The minutes of a week that contract and law limit are carried once, with all their limits.
        Assert.Equal(0, networks.PricedTotals);
        var dual = new DualFunction(model, networks);
        dual.Evaluate(new double[dual.Slots], [0, 1, 1], out _);
        Assert.Equal(0, ModelCost.Of(model, dual.Roster(new (int[], int[])?[model.Employees]))[0]);
    }

    private static PriceSearch Search(DualFunction dual, EmployeeNetworks networks) => new(Model, dual, Last, PriceScale.Of(Model, networks, dual));

    private static ColumnSearch Converged(DualFunction dual, EmployeeNetworks networks)
    {
        var columns = new ColumnSearch(Model, dual, Search(dual, networks), 1e4);
        Converge(columns);
        return columns;
    }

    private static void Converge(ColumnSearch columns)
    {
        int steps = 0;
        while (columns.Step((_, _, _) => { }))
        {
            Assert.True(++steps < 1000, "column generation does not end");
        }
    }
}
