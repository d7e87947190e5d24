using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Solving;

/// <summary>How a solve runs and when it ends. Whichever limit is met first ends it; without any it runs until optimal or stopped.</summary>
public sealed record SolveOptions
{
    /// <summary>Most time; none by default.</summary>
    public Duration? TimeLimit { get; init; }

    /// <summary>Ends when no better roster was found for this long; none by default. Not used in deterministic mode.</summary>
    public Duration? UnimprovedLimit { get; init; }

    /// <summary>Ends when the gap of every level is at most this share, such as 0.02. Default 0: proven optimal.</summary>
    public double GapLimit { get; init; }

    /// <summary>Most work in the solver's deterministic units (about seconds on one core); none by default. Needed in deterministic mode, refused in any other.</summary>
    public double? DeterministicLimit { get; init; }

    /// <summary>Whether the same input, seed, version and thread count give the same roster. Work is counted instead of time; other limits than <see cref="DeterministicLimit"/> are refused.</summary>
    public bool Deterministic { get; init; }

    /// <summary>Threads. Default 2: one improves rosters, one proves bounds.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Seed. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A roster to start from; it may break rules. None by default.</summary>
    public Roster? Start { get; init; }

    /// <summary>Called with every progress, from the solver's threads, one call at a time. It must return quickly.</summary>
    public Action<SolveProgress>? Progress { get; init; }

    /// <summary>Where elapsed time is read. Default the system's monotonic clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is out of range or two do not go together.</exception>
    internal void Check()
    {
        if (Threads is < 1 or > 64)
        {
            throw new ArgumentException($"Threads is {Threads}; it must be 1 to 64.");
        }

        if (!(GapLimit >= 0 && GapLimit < 1))
        {
            throw new ArgumentException($"GapLimit is {GapLimit}; it must be at least 0 and less than 1.");
        }

        if (DeterministicLimit is <= 0 || TimeLimit <= Duration.Zero || UnimprovedLimit <= Duration.Zero)
        {
            throw new ArgumentException("A limit is zero or negative; give a positive one or leave it out.");
        }

        if (DeterministicLimit is not null && !Deterministic)
        {
            throw new ArgumentException("DeterministicLimit counts work and goes with deterministic mode only; set Deterministic or give TimeLimit instead.");
        }

        if (Deterministic && (DeterministicLimit is null || TimeLimit is not null || UnimprovedLimit is not null || GapLimit > 0))
        {
            throw new ArgumentException("Deterministic mode counts work: give DeterministicLimit and leave TimeLimit, UnimprovedLimit and GapLimit out.");
        }
    }
}
