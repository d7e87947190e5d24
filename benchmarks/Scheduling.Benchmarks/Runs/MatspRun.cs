using Scheduling.Benchmarks.Instances;
using Scheduling.Engine.Domain;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Solves a multi-activity shift scheduling instance of Qu and Curtois.</summary>
internal static class MatspRun
{
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args, InstanceRun.Options, []);
        string file = arguments.Places is [string only] ? only : throw new ArgumentException($"Give one instance file; there are {arguments.Places.Count}.");
        return InstanceRun.Run(Case(file), arguments);
    }

    public static InstanceCase Case(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        SchedulingProblem problem = MatspProblem.Create(name, MatspReader.ReadFile(file));
        return new InstanceCase(name, problem, Unit: MatspProblem.Quarter)
        {
            Rows = roster => MatspProblem.Rows(problem, roster),
            CheckerScript = "check_matsp.py",
            CheckerArguments = roster => [file, roster],
        };
    }
}
