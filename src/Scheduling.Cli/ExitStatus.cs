namespace Scheduling.Cli;

/// <summary>What the exit status tells a script.</summary>
internal static class ExitStatus
{
    /// <summary>Done, and clean.</summary>
    public const int Done = 0;

    /// <summary>Done, but the roster breaks hard rules, there is none, or the checker refuses it.</summary>
    public const int NotClean = 1;

    /// <summary>The input or the arguments are wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the program itself.</summary>
    public const int Fault = 70;

    /// <summary>Stopped by Ctrl+C; the best roster so far was kept and told.</summary>
    public const int Stopped = 130;
}
