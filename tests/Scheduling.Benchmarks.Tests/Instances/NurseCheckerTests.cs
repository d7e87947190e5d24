using System.Globalization;
using System.Text.RegularExpressions;
using Scheduling.Benchmarks.Instances;
using Scheduling.Benchmarks.Runs;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>Our reading of the nurse rostering cases against the independent checker.</summary>
public sealed partial class NurseCheckerTests
{
    [Fact]
    public void Any_roster_has_the_costs_that_the_checker_counts()
    {
        string folder = PublicInstances.Folder();
        string data = Path.Combine(folder, "inrc2");
        string[] datasets = [.. Directory.GetDirectories(data).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(datasets);
        string rows = Path.GetTempFileName();
        foreach ((string dataset, int history) in datasets.Take(4).SelectMany(d => Enumerable.Range(0, 3).Select(h => (d, h))))
        {
            int weeks = int.Parse(dataset.Split('w')[1], CultureInfo.InvariantCulture);
            NurseInstance instance = NurseReader.ReadCase(data, $"{dataset}_{history}_{string.Join('-', Enumerable.Range(history, weeks).Select(w => w % 10))}");
            InstanceCase read = NurseRun.Case(data, instance);
            Assert.Empty(ProblemValidator.Validate(read.Problem));
            Roster roster = AnyRoster(instance, new Random(history));
            Evaluation evaluation = RosterEvaluator.Evaluate(read.Problem, roster);
            File.WriteAllLines(rows, read.Rows(roster));
            CheckerVerdict verdict = Checker.Run(Path.Combine(folder, read.CheckerScript), read.CheckerArguments(rows));

            // Best numbers are left out: the checker does not charge them where the least number is missing.
            long coverage = long.Parse(BestNumbers().Match(verdict.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            Assert.Equal(evaluation.Penalties[1] - evaluation.Violations.Where(v => v.Rule == "shift-coverage").Sum(v => v.Penalty) + read.Offset, verdict.Penalty - coverage);
            Assert.Equal(evaluation.Passes, verdict.Violations == 0);
        }

        File.Delete(rows);
    }

    [Fact]
    public void The_sample_solutions_cost_what_the_checker_counts()
    {
        string folder = PublicInstances.Folder();
        string data = Path.Combine(folder, "inrc2");
        string[] samples = [.. Directory.GetDirectories(data, "Solution_H_*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(samples);
        string rows = Path.GetTempFileName();
        foreach (string sample in samples)
        {
            string dataset = Path.GetFileName(Path.GetDirectoryName(sample)!);
            Match name = SampleName().Match(Path.GetFileName(sample));
            NurseInstance instance = NurseReader.ReadCase(data, $"{dataset}_{name.Groups[1].Value}_{name.Groups[2].Value}");
            InstanceCase read = NurseRun.Case(data, instance);
            string[] days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            Roster roster = NurseProblem.RosterOf(instance, name.Groups[2].Value.Split('-').SelectMany((week, w) =>
                File.ReadLines(Path.Combine(sample, $"Sol-{dataset}-{week}-{w}.txt")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(words => words.Length == 4 && days.Contains(words[1])).Select(words => new NurseDuty(words[0], (7 * w) + Array.IndexOf(days, words[1]), words[2], words[3]))));
            Evaluation evaluation = RosterEvaluator.Evaluate(read.Problem, roster);
            File.WriteAllLines(rows, read.Rows(roster));
            Assert.True(evaluation.Passes);
            Assert.Equal("pass", Checker.Judge(Path.Combine(folder, read.CheckerScript), read.CheckerArguments(rows), evaluation.Penalties[1] + read.Offset));
        }

        File.Delete(rows);
    }

    private static Roster AnyRoster(NurseInstance instance, Random random)
    {
        NurseScenario scenario = instance.Scenario;
        List<NurseDuty> duties = [];
        foreach (Nurse nurse in scenario.Nurses)
        {
            // Stretches rather than single days, so that runs of every length come up.
            string? shift = null;
            for (int day = 0; day < 7 * scenario.Weeks; day++)
            {
                if (random.Next(3) == 0)
                {
                    shift = random.Next(5) < 2 ? null : scenario.Shifts[random.Next(scenario.Shifts.Count)].Id;
                }

                if (shift is not null)
                {
                    duties.Add(new NurseDuty(nurse.Id, day, shift, scenario.Skills[random.Next(scenario.Skills.Count)]));
                }
            }
        }

        return NurseProblem.RosterOf(instance, duties);
    }

    [GeneratedRegex(@"S1=(\d+)")]
    private static partial Regex BestNumbers();

    [GeneratedRegex(@"^Solution_H_(\d+)-WD_([0-9-]+)$")]
    private static partial Regex SampleName();
}
