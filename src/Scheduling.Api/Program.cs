using Scheduling.Api.Hosting;

return await SchedulingProgram.RunAsync(args);
