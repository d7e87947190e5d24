using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Raises the bounds of one problem alone and prints how they rise: what a look into the price search needs.</summary>
internal static class BoundRun
{
    /// <param name="of">A file of a public instance, a problem in JSON, or the number of agents of a seeded call centre.</param>
    /// <param name="flavour">compact, banded or exact.</param>
    /// <param name="incumbentCosts">Costs of a known roster, by level from the second.</param>
    public static int Run(string of, string flavour, string steps, string[] incumbentCosts)
    {
        SchedulingProblem problem = int.TryParse(of, CultureInfo.InvariantCulture, out int agents) ? CallCentreProblem.Create(agents, 28, skills: 6)
            : of.EndsWith(".json", StringComparison.Ordinal) ? ProblemReader.ReadProblem(File.ReadAllBytes(of)).Value ?? throw new InvalidDataException($"'{of}' is no sound problem; `scheduling check` says why.")
            : CurtoisRun.Case(of).Problem;
        NetworkSize size = flavour.StartsWith("exact", StringComparison.Ordinal) ? NetworkSize.Exact : flavour.StartsWith("banded", StringComparison.Ordinal) ? NetworkSize.Banded : NetworkSize.Compact;
        int iterations = int.Parse(steps, CultureInfo.InvariantCulture);
        long[] incumbent = [0, .. incumbentCosts.Select(c => long.Parse(c, CultureInfo.InvariantCulture))];
        long started = TimeProvider.System.GetTimestamp();
        RosterModel model = RosterModel.Compile(problem);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compiled {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.00} s: {model.Employees} employees, {model.HorizonOptions} options, {model.Rows.Length} rows, {model.Totals.Length} totals, {model.Balances.Length} balances"));
        EmployeeNetworks? networks = EmployeeNetworks.TryBuild(model, size, CancellationToken.None);
        if (networks is null)
        {
            Console.WriteLine("somebody has no legal schedule");
            return 1;
        }

        DayNetwork[] distinct = [.. networks.Of.Select(n => n.Network).Distinct()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"networks {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.00} s: {distinct.Length} of {distinct.Average(n => n.Nodes):0} nodes, {distinct.Average(n => n.ArcLabel.Length):0} arcs, band {distinct.Average(n => n.BandRange[n.Days / 2].Most - n.BandRange[n.Days / 2].Least + 1):0}; {networks.PricedTotals} priced totals, effort {networks.Effort / 1e6:0.0} M"));
        var dual = new DualFunction(model, networks);
        double[] scale = PriceScale.Of(model, networks, dual);
        var known = new LevelBounds(CostStep.Of(model));
        for (int level = 1; level < model.Levels && !flavour.EndsWith("columns", StringComparison.Ordinal) && !flavour.Contains("blocks", StringComparison.Ordinal); level++)
        {
            var search = new PriceSearch(model, dual, level, scale);
            long[] bounds = new long[model.Levels];
            for (int i = 0; i < iterations; i++)
            {
                if (!search.Step(incumbent, (l, value, weights) => known.Offer(l, value, weights, incumbent)))
                {
                    Console.WriteLine("impossible");
                    return 1;
                }

                if ((i + 1) % 25 == 0 || i == 0)
                {
                    Array.Clear(bounds);
                    known.Raise(bounds, incumbent);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds,7:0.0} s level {level} step {i + 1}: {search.Value:0.0} bound {bounds[level]} {search.Describe()}"));
                }
            }
        }

        if (flavour.Contains("blocks", StringComparison.Ordinal))
        {
            var search = new PriceSearch(model, dual, model.Levels - 1, scale);
            var blocks = new BlockSearch(model, dual, search, scale, 1);
            for (int i = 0; i < iterations && blocks.Step(incumbent, (l, value, weights) => known.Offer(l, value, weights, incumbent), () => false); i++)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds,7:0.0} s blocks step {i + 1}: {blocks.Value:0.0} slack {blocks.Slack:0.0} weights {string.Join('/', blocks.Weights.ToArray())}"));
            }

            if (blocks.RoundOff(new Random(1), 0.4, 8) is { } cells)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds,7:0.0} s rounded off: {string.Join(" / ", ModelCost.Of(model, cells))}"));
            }

            return 0;
        }

        if (flavour.EndsWith("columns", StringComparison.Ordinal))
        {
            var search = new PriceSearch(model, dual, model.Levels - 1, scale);
            using var columns = new ColumnSearch(model, dual, search, incumbent[^1]);
            for (int i = 0; i < 20; i++)
            {
                search.Step(incumbent, (_, _, _) => { });
                columns.TakePriced();
            }

            bool going = true;
            for (int i = 0; i < iterations && going; i++)
            {
                going = columns.Step((_, _, _) => { });
                if (i % 5 == 0 || !going)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds,7:0.0} s columns step {i + 1}: {columns.Value:0.0} of {columns.Upper:0.0}, {columns.Columns} columns"));
                }
            }
        }

        return 0;
    }
}
