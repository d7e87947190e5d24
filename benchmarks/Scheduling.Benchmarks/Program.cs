using BenchmarkDotNet.Running;
using Scheduling.Benchmarks;
using Scheduling.Benchmarks.Instances;
using Scheduling.Benchmarks.Runs;
using Scheduling.Benchmarks.Tables;

try
{
    return args switch
    {
        ["encodings", .. string[] rest] => RunEncodings.Run(rest),
        ["neighbourhoods", .. string[] rest] => NeighbourhoodCost.Run(rest),
        ["size", .. string[] rest] => ModelSize.Run(rest),
        ["rolling", .. string[] rest] => RollingWeeks.Run(rest),
        ["callcentre", .. string[] rest] => CallCentreRun.Run(rest),
        ["curtois", .. string[] rest] => CurtoisRun.Run(rest),
        ["bound", var of, var size, var steps, .. string[] incumbent] => BoundRun.Run(of, size, steps, incumbent),
        ["inrc2", .. string[] rest] => NurseRun.Run(rest),
        ["matsp", .. string[] rest] => MatspRun.Run(rest),
        ["table", .. string[] rest] => TableRun.Run(rest),
        ["--help" or "-h"] => Usage.Print(),
        _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1,
    };
}
catch (Exception exception) when (exception is InstanceException or ArgumentException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
