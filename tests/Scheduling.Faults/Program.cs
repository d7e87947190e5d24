return await Scheduling.Faults.FaultProgram.RunAsync(args);
