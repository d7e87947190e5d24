using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.ShiftCount;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Improving;
using Scheduling.Engine.Solving.Pricing;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>What is made for long horizons: from fast networks to tight ones, cells fixed as far as somebody stays legal, mending, the dive.</summary>
public sealed class DiveTests
{
    private const int Rows = 6;
    private const int PerRow = 25;
    private static readonly ProblemSize Crowded = ProblemSize.Small with { LeastRules = 3, MostRules = 7 };
    internal static readonly RosterModel Ward = RosterModel.Compile(WardProblem());

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Rows).Select(row => 4_000_000 + (row * PerRow))];

    /// <summary>At the prices where fast networks ended, tighter ones prove no less.</summary>
    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Tight_networks_begin_where_fast_ones_ended(int firstSeed)
    {
        int taken = 0;
        for (int seed = firstSeed; seed < firstSeed + PerRow; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, Crowded));
            if (EmployeeNetworks.TryBuild(model, new NetworkSize(false, 4, 0), CancellationToken.None) is not { } fast
                || EmployeeNetworks.TryBuild(model, NetworkSize.Exact, CancellationToken.None) is not { } tight)
            {
                continue;
            }

            var fastDual = new DualFunction(model, fast);
            var tightDual = new DualFunction(model, tight);
            long[] nothing = new long[model.Levels];
            var first = new PriceSearch(model, fastDual, 1, PriceScale.Of(model, fast, fastDual));
            for (int step = 0; step < 20; step++)
            {
                first.Step(nothing, (_, _, _) => { });
            }

            int[] slots = fastDual.SlotsFor(tightDual);
            var second = new PriceSearch(model, tightDual, 1, PriceScale.Of(model, tight, tightDual));
            second.StartFrom(first, slots);
            if (!second.Step(nothing, (_, _, _) => { }))
            {
                continue;
            }

            Assert.True(second.Value >= first.Value - 1e-6, $"Problem {seed}: {second.Value} after {first.Value}.");
            taken += fast.PricedTotals > tight.PricedTotals ? 1 : 0;
        }

        Assert.True(taken > 0);
    }

    /// <summary>No schedule has a total outside of what is said to be possible, and with one option a day left only its own value is.</summary>
    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Totals_stay_within_their_range(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + PerRow; seed++)
        {
            RosterModel model = RosterModel.Compile(RandomProblem.Of(seed, Crowded));
            var random = new Random(seed);
            bool[] usable = new bool[model.Options.Length];
            bool[] single = new bool[model.Options.Length];
            int[] chosen = new int[model.Timeline.Days];
            for (int day = 0; day < chosen.Length; day++)
            {
                chosen[day] = random.Next(model.DayOffsets[day], model.DayOffsets[day + 1]);
                single[chosen[day]] = usable[chosen[day]] = true;
                for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
                {
                    usable[option] |= random.Next(2) == 0;
                }
            }

            foreach (TotalExpression expression in TermIndex.For(model).Expressions)
            {
                long value = ModelCost.Value(model, expression, chosen);
                (long least, long most) = TotalRange.Of(model, expression, usable);
                Assert.InRange(value, least, most);
                Assert.Equal((value, value), TotalRange.Of(model, expression, single));
            }
        }
    }

    /// <summary>Fixing never leaves an employee without a value of each total that keeps the hard rules, and what is undone is as before.</summary>
    [Fact]
    public void Cells_are_fixed_as_far_as_their_employee_stays_legal()
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Compact, CancellationToken.None)!;
        Assert.True(networks.PricedTotals > 0);
        var cells = new DiveCells(Ward, networks);
        bool[][] before = [.. cells.Usable.Select(u => (bool[])u.Clone())];
        int days = Ward.Timeline.Days;

        // Everybody the first duty every day: more than the rules allow.
        (float, int, int)[] wanted = [.. Enumerable.Range(0, Ward.Cells).Where(c => Ward.Timeline.IsInHorizon(c % days)).Select(c => (1f, c, Ward.DayOffsets[(c % days) + 1] - 1))];
        int newly = cells.Fix(wanted);
        Assert.InRange(newly, 1, wanted.Length - 1);
        Assert.Equal(cells.All - newly, cells.Free);
        for (int employee = 0; employee < Ward.Employees; employee++)
        {
            foreach (PricedTotal total in networks.Of[employee].Totals)
            {
                (long least, long most) = TotalRange.Of(Ward, total.Expression, cells.Usable[employee]);
                (least, most) = TermMinimum.Legal(total.Curve, least, most);
                Assert.True(least <= most);
            }
        }

        cells.Undo(0, before);
        Assert.Equal(cells.All, cells.Free);
        Assert.All(Enumerable.Range(0, Ward.Employees), e => Assert.Equal(before[e], cells.Usable[e]));
    }

    /// <summary>More cells than can be solved at once: whoever breaks a hard rule is mended alone.</summary>
    [Fact]
    public void Who_breaks_hard_rules_is_mended()
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Compact, CancellationToken.None)!;
        var cells = new DiveCells(Ward, networks);
        var broken = new DeltaEvaluator(Ward, Ward.FixedCells);
        for (int employee = 0; employee < 4; employee++)
        {
            for (int day = Ward.Timeline.HorizonStart; day < Ward.Timeline.HorizonEnd; day++)
            {
                broken.Set(employee, day, Ward.DayOffsets[day + 1] - 1, []);
            }
        }

        Assert.True(broken.Costs[0] > 0);
        List<RosterCells> found = [];
        RosterCells mended = cells.SolveCore(broken.Cells.Clone(), 0, 1, false, found.Add, CancellationToken.None);
        Assert.NotEmpty(found);
        Assert.True(ModelCost.Of(Ward, mended)[0] < broken.Costs[0]);
    }

    /// <summary>From converged prices to a roster that keeps all hard rules and costs not much more than the bound.</summary>
    [Fact]
    public void A_dive_ends_near_the_bound()
    {
        EmployeeNetworks networks = EmployeeNetworks.TryBuild(Ward, NetworkSize.Banded, CancellationToken.None)!;
        var dual = new DualFunction(Ward, networks);
        double[] scale = PriceScale.Of(Ward, networks, dual);
        var search = new PriceSearch(Ward, dual, 1, scale);
        long[] nothing = new long[Ward.Levels];
        for (int step = 0; step < 300; step++)
        {
            Assert.True(search.Step(nothing, (_, _, _) => { }));
        }

        List<long[]> found = [];
        using var loan = new ThreadLoan();
        RosterCells last = new GuidedDive(Ward, networks, search, scale, () => null, loan, CancellationToken.None).Run(1, c => found.Add(ModelCost.Of(Ward, c)))!;
        long[] costs = ModelCost.Of(Ward, last);
        Assert.Equal(0, costs[0]);
        Assert.Contains(found, f => f.AsSpan().SequenceEqual(costs));
        Assert.InRange(costs[1], (long)Math.Floor(search.Value), (long)(search.Value * 1.5) + 1000);
    }

    /// <summary>Sixty nurses, five weeks, three duties of which nobody may do more than a few nights, less staff than asked for.</summary>
    private static SchedulingProblem WardProblem()
    {
        var start = new LocalDate(2026, 7, 6);
        return new SchedulingProblem
        {
            Name = "ward",
            Levels = ["hard", "cost"],
            Horizon = new Horizon { Start = start, Days = 35, IntervalMinutes = 60 },
            Bands = [new Scheduling.Engine.Domain.Band { Id = "day", Name = "day", Order = 0 }],
            Contracts = [new Contract { Id = "full", Name = "full" }],
            ShiftTypes = [Duty("E", 6), Duty("L", 14), Duty("N", 22)],
            Employees = [.. Enumerable.Range(0, 60).Select(i => new Employee { Id = $"e{i:00}", Name = $"e{i:00}", Contract = "full" })],
            Demand = new Demand
            {
                Shifts = [.. from day in Enumerable.Range(0, 35)
                             from shift in new[] { ("E", 16), ("L", 14), ("N", 9) }
                             select new ShiftDemand { ShiftType = shift.Item1, Date = start.PlusDays(day), Required = shift.Item2 + ((day * 7) % 3) }],
            },
            Rules =
            [
                new MinimumRestRule(), new ConsecutiveWorkDaysRule { MinimumDays = 2, MaximumDays = 5 },
                new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = 8640, MaximumMinutes = 9600 },
                new ShiftCountRule { ShiftTypes = ["N"], Maximum = 7 }, new ShiftCountRule { ShiftTypes = ["L"], Maximum = 9 },
                new MostWeekendsRule { Maximum = 3, WindowWeeks = 5 },
                new ShiftCoverageRule { Enforcement = Enforcement.Soft(100, "cost"), Surplus = Enforcement.Soft(1, "cost") },
            ],
        };
    }

    private static ShiftType Duty(string id, int hour) => new()
    {
        Id = id,
        Name = id,
        Band = "day",
        Parts = [new ShiftPart { Start = new LocalTime(hour, 0), End = new LocalTime((hour + 8) % 24, 0) }],
    };
}
