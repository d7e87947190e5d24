using Scheduling.Engine.Domain;

namespace Scheduling.Benchmarks.Runs;

/// <summary>A public instance ready to be solved: the problem, how a roster is written for its checker, and the checker's arguments.</summary>
/// <param name="Name">Name of the instance.</param>
/// <param name="Problem">The instance in the engine's own words; level 1 is the penalty.</param>
/// <param name="Rows">Rows of the roster's file.</param>
/// <param name="CheckerScript">File name of the independent checker.</param>
/// <param name="CheckerArguments">Its arguments for a roster's file.</param>
/// <param name="Offset">Cost that no roster can avoid and that the problem leaves out.</param>
internal sealed record InstanceCase(
    string Name,
    SchedulingProblem Problem,
    Func<Roster, IEnumerable<string>> Rows,
    string CheckerScript,
    Func<string, IReadOnlyList<string>> CheckerArguments,
    long Offset = 0);
