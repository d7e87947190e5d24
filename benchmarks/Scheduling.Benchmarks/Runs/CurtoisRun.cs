using Scheduling.Benchmarks.Instances;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Solves a staff scheduling instance of Curtois and Qu.</summary>
internal static class CurtoisRun
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
        return new InstanceCase(name, CurtoisProblem.Create(name, CurtoisReader.ReadFile(file)))
        {
            Rows = CurtoisProblem.Rows,
            CheckerScript = "check_roster.py",
            CheckerArguments = roster => [file, roster],
        };
    }
}
