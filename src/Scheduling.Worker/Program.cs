using Scheduling.Worker.Child;
using Scheduling.Worker.Hosting;

// The child comes first: it starts in a blink because nothing of hosting, the database or Hangfire is loaded for it.
return args is [ChildMain.Argument, ..] ? ChildMain.Run() : await WorkerProgram.RunAsync(args);
