using System.Globalization;
using Scheduling.Benchmarks.Runs;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;
using Scheduling.Engine.Solving.Improving;

namespace Scheduling.Benchmarks;

/// <summary>What one neighbourhood costs beside the time CP-SAT solves (at most 0.3 s): choosing, encoding with hints, decoding and going there, in processor time, as the model grows
/// and the neighbourhood does not.</summary>
internal static class NeighbourhoodCost
{
    private const int Rounds = 20;

    /// <summary>Arguments: instance files of the staff scheduling set; without any, seeded call centres.</summary>
    public static int Run(string[] args)
    {
        Console.WriteLine("| model | cells | neighbourhood | free cells | variables | choose ms | encode ms | CP-SAT ms | decode and go ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        if (args.Length == 0)
        {
            Measure("call centre 120 × 7", RosterModel.Compile(CallCentreProblem.Create(120, 7)));
            Measure("call centre 500 × 28", RosterModel.Compile(CallCentreProblem.Create(500, 28)));
        }

        foreach (string file in args)
        {
            InstanceCase instance = CurtoisRun.Case(file);
            Measure(instance.Name, RosterModel.Compile(instance.Problem));
        }

        return 0;
    }

    private static void Measure(string name, RosterModel model)
    {
        var random = new Random(1);
        var evaluator = new DeltaEvaluator(model, model.FixedCells);
        var chooser = new NeighbourhoodChooser(model, evaluator, random);
        foreach (NeighbourhoodKind kind in new[] { NeighbourhoodKind.FewEmployees, NeighbourhoodKind.Week, NeighbourhoodKind.Rolling, NeighbourhoodKind.OneDay })
        {
            // The first round warms up.
            double[] sums = new double[6];
            for (int round = 0; round <= Rounds; round++)
            {
                TimeSpan began = Environment.CpuUsage.TotalTime;
                FreeCells free = chooser.Choose(kind);
                double choose = Lap(ref began);
                var encoding = new CpSatEncoding(model, evaluator, free, HardRules.Penalised);
                encoding.HintBasis();
                double encode = Lap(ref began);
                CpSatOutcome outcome = CpSatSearch.Minimize(encoding, new CpSatSettings { IsSubProblem = true, Seconds = 0.3 }, null, null, CancellationToken.None);
                double solve = Lap(ref began);
                RosterCells cells = encoding.Decode(encoding.BasisValues);
                evaluator.GoTo(outcome.Cells ?? cells, free.Cells);
                evaluator.GoTo(outcome.Cells ?? cells, free.BreakCells);
                double decode = Lap(ref began);
                double[] figures = [free.Cells.Length, encoding.BasisValues.Count, choose, encode, solve, decode];
                for (int i = 0; i < sums.Length && round > 0; i++)
                {
                    sums[i] += figures[i] / Rounds;
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {model.Cells} | {kind} | {sums[0]:0} | {sums[1]:0} | {sums[2]:0.0} | {sums[3]:0.0} | {sums[4]:0} | {sums[5]:0.0} |"));
        }
    }

    private static double Lap(ref TimeSpan began)
    {
        TimeSpan now = Environment.CpuUsage.TotalTime;
        double milliseconds = (now - began).TotalMilliseconds;
        began = now;
        return milliseconds;
    }
}
