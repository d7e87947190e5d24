using Scheduling.Faults;
using Scheduling.Faults.Hosting;

return args is [HostedProgram.Argument, ..] ? await HostedProgram.RunAsync(args[1..]) : await FaultProgram.RunAsync(args);
