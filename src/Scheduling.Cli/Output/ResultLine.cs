using System.Diagnostics;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Output;

/// <summary>The parts of the last line that <c>week</c> and <c>solve</c> share.</summary>
internal static class ResultLine
{
    public static object[] Levels(IReadOnlyList<LevelScore> levels) =>
        [.. levels.Select(level => new { name = level.Name, penalty = level.Penalty, lowerBound = level.LowerBound, gap = Rounded(level.Gap, 6) })];

    /// <summary>What clashes in an impossible problem; empty when it is possible or nothing was proven.</summary>
    public static object[] Conflict(IReadOnlyList<ConflictMember> members) =>
        [.. members.Select(member => new { pointer = member.Pointer, message = new { zh = member.Message.Zh, en = member.Message.En } })];

    /// <summary>The most memory the process held, in MiB.</summary>
    public static double PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return Rounded(process.PeakWorkingSet64 / 1048576.0, 1);
    }

    public static double Rounded(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
