using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Penalty, bound and gap of one level.</summary>
internal sealed record LevelLine(string Name, long Penalty, long LowerBound, double Gap);

/// <summary>
/// What one run found, as it is printed on the last line. Penalty, bound and gap are those of the first level below the hard one, and null when no roster keeps the hard rules.
/// </summary>
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

    /// <summary>Every level, where there is more than one beside the hard one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LevelLine>? Levels { get; init; }

    /// <summary>Hash of a generated problem.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hash { get; init; }

    /// <summary>Percent of the agent-minutes wanted that are missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ShortPercent { get; init; }

    /// <summary>Moments at which the penalty was better by a thousandth or more, and the end where it was better than the last of them: seconds, penalty.</summary>
    public IReadOnlyList<double[]> Trace { get; init; } = [];
}

/// <summary>What a solver gives back: ours or the peer.</summary>
internal sealed record SolverOutcome(SolveStatus Status, Roster Roster, IReadOnlyList<LevelScore> Levels, double Seconds, double? FirstFeasibleSeconds);

/// <summary>Solves an instance, writes its roster, has it checked and prints the outcome.</summary>
internal static class InstanceRun
{
    /// <summary>Options of every command that solves an instance.</summary>
    public static readonly string[] Options = ["--time", "--threads", "--seed", "--out", "--checker", "--peer"];

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs a case with the options of the command line and prints its line. Exit status 0 when the roster keeps the hard rules and no checker objects.</summary>
    public static int Run(InstanceCase instance, Arguments arguments)
    {
        (Roster roster, InstanceLine line) = Solve(instance, arguments);
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

        return Print(line);
    }

    /// <summary>Prints the line. Exit status 0 when the roster keeps the hard rules and no checker objects.</summary>
    public static int Print(InstanceLine line)
    {
        Console.WriteLine(JsonSerializer.Serialize(line with { PeakMiB = PeakMiB() }, Json));
        return line.Penalty is not null && line.Checker is null or "pass" ? 0 : 1;
    }

    /// <summary>Solves a case with the options of the command line, telling progress as it comes.</summary>
    public static (Roster Roster, InstanceLine Line) Solve(InstanceCase instance, Arguments arguments)
    {
        if (ProblemValidator.Validate(instance.Problem) is [var first, ..])
        {
            throw new ArgumentException($"{instance.Name} makes no valid problem: {first.Pointer} {first.Message.En}");
        }

        var trace = new Trace(instance);
        var time = TimeSpan.FromSeconds(arguments.Number("--time", 60));
        int threads = arguments.Number("--threads", 2, 1, 64);
        int seed = arguments.Number("--seed", 1, 0);
        SolverOutcome outcome = arguments.Text("--peer") switch
        {
            null => Ours(instance.Problem, time, threads, seed, trace),
            "cpsat" => CpSatPeer.Solve(instance.Problem, time, threads, seed, trace.Tell),
            string other => throw new ArgumentException($"Option '--peer' is '{other}'; the peer there is is 'cpsat'."),
        };
        return (outcome.Roster, Line(instance, outcome, trace.Points));
    }

    /// <summary>Most memory this process has had so far.</summary>
    public static long PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576;
    }

    private static SolverOutcome Ours(SchedulingProblem problem, TimeSpan time, int threads, int seed, Trace trace)
    {
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions
        {
            TimeLimit = Duration.FromTimeSpan(time),
            Threads = threads,
            Seed = seed,
            Progress = progress => trace.Tell(progress.Elapsed.TotalSeconds, progress.Levels),
        });
        return new SolverOutcome(result.Status, result.Roster, result.Levels, result.Elapsed.TotalSeconds, result.FirstFeasible?.TotalSeconds);
    }

    /// <summary>The line of an outcome. Penalties are the independent evaluator's, whatever the solver says.</summary>
    private static InstanceLine Line(InstanceCase instance, SolverOutcome outcome, List<double[]> trace)
    {
        Evaluation verdict = RosterEvaluator.Evaluate(instance.Problem, outcome.Roster);
        LevelLine[] levels = [.. outcome.Levels.Skip(1).Select((level, i) =>
        {
            // Penalties are whole numbers of units, so a bound may be rounded up to one.
            long penalty = instance.Told(verdict.Penalties[i + 1]);
            long bound = instance.Told(level.LowerBound + instance.Unit - 1);
            return new LevelLine(level.Name, penalty, bound, penalty == 0 ? 0 : Math.Round((double)(penalty - bound) / penalty, 5));
        })];
        bool passes = verdict.Passes;
        return new InstanceLine
        {
            Instance = instance.Name,
            Penalty = passes ? levels[0].Penalty : null,
            LowerBound = passes ? levels[0].LowerBound : null,
            Gap = passes ? levels[0].Gap : null,
            Status = outcome.Status.ToString(),
            Seconds = Math.Round(outcome.Seconds, 1),
            FirstFeasibleSeconds = outcome.FirstFeasibleSeconds is { } first ? Math.Round(first, 2) : null,
            PeakMiB = PeakMiB(),
            Levels = levels.Length > 1 ? levels : null,
            Trace = passes && (trace.Count == 0 || trace[^1][1] > levels[0].Penalty) ? [.. trace, [Math.Round(outcome.Seconds, 2), levels[0].Penalty]] : trace,
        };
    }

    /// <summary>Prints progress and keeps what is worth keeping of it.</summary>
    private sealed class Trace(InstanceCase instance)
    {
        public List<double[]> Points { get; } = [];

        public void Tell(double elapsed, IReadOnlyList<LevelScore> levels)
        {
            double seconds = Math.Round(elapsed, 2);
            string soft = string.Join("  ", levels.Skip(1).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Name} {instance.Told(l.Penalty)} ≥ {instance.Told(l.LowerBound)}")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,7:0.0} s  {levels[0].Name} {levels[0].Penalty}  {soft}"));
            long penalty = instance.Told(levels[1].Penalty);
            if (levels[0].Penalty == 0 && (Points.Count == 0 || penalty < Points[^1][1] * 0.999))
            {
                Points.Add([seconds, penalty]);
            }
        }
    }
}
