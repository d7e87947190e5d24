using Spectre.Console;

namespace Scheduling.Cli;

/// <summary>What a command touches of the world outside: two consoles, the language, a clock.</summary>
internal sealed record Surroundings
{
    /// <summary>What people and programs read.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>Where bad input is told.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>The language of everything that is told.</summary>
    public required Language Language { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal that can redraw a line.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Clock for elapsed time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
