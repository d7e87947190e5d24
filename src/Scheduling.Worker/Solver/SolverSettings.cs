namespace Scheduling.Worker.Solver;

/// <summary>What a solver process may use, and how long it is waited for.</summary>
public sealed record SolverSettings
{
    /// <summary>Most resident memory; above it the process is killed. Default 4 GiB.</summary>
    public long MemoryCapBytes { get; init; } = 4L << 30;

    /// <summary>How often memory is looked at. Default 250 ms.</summary>
    public TimeSpan MemoryCheck { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most time to find out why a week cannot be solved. Default 20 s.</summary>
    public TimeSpan ExplainLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time from the end of the solve's own limits until the process is killed. Default 30 s: reading, compiling and judging a large problem take some.</summary>
    public TimeSpan LimitGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most time for a solve that counts work instead of time. Default 1 h.</summary>
    public TimeSpan WorkCountedLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time from the word stop until the process is killed. Default 15 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time from the result until the process must be gone. Default 5 s.</summary>
    public TimeSpan ExitGrace { get; init; } = TimeSpan.FromSeconds(5);
}
