using System.Text.Json;
using Scheduling.Engine.Domain;

namespace Scheduling.Worker.Child;

/// <summary>The first line a child reads: what to solve, how, and from where.</summary>
/// <param name="Problem">The problem in the engine's JSON form; the child reads and validates it as it would a file.</param>
/// <param name="Options">How the solve runs and when it ends.</param>
/// <param name="Start">A roster to start from; what does not fit the problem is left out.</param>
public sealed record ChildRequest(JsonElement Problem, ChildOptions Options, Roster? Start = null);

/// <summary>Options of a solve as they travel; the meaning is that of the engine's SolveOptions.</summary>
public sealed record ChildOptions
{
    /// <summary>Most time. Needed unless <see cref="Deterministic"/>.</summary>
    public long? TimeLimitMs { get; init; }

    /// <summary>Ends when no better roster was found for this long.</summary>
    public long? UnimprovedLimitMs { get; init; }

    /// <summary>Ends when the gap of every level is at most this share.</summary>
    public double GapLimit { get; init; }

    /// <summary>Whether work is counted instead of time.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Most work, in deterministic mode.</summary>
    public double? DeterministicLimit { get; init; }

    /// <summary>Threads. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Seed. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most time to find out why a problem is impossible. Default 20 s.</summary>
    public long ExplainLimitMs { get; init; } = 20_000;
}

/// <summary>The words of the protocol that are no JSON.</summary>
public static class ChildWords
{
    /// <summary>A later line to the child: end well and tell the best roster.</summary>
    public const string Stop = "stop";
}
