namespace Scheduling.Store.Runs;

/// <summary>How a run ends and works; whichever limit is met first ends it.</summary>
public sealed record RunOptions
{
    /// <summary>Most seconds of solving. Default 30.</summary>
    public double TimeLimitSeconds { get; init; } = 30;

    /// <summary>Ends when no better roster was found for this many seconds; none by default.</summary>
    public double? UnimprovedLimitSeconds { get; init; }

    /// <summary>Ends when the gap of every level is at most this share. Default 0: proven optimal.</summary>
    public double GapLimit { get; init; }

    /// <summary>Most work in deterministic units; the run is then repeatable and the other limits do not count.</summary>
    public double? DeterministicLimit { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Run-time of a re-solve after a change.</summary>
    public static RunOptions Automatic { get; } = new() { TimeLimitSeconds = 15, UnimprovedLimitSeconds = 5 };
}
