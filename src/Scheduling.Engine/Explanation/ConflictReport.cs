using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Explanation;

/// <summary>What a member of a conflict is.</summary>
public enum ConflictMemberKind
{
    /// <summary>A hard rule.</summary>
    Rule,

    /// <summary>An approved leave.</summary>
    Leave,

    /// <summary>A cell fixed by the planner.</summary>
    Pin,

    /// <summary>Something that must be covered: a series of intervals, a shift or standby of one day.</summary>
    Demand,
}

/// <summary>A rule or a fact that takes part in a conflict.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Pointer">JSON pointer into the problem.</param>
/// <param name="Message">The rule or fact in words.</param>
public sealed record ConflictMember(ConflictMemberKind Kind, string Pointer, LocalizedText Message);

/// <summary>Why a problem has no roster that keeps every hard rule.</summary>
public sealed record ConflictReport
{
    /// <summary>Whether a conflict was proven. False: the time ended first, or the problem is not impossible.</summary>
    public required bool IsProven { get; init; }

    /// <summary>Whether leaving out any one member was shown to make the rest possible.</summary>
    public required bool IsMinimal { get; init; }

    /// <summary>Rules and facts that cannot all hold; empty when nothing was proven.</summary>
    public required IReadOnlyList<ConflictMember> Members { get; init; }

    /// <summary>The report in a sentence.</summary>
    public required LocalizedText Message { get; init; }
}
