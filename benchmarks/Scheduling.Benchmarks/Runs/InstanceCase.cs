using Scheduling.Engine.Domain;

namespace Scheduling.Benchmarks.Runs;

/// <summary>An instance ready to be solved.</summary>
/// <param name="Name">Name of the instance.</param>
/// <param name="Problem">The instance in the engine's own words; level 1 is the penalty.</param>
/// <param name="Offset">Cost that no roster can avoid and that the problem leaves out.</param>
/// <param name="Unit">Cost in the problem's own units of what the instance counts as 1.</param>
internal sealed record InstanceCase(string Name, SchedulingProblem Problem, long Offset = 0, long Unit = 1)
{
    /// <summary>A cost of the problem as the instance counts it, rounded down.</summary>
    public long Told(long cost) => (cost / Unit) + Offset;

    /// <summary>Rows of a roster's file.</summary>
    public Func<Roster, IEnumerable<string>> Rows { get; init; } = _ => [];

    /// <summary>File name of the independent checker.</summary>
    public string CheckerScript { get; init; } = "";

    /// <summary>The checker's arguments for a roster's file.</summary>
    public Func<string, IReadOnlyList<string>> CheckerArguments { get; init; } = _ => [];
}
