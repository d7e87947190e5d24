using System.Globalization;
using NodaTime;
using Scheduling.Benchmarks.Instances;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Solving;

namespace Scheduling.Benchmarks.Runs;

/// <summary>Solves a case of the Second International Nurse Rostering Competition: all weeks at once, or week by week without looking ahead.</summary>
internal static class NurseRun
{
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args, [.. InstanceRun.Options, "--data", "--case", "--time-per-week"], ["--weekly"]);
        if (arguments.Places.Count > 0)
        {
            throw new ArgumentException($"Unknown argument '{arguments.Places[0]}'; a case is named by --data and --case.");
        }

        (string folder, string name) = (arguments.Needed("--data"), arguments.Needed("--case"));
        NurseInstance instance = NurseReader.ReadCase(folder, name);
        InstanceCase whole = Case(folder, instance);
        if (!arguments.Has("--weekly"))
        {
            return InstanceRun.Run(whole, arguments);
        }

        if (arguments.Text("--peer") is not null)
        {
            throw new ArgumentException("Option '--peer' goes with all weeks at once only.");
        }

        var perWeek = TimeSpan.FromSeconds(arguments.Number("--time-per-week", 60));
        (Roster roster, InstanceLine line) = Weekly(instance, whole, perWeek, arguments.Number("--threads", 2, 1, 64), arguments.Number("--seed", 1, 0));
        return InstanceRun.Finish(whole, roster, line, arguments);
    }

    public static InstanceCase Case(string folder, NurseInstance instance) => new(instance.Name, NurseProblem.Create(instance), NurseProblem.Settled(instance))
    {
        Rows = NurseProblem.Rows,
        CheckerScript = "check_inrc2.py",
        CheckerArguments = roster => ["--data", folder, "--case", instance.Name, "--csv", roster],
    };

    /// <summary>Each week from the history of the one before and nothing of those after it; at the end all weeks are judged as one.</summary>
    internal static (Roster Roster, InstanceLine Line) Weekly(NurseInstance instance, InstanceCase whole, TimeSpan timePerWeek, int threads, int seed)
    {
        IReadOnlyList<NurseHistory> history = instance.History;
        List<NurseDuty> duties = [];
        var elapsed = Duration.Zero;
        for (int week = 0; week < instance.Weeks.Count; week++)
        {
            SchedulingProblem problem = NurseProblem.Create(instance, week, 1, history);
            SolveResult result = RosterSolver.Solve(problem, new SolveOptions { TimeLimit = Duration.FromTimeSpan(timePerWeek), Threads = threads, Seed = seed });
            elapsed += result.Elapsed;
            List<NurseDuty> solved = [.. NurseProblem.DutiesOf(result.Roster)];
            duties.AddRange(solved);
            history = NurseSeam.After(history, solved, 7 * week);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"week {week + 1}: {result.Status}, hard {result.Levels[0].Penalty}, cost of the week {result.Levels[^1].Penalty}, {result.Elapsed.TotalSeconds:0.0} s"));
        }

        Roster roster = NurseProblem.RosterOf(instance, duties);
        Evaluation verdict = RosterEvaluator.Evaluate(whole.Problem, roster);
        return (roster, new InstanceLine
        {
            Instance = instance.Name + " weekly",
            Penalty = verdict.Passes ? verdict.Penalties[^1] + whole.Offset : null,
            Status = verdict.Passes ? nameof(SolveStatus.Feasible) : nameof(SolveStatus.Unknown),
            Seconds = Math.Round(elapsed.TotalSeconds, 1),
            PeakMiB = InstanceRun.PeakMiB(),
        });
    }
}
