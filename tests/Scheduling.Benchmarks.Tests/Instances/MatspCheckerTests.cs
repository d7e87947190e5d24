using System.Globalization;
using NodaTime;
using Scheduling.Benchmarks.Runs;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>Our reading of the multi-activity instances against the independent checker, on rosters that break anything but their own form.</summary>
public sealed class MatspCheckerTests
{
    [Fact]
    public void Any_roster_has_the_penalty_that_the_checker_counts()
    {
        string folder = PublicInstances.Folder();
        string[] files = [.. Directory.GetFiles(Path.Combine(folder, "matsp"), "*.txt").Where(f => new FileInfo(f).Length < 60_000).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        string rows = Path.GetTempFileName();
        foreach (string file in files)
        {
            InstanceCase instance = MatspRun.Case(file);
            Assert.Empty(ProblemValidator.Validate(instance.Problem));
            for (int seed = 0; seed < 3; seed++)
            {
                Roster roster = AnyRoster(instance.Problem, new Random(seed));
                Evaluation evaluation = RosterEvaluator.Evaluate(instance.Problem, roster);
                Assert.Empty(evaluation.ShapeProblems);
                File.WriteAllLines(rows, instance.Rows(roster));
                CheckerVerdict verdict = Checker.Run(Path.Combine(folder, instance.CheckerScript), [.. instance.CheckerArguments(rows), "--max-lines", "1000000"]);
                Assert.Equal(evaluation.Penalties[1], verdict.Penalty * instance.Unit);
                Assert.Equal(evaluation.Passes, verdict.Violations == 0);
                Dictionary<string, int> theirs = verdict.Output.Split('\n').Skip(1).Select(KindOf).Where(k => k.Length > 0).CountBy(k => k).ToDictionary();
                Dictionary<string, int> ours = evaluation.HardViolations.CountBy(v => v.Rule).ToDictionary();
                foreach (string rule in new[] { "interval-coverage", "minimum-rest", "contract-minutes", "shortest-stretch" })
                {
                    Assert.Equal(theirs.GetValueOrDefault(rule), ours.GetValueOrDefault(rule));
                }

                Assert.Equal(theirs.ContainsKey("consecutive-work-days"), ours.ContainsKey("consecutive-work-days"));
            }
        }

        File.Delete(rows);
    }

    /// <summary>The rule of ours that a line of the checker speaks of.</summary>
    private static string KindOf(string line) =>
        line.Contains(" staff, at least ", StringComparison.Ordinal) ? "interval-coverage"
        : line.Contains(": rest of ", StringComparison.Ordinal) ? "minimum-rest"
        : line.Contains(" working days in a row", StringComparison.Ordinal) ? "consecutive-work-days"
        : line.Contains(": task ", StringComparison.Ordinal) ? "shortest-stretch"
        : line.Contains(" minutes, at ", StringComparison.Ordinal) && !line.Contains(": shift of ", StringComparison.Ordinal) ? "contract-minutes"
        : "";

    /// <summary>Duties that stay inside the horizon and do not touch, as the checker would take two that do for one.</summary>
    private static Roster AnyRoster(SchedulingProblem problem, Random random)
    {
        List<Assignment> assignments = [];
        double off = 0.1 + (0.5 * random.NextDouble());
        LocalDateTime first = problem.Horizon.Start + new LocalTime(6, 0);
        LocalDateTime last = problem.Horizon.End() + new LocalTime(6, 0);
        foreach (Employee employee in problem.Employees)
        {
            LocalDateTime free = first;
            for (LocalDate date = problem.Horizon.Start; date <= problem.Horizon.End(); date = date.PlusDays(1))
            {
                ShiftType type = problem.ShiftTypes[random.Next(problem.ShiftTypes.Count)];
                LocalTime[] starts = [.. type.Starts()];
                LocalDateTime start = date + starts[random.Next(starts.Length)];
                int minutes = int.Parse(type.Id[1..], CultureInfo.InvariantCulture);
                LocalDateTime end = start.PlusMinutes(minutes);
                if (random.NextDouble() < off || start < free || end > last)
                {
                    continue;
                }

                List<PostChange> changes = [];
                for (int after = 15 * random.Next(1, 12); type.PostStepMinutes is not null && after < minutes; after += 15 * random.Next(1, 20))
                {
                    changes.Add(new PostChange { AfterMinutes = after, Post = type.Posts[random.Next(type.Posts.Count)] });
                }

                assignments.Add(new Assignment
                {
                    Employee = employee.Id,
                    Date = date,
                    ShiftType = type.Id,
                    Start = start.TimeOfDay,
                    Post = type.Posts[random.Next(type.Posts.Count)],
                    PostChanges = changes,
                });
                free = end.PlusMinutes(15);
            }
        }

        return new Roster { Assignments = assignments };
    }
}
