using System.Diagnostics;
using System.Diagnostics.Metrics;
using Scheduling.Engine.Solving;
using Scheduling.Store.Rows;
using Scheduling.Worker.Runs;

namespace Scheduling.Worker.Telemetry;

/// <summary>What a process measures of the runs it works on. Tags are kinds, endings and numbers; ids are in traces only.</summary>
public static class SolveMeter
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Scheduling";

    /// <summary>The spans of this program: one for each attempt at a run.</summary>
    public static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "scheduling.solve.duration", "s", "Time from the claim of a run to its end",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] });

    private static readonly Histogram<double> Gap = Meter.CreateHistogram(
        "scheduling.solve.gap", "1", "What is not proven of a level's penalty when a roster is kept: (penalty - bound) / penalty",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1] });

    internal static Activity? Start(RunRow run) => Source.StartActivity("solve", ActivityKind.Consumer)
        ?.SetTag("scheduling.run", run.Id).SetTag("scheduling.team", run.TeamId).SetTag("scheduling.kind", $"{run.Kind}").SetTag("scheduling.attempt", run.Attempts);

    internal static void Ended(Activity? span, RunKind kind, AttemptEnding? ending, TimeSpan taken)
    {
        string told = ending?.ToString() ?? "None";
        Duration.Record(taken.TotalSeconds, new KeyValuePair<string, object?>("kind", $"{kind}"), new KeyValuePair<string, object?>("ending", told));
        span?.SetTag("scheduling.ending", told);
        span?.SetStatus(ending is null or AttemptEnding.Failed or AttemptEnding.Lost ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
    }

    internal static void Kept(IReadOnlyList<LevelScore> levels)
    {
        for (int level = 0; level < levels.Count; level++)
        {
            Gap.Record(levels[level].Gap, new KeyValuePair<string, object?>("level", level));
        }
    }
}
