using System.Text.Json.Serialization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;

namespace Scheduling.Worker.Child;

/// <summary>A line a child writes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ChildProgress), "progress")]
[JsonDerivedType(typeof(ChildResult), "result")]
[JsonDerivedType(typeof(ChildFailure), "failed")]
public abstract record ChildMessage;

/// <summary>A better roster or a better bound.</summary>
/// <param name="ElapsedMs">Time since the solve started.</param>
/// <param name="Levels">Penalty and bound of each level.</param>
/// <param name="Roster">The newest roster; null when none is newer than the last one told.</param>
public sealed record ChildProgress(long ElapsedMs, IReadOnlyList<LevelScore> Levels, Roster? Roster) : ChildMessage;

/// <summary>The outcome of a solve; the last line.</summary>
/// <param name="Status">What is known. Infeasible only when it was proven a second time, without presolve.</param>
/// <param name="Roster">The best roster.</param>
/// <param name="Levels">Penalty and bound of each level.</param>
/// <param name="Passes">Whether the independent evaluator finds a sound roster that breaks no hard rule.</param>
/// <param name="HardViolations">Number of broken hard rules.</param>
/// <param name="ElapsedMs">Time taken by the solve.</param>
/// <param name="FirstFeasibleMs">Time until the first roster without broken hard rules; null when there is none.</param>
/// <param name="Conflict">Why the problem is impossible; null unless the solver said so.</param>
public sealed record ChildResult(
    SolveStatus Status,
    Roster Roster,
    IReadOnlyList<LevelScore> Levels,
    bool Passes,
    int HardViolations,
    long ElapsedMs,
    long? FirstFeasibleMs,
    ConflictReport? Conflict) : ChildMessage;

/// <summary>Why there is no result; the last line.</summary>
/// <param name="Code">What kind of failure it is.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="CanRetry">Whether the same request may succeed another time; false when the request itself is wrong.</param>
public sealed record ChildFailure(string Code, LocalizedText Message, bool CanRetry) : ChildMessage;
