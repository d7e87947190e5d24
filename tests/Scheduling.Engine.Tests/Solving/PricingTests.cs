using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;
using Scheduling.Engine.Tests.Properties;

namespace Scheduling.Engine.Tests.Solving;

/// <summary>The best schedule of one employee under random prices is what listing all schedules finds, for all rules of the catalogue.</summary>
public sealed class PricingTests
{
    private const int Rows = 8;
    private const int PerRow = 30;
    private const long MostSchedules = 20_000;
    private static readonly ProblemSize Crowded = ProblemSize.Tiny with { LeastRules = 2, MostRules = 6 };
    private static readonly NetworkSize Everything = new(true, int.MaxValue, long.MaxValue);

    public static TheoryData<int> FirstSeeds { get; } = [.. Enumerable.Range(0, Rows).Select(row => 3_000_000 + (row * PerRow))];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Pricing_finds_what_listing_all_schedules_finds(int firstSeed)
    {
        int listed = 0;
        for (int seed = firstSeed; seed < firstSeed + PerRow; seed++)
        {
            int dice = seed;
            Shrinker.AssertHolds(seed, RandomProblem.Of(seed, Crowded), problem => Wrong(problem, dice, ref listed));
        }

        Assert.True(listed > 0);
    }

    private static string? Wrong(SchedulingProblem problem, int seed, ref int listed)
    {
        RosterModel model = RosterModel.Compile(problem);
        var random = new Random(seed);
        EmployeeNetworks? networks = EmployeeNetworks.TryBuild(model, Everything, CancellationToken.None);
        for (int employee = 0; employee < model.Employees; employee++)
        {
            double[] prices = [.. Enumerable.Range(0, model.HorizonOptions).Select(_ => (double)random.Next(-50, 51))];
            double[] weights = [0, .. Enumerable.Range(1, model.Levels - 1).Select(_ => (double)random.Next(0, 4))];
            double[]? through = Listed(model, employee, prices, weights);
            if (through is null)
            {
                continue;
            }

            double best = through.Length == 0 ? double.PositiveInfinity : through.Min();
            if (double.IsPositiveInfinity(best))
            {
                // Whoever has no legal schedule is priced without the terms that leave none, or not at all.
                continue;
            }

            listed++;
            if (networks is null)
            {
                // Somebody else has none.
                continue;
            }

            if (networks.Of[employee].Totals.Length > 0)
            {
                return "A total is priced though everything was to be carried.";
            }

            var pricer = new EmployeePricer(model, networks);
            double priced = pricer.Price(employee, prices, [], weights, new int[model.Timeline.Days]);
            if (priced != best)
            {
                return $"Employee {employee}: priced {priced}, listed {best}.";
            }

            double[] pricedThrough = new double[model.HorizonOptions];
            pricer.PriceThrough(employee, weights, pricedThrough);
            for (int option = 0; option < through.Length; option++)
            {
                if (pricedThrough[option] != through[option])
                {
                    return $"Employee {employee}, option {option}: priced {pricedThrough[option]}, listed {through[option]}.";
                }
            }
        }

        return null;
    }

    /// <summary>The least cost of a schedule with each option of the horizon, by listing them all; null when there are too many.</summary>
    private static double[]? Listed(RosterModel model, int employee, double[] prices, double[] weights)
    {
        int days = model.Timeline.Days;
        int first = model.FirstHorizonOption;
        long count = 1;
        for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
        {
            count *= model.DayOffsets[day + 1] - model.DayOffsets[day];
            if (count > MostSchedules)
            {
                return null;
            }
        }

        double[] through = new double[model.HorizonOptions];
        Array.Fill(through, double.PositiveInfinity);
        int[] options = model.FixedCells.Options.AsSpan(employee * days, days).ToArray();
        do
        {
            if (Cost(model, employee, options, weights) is { } cost)
            {
                for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
                {
                    cost += prices[options[day] - first];
                }

                for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
                {
                    through[options[day] - first] = Math.Min(through[options[day] - first], cost);
                }
            }
        }
        while (Next(model, options));

        return through;
    }

    private static bool Next(RosterModel model, int[] options)
    {
        for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
        {
            if (++options[day] < model.DayOffsets[day + 1])
            {
                return true;
            }

            options[day] = model.DayOffsets[day];
        }

        return false;
    }

    /// <summary>What one employee's own terms cost; null when a hard one is broken.</summary>
    private static double? Cost(RosterModel model, int employee, int[] options, double[] weights)
    {
        long[] costs = new long[model.Levels];
        for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
        {
            for (int level = 0; level < costs.Length; level++)
            {
                costs[level] += model.OptionCost(level, employee, options[day]);
            }
        }

        foreach (SuccessionTerm term in model.Successions.Where(t => t.Employee == employee))
        {
            costs[term.Level] += term.Weight * ModelCost.Excess(term, model.Timeline, options);
        }

        foreach (RunLengthTerm term in model.RunLengths.Where(t => t.Employee == employee))
        {
            costs[term.Level] += term.Weight * ModelCost.Excess(term, model.Timeline, model.Classes[term.Class], options);
        }

        foreach (AutomatonTerm term in model.Automata.Where(t => t.Employee == employee))
        {
            costs[term.Level] += term.Weight * ModelCost.Excess(term, model.Timeline, model.Labellings[term.Automaton.Labelling], options);
        }

        foreach (TotalTerm term in model.Totals.Where(t => t.Expression.Employee == employee))
        {
            term.Curve.AddTo(costs, ModelCost.Value(model, term.Expression, options));
        }

        foreach (BalanceTerm term in model.Balances)
        {
            foreach (TotalExpression member in term.Members.Where(m => m.Employee == employee))
            {
                term.Deviation?.AddTo(costs, ModelCost.Value(model, member, options));
            }
        }

        return costs[0] > 0 ? null : costs.Select((cost, level) => cost * weights[level]).Sum();
    }
}
