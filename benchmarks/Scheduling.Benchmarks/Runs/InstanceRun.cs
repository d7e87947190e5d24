using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;

namespace Scheduling.Benchmarks.Runs;

/// <summary>A level of the outcome.</summary>
internal sealed record LevelLine(string Name, long Penalty, long LowerBound, double Gap);

/// <summary>What one run found, as it is printed on the last line. Penalty, bound and gap are null when no roster keeps the hard rules.</summary>
internal sealed record InstanceLine
{
    public required string Instance { get; init; }

    public long? Penalty { get; init; }

    public long? LowerBound { get; init; }

    public double? Gap { get; init; }

    public required string Status { get; init; }

    public required double Seconds { get; init; }

    public double? FirstFeasibleSeconds { get; init; }

    public required long PeakMiB { get; init; }

    /// <summary>Verdict of the independent checker; null when none was run.</summary>
    public string? Checker { get; init; }

    /// <summary>Moments at which the penalty was better by half a percent or more: seconds, penalty.</summary>
    public IReadOnlyList<double[]> Trace { get; init; } = [];
}

/// <summary>Solves an instance, writes its roster, has it checked and prints the outcome.</summary>
internal static class InstanceRun
{
    /// <summary>Options of every command that solves an instance.</summary>
    public static readonly string[] Options = ["--time", "--threads", "--seed", "--out", "--checker"];

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Runs a case with the options of the command line and prints its line. Exit status 0 when the roster keeps the hard rules and no checker objects.</summary>
    public static int Run(InstanceCase instance, Arguments arguments)
    {
        (Roster roster, InstanceLine line) = Solve(instance, TimeSpan.FromSeconds(arguments.Number("--time", 60)), arguments.Number("--threads", 2, 1, 64), arguments.Number("--seed", 1, 0));
        return Finish(instance, roster, line, arguments);
    }

    /// <summary>Writes the roster, has it checked and prints the line.</summary>
    public static int Finish(InstanceCase instance, Roster roster, InstanceLine line, Arguments arguments)
    {
        string? kept = arguments.Text("--out");
        string file = kept ?? Path.GetTempFileName();
        File.WriteAllLines(file, instance.Rows(roster));
        if (Checker.Find(arguments.Text("--checker"), instance.CheckerScript) is { } checker)
        {
            line = line with { Checker = Checker.Judge(checker, instance.CheckerArguments(file), line.Penalty) };
        }

        if (kept is null)
        {
            File.Delete(file);
        }

        Console.WriteLine(JsonSerializer.Serialize(line with { PeakMiB = PeakMiB() }, Json));
        return line.Penalty is not null && line.Checker is null or "pass" ? 0 : 1;
    }

    /// <summary>Solves a case, telling progress as it comes.</summary>
    public static (Roster Roster, InstanceLine Line) Solve(InstanceCase instance, TimeSpan time, int threads, int seed)
    {
        var trace = new Trace(instance.Offset);
        SolveResult result = RosterSolver.Solve(instance.Problem, new SolveOptions { TimeLimit = Duration.FromTimeSpan(time), Threads = threads, Seed = seed, Progress = trace.Tell });
        LevelScore soft = result.Levels[^1];
        bool feasible = result.Evaluation.Passes;
        return (result.Roster, new InstanceLine
        {
            Instance = instance.Name,
            Penalty = feasible ? soft.Penalty + instance.Offset : null,
            LowerBound = feasible ? soft.LowerBound + instance.Offset : null,
            Gap = feasible ? Gap(soft.Penalty + instance.Offset, soft.LowerBound + instance.Offset) : null,
            Status = result.Status.ToString(),
            Seconds = Math.Round(result.Elapsed.TotalSeconds, 1),
            FirstFeasibleSeconds = result.FirstFeasible is { } first ? Math.Round(first.TotalSeconds, 2) : null,
            PeakMiB = PeakMiB(),
            Trace = trace.Points,
        });
    }

    /// <summary>(penalty − bound) ÷ penalty, to five digits.</summary>
    public static double Gap(long penalty, long bound) => penalty == 0 ? 0 : Math.Round((double)(penalty - bound) / penalty, 5);

    /// <summary>Most memory this process has had so far.</summary>
    public static long PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576;
    }

    /// <summary>Prints progress and keeps what is worth keeping of it.</summary>
    private sealed class Trace(long offset)
    {
        public List<double[]> Points { get; } = [];

        public void Tell(SolveProgress progress)
        {
            LevelScore soft = progress.Levels[^1];
            double seconds = Math.Round(progress.Elapsed.TotalSeconds, 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{seconds,7:0.0} s  hard {progress.Levels[0].Penalty}  penalty {soft.Penalty + offset}  ≥ {soft.LowerBound + offset}"));
            long penalty = soft.Penalty + offset;
            if (progress.Levels[0].Penalty == 0 && (Points.Count == 0 || penalty < Points[^1][1] * 0.995))
            {
                Points.Add([seconds, penalty]);
            }
        }
    }
}
