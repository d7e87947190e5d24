using NodaTime;
using Scheduling.Benchmarks.Runs;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>Our reading of the instances against the independent checker, on rosters that break anything.</summary>
public sealed class CurtoisCheckerTests
{
    [Fact]
    public void Any_roster_has_the_penalty_that_the_checker_counts()
    {
        string folder = PublicInstances.Folder();
        string[] files = [.. Directory.GetFiles(Path.Combine(folder, "curtois"), "*.txt").Where(f => new FileInfo(f).Length < 30_000).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        string rows = Path.GetTempFileName();
        foreach (string file in files)
        {
            InstanceCase instance = CurtoisRun.Case(file);
            Assert.Empty(ProblemValidator.Validate(instance.Problem));
            Roster roster = AnyRoster(instance.Problem, new Random(1));
            Evaluation evaluation = RosterEvaluator.Evaluate(instance.Problem, roster);
            File.WriteAllLines(rows, instance.Rows(roster));
            CheckerVerdict verdict = Checker.Run(Path.Combine(folder, instance.CheckerScript), instance.CheckerArguments(rows));
            Assert.Equal(evaluation.Penalties[1], verdict.Penalty);
            Assert.Equal(evaluation.Passes, verdict.Violations == 0);
        }

        File.Delete(rows);
    }

    private static Roster AnyRoster(SchedulingProblem problem, Random random)
    {
        List<Assignment> assignments = [];
        foreach (Employee employee in problem.Employees)
        {
            for (LocalDate date = problem.Horizon.Start; date <= problem.Horizon.End(); date = date.PlusDays(1))
            {
                int pick = random.Next(problem.ShiftTypes.Count + 2);
                if (pick < problem.ShiftTypes.Count)
                {
                    assignments.Add(new Assignment { Employee = employee.Id, Date = date, ShiftType = problem.ShiftTypes[pick].Id });
                }
            }
        }

        return new Roster { Assignments = assignments };
    }
}
