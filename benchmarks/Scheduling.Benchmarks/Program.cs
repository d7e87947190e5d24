using BenchmarkDotNet.Running;
using Scheduling.Benchmarks;

return args switch
{
    ["encodings", .. string[] rest] => RunEncodings.Run(rest),
    ["size", .. string[] rest] => ModelSize.Run(rest),
    ["rolling", .. string[] rest] => RollingWeeks.Run(rest),
    ["callcentre", .. string[] rest] => CallCentreRun.Run(rest),
    ["--help" or "-h"] => Usage.Print(),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1,
};
