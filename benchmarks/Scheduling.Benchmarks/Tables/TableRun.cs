using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Scheduling.Benchmarks.Runs;

namespace Scheduling.Benchmarks.Tables;

/// <summary>Runs a set of instances, each run in a process of its own so that memory is told apart, and prints the table.</summary>
internal static class TableRun
{
    private const string DefaultResults = "artifacts/benchmark-results.jsonl";

    public static int Run(string[] args)
    {
        var arguments = new Arguments(args, ["--set", "--time", "--threads", "--seed", "--peer", "--results", "--data"], ["--resume"]);
        if (arguments.Places.Count > 0)
        {
            throw new ArgumentException($"Unknown argument '{arguments.Places[0]}'.");
        }

        string set = arguments.Text("--set") ?? "quick";
        string folder = arguments.Text("--data") ?? Environment.GetEnvironmentVariable(Checker.FolderVariable)
            ?? throw new ArgumentException($"Name the folder of the instances by --data or {Checker.FolderVariable}.");
        string? peer = arguments.Text("--peer");
        if (peer is not (null or "cpsat"))
        {
            throw new ArgumentException($"Option '--peer' is '{peer}'; the peer there is is 'cpsat'.");
        }

        (int threads, int seed) = (arguments.Number("--threads", 2, 1, 64), arguments.Number("--seed", 1, 0));
        var results = new ResultFile(arguments.Text("--results") ?? DefaultResults, arguments.Has("--resume"));
        string commit = Commit();
        List<(TableRow, InstanceLine?, InstanceLine?)> runs = [];
        foreach (TableRow row in TableSets.Rows(set, folder, arguments.Number("--time", 600)))
        {
            InstanceLine? ours = Result(row, null);
            runs.Add((row, ours, peer is null || !row.HasPeer ? null : Result(row, peer)));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Set {set}, commit {commit}, {threads} threads, seed {seed}."));
        Console.WriteLine();
        foreach (string line in TableText.Lines(runs, peer))
        {
            Console.WriteLine(line);
        }

        return runs.TrueForAll(r => r.Item2 is { Checker: "pass" or null }) ? 0 : 1;

        InstanceLine? Result(TableRow row, string? solver)
        {
            var key = new ResultKey(commit, row.Instance, row.Seconds, seed, threads, solver ?? "ours");
            if (results.Find(key) is { } known)
            {
                Console.WriteLine($"{row.Instance} {key.Time} s {key.Solver}: known");
                return known;
            }

            string[] more = ["--threads", Text(threads), "--seed", Text(seed), .. solver is null ? [] : new[] { "--peer", solver }];
            InstanceLine? line = Solve([.. row.Command, .. more], TimeSpan.FromSeconds((2 * row.Seconds) + 600));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Instance} {key.Time} s {key.Solver}: penalty {line?.Penalty} ≥ {line?.LowerBound}, {line?.Status ?? "failed"}, checker {line?.Checker ?? "none"}"));
            if (line is not null)
            {
                results.Add(key, line);
            }

            return line;
        }
    }

    /// <summary>Runs this program once more and reads its last line; null, with its errors told, when there is none. It is ended when it takes far more than its time.</summary>
    private static InstanceLine? Solve(IReadOnlyList<string> command, TimeSpan most)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The program's own path is not known.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (string word in command)
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(most))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        string last = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        try
        {
            return JsonSerializer.Deserialize<InstanceLine>(last, InstanceRun.Json);
        }
        catch (JsonException)
        {
            Console.Error.WriteLine($"{string.Join(' ', command)} ended with status {process.ExitCode} and no result: {errors.Result.Trim()}");
            return null;
        }
    }

    /// <summary>The commit of the sources this is run in; <c>unknown</c> where there is no git.</summary>
    private static string Commit()
    {
        string commit = Git("rev-parse", "--short", "HEAD");
        return commit.Length == 0 ? "unknown" : Git("status", "--porcelain", "--untracked-files=no").Length == 0 ? commit : commit + "-dirty";
    }

    private static string Git(params string[] arguments)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            string output = process?.StandardOutput.ReadToEnd() ?? "";
            process?.WaitForExit();
            return process?.ExitCode == 0 ? output.Trim() : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
