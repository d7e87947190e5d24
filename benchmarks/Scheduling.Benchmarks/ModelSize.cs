using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Benchmarks;

/// <summary>Build time and memory of the compiled model and of its CP-SAT encoding.</summary>
internal static class ModelSize
{
    public static int Run(string[] args)
    {
        _ = args;
        Console.WriteLine("| agents × days (30 min) | options | terms | contributions | compile s | model MiB | encode s |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((int agents, int days) in new[] { (120, 7), (500, 28) })
        {
            SchedulingProblem problem = CallCentreProblem.Create(agents, days);
            RosterModel.Compile(problem);
            long before = GC.GetTotalMemory(true);
            long began = TimeProvider.System.GetTimestamp();
            RosterModel model = RosterModel.Compile(problem);
            double compile = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            double memory = (GC.GetTotalMemory(true) - before) / 1048576.0;
            began = TimeProvider.System.GetTimestamp();
            var encoding = new CpSatEncoding(model, model.FixedCells, null, HardRules.Enforced, whole: true);
            double encode = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            int terms = model.Successions.Length + model.RunLengths.Length + model.Automata.Length + model.Totals.Length + model.Covers.Length + model.Balances.Length;
            int contributions = model.OptionContributions.Length + model.PlacementContributions.Length;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {agents} × {days} | {model.Options.Length} | {terms} | {contributions} | {compile:0.00} | {memory:0.0} | {encode:0.00} |"));
            GC.KeepAlive(encoding);
        }

        return 0;
    }
}
