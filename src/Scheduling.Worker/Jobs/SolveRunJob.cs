using System.Globalization;
using Hangfire;
using Scheduling.Worker.Runs;

namespace Scheduling.Worker.Jobs;

/// <summary>
/// The only job there is: it wakes a worker for a run. It holds no truth, so running it twice, late or for a run that is done is harmless.
/// Attempts are counted at the run, not by Hangfire.
/// </summary>
public sealed class SolveRunJob(RunExecutor executor)
{
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(string runId) => executor.RunAsync(Guid.Parse(runId, CultureInfo.InvariantCulture));
}
