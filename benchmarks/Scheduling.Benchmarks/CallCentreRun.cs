using System.Globalization;
using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;

namespace Scheduling.Benchmarks;

/// <summary>Solves the seeded call centre, prints each progress and, as the last line, one JSON object.</summary>
internal static class CallCentreRun
{
    public static int Run(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        int agents = Option("--agents", 120);
        int days = Option("--days", 7);
        SchedulingProblem problem = CallCentreProblem.Create(agents, days, skills: Option("--skills", 3), seed: Option("--seed", 1));
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions
        {
            TimeLimit = Duration.FromSeconds(Option("--time", 60)),
            Threads = Option("--threads", 2),
            Progress = p => Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Elapsed.TotalSeconds,6:0.0} s  {string.Join("  ", p.Levels.Select(l => $"{l.Name} {l.Penalty} ≥ {l.LowerBound}"))}")),
        });
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            instance = problem.Name,
            levels = result.Levels.Select(l => new { l.Name, l.Penalty, l.LowerBound, l.Gap }),
            status = result.Status.ToString(),
            seconds = Math.Round(result.Elapsed.TotalSeconds, 1),
            firstFeasibleSeconds = result.FirstFeasible?.TotalSeconds,
            peakMiB = Environment.WorkingSet / 1048576,
            checker = result.Evaluation.Passes ? "pass" : "fail",
        }));
        return result.Evaluation.Passes ? 0 : 1;
    }
}
