using BenchmarkDotNet.Running;
using Scheduling.Benchmarks;

return args switch
{
    ["encodings", .. string[] rest] => RunEncodings.Run(rest),
    ["size", .. string[] rest] => ModelSize.Run(rest),
    ["rolling", .. string[] rest] => RollingWeeks.Run(rest),
    ["callcentre", .. string[] rest] => CallCentreRun.Run(rest),
    ["bound", .. string[] rest] => BoundRun.Run(CallCentreProblem.Create(int.Parse(rest[0], null), 28), rest[1] == "exact" ? Scheduling.Engine.Solving.Pricing.NetworkSize.Exact : Scheduling.Engine.Solving.Pricing.NetworkSize.Compact, int.Parse(rest[2], null), [0, .. rest[3..].Select(r => long.Parse(r, null))]),
    ["--help" or "-h"] => Usage.Print(),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1,
};
