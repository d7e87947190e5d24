using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Scheduling.Benchmarks.Runs;

/// <summary>What an independent checker counted.</summary>
/// <param name="Violations">Hard violations; −1 when it could not read the roster.</param>
/// <param name="Penalty">The penalty; null when it could not read the roster.</param>
/// <param name="Text">The verdict in its own words.</param>
/// <param name="Output">All that it wrote.</param>
internal sealed record CheckerVerdict(long Violations, long? Penalty, string Text, string Output);

/// <summary>Runs an independent checker, a Python script that shares no code with the engine, and compares its verdict with ours.</summary>
internal static partial class Checker
{
    /// <summary>Environment variable that names the folder of the instances and their checkers.</summary>
    public const string FolderVariable = "SCHEDULING_BENCHMARKS";

    /// <summary>The checker's file: the one given, or the script in the folder of the instances; null when there is none.</summary>
    public static string? Find(string? given, string script) =>
        given ?? (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder && File.Exists(Path.Combine(folder, script)) ? Path.Combine(folder, script) : null);

    /// <summary><c>pass</c> when the checker finds no hard violation and the same penalty; else what it found. Null penalty: only hard violations are asked for.</summary>
    public static string Judge(string checker, IReadOnlyList<string> arguments, long? penalty)
    {
        CheckerVerdict verdict = Run(checker, arguments);
        return verdict.Violations == 0 && (penalty ?? verdict.Penalty) == verdict.Penalty ? "pass" : $"fail: {verdict.Text}";
    }

    /// <summary>What the checker counts.</summary>
    public static CheckerVerdict Run(string checker, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(checker);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Verdict().Match(output) is { Success: true } match
            ? new CheckerVerdict(long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), match.Value, output)
            : new CheckerVerdict(-1, null, $"the checker said '{(output + errors.Result).Trim()}'", output);
    }

    [GeneratedRegex(@"hard_violations=(\d+) penalty=(\d+)")]
    private static partial Regex Verdict();
}
