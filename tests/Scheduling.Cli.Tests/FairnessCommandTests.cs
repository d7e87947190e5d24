using System.Text.Json;
using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.ShiftCoverage;

namespace Scheduling.Cli.Tests;

public sealed class FairnessCommandTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    [Fact]
    public void A_table_and_the_proven_best_spread_are_told_in_both_languages()
    {
        using var folder = new TemporaryFolder();
        string problem = folder.Write("problem.json", ProblemFile.Write(Problem()));
        string roster = folder.Write("roster.json", ProblemFile.Write(new Roster { Assignments = [Night("A", 0), Night("A", 1), Night("A", 2), Night("A", 3)] }));
        CommandRun run = CommandRun.Of("fairness", problem, "--roster", roster, "--time", "20", "--out", folder.Path("fair.json"));
        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("Fairness: nights", run.Out, StringComparison.Ordinal);
        Assert.Contains("Spread of this roster: 5.", run.Out, StringComparison.Ordinal);
        Assert.Contains("Best spread: 1, proven: none is smaller.", run.Out, StringComparison.Ordinal);
        CommandRun fair = CommandRun.In(Language.Chinese, "fairness", problem, "--roster", folder.Path("fair.json"), "--time", "20");
        Assert.Contains("这张排班表的极差：1。", fair.Out, StringComparison.Ordinal);
        Assert.Contains("已证明不能更小", fair.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_everything_in_one_JSON_object()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("fairness", folder.Write("problem.json", ProblemFile.Write(Problem())), "--measure", "nights", "--ignore-coverage", "--time", "20", "--json");
        Assert.Equal(ExitStatus.Done, run.Status);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["measure", "roster", "coverage", "partsOfUnit", "spread", "best", "members", "seconds"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("optimal", 0, 0), (json.GetProperty("best").GetProperty("status").GetString(), json.GetProperty("best").GetProperty("spread").GetInt32(), json.GetProperty("best").GetProperty("lowerBound").GetInt32()));
        Assert.Equal(["A", "B"], json.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("employee").GetString()));
        Assert.Equal("ignored", json.GetProperty("coverage").GetString());
    }

    [Fact]
    public void A_measure_that_does_not_exist_and_a_roster_of_another_problem_are_bad_input()
    {
        using var folder = new TemporaryFolder();
        string problem = folder.Write("problem.json", ProblemFile.Write(Problem()));
        CommandRun measure = CommandRun.Of("fairness", problem, "--measure", "smiles");
        Assert.Equal(ExitStatus.BadInput, measure.Status);
        Assert.Contains("'smiles'", measure.Error, StringComparison.Ordinal);
        CommandRun roster = CommandRun.Of("fairness", problem, "--roster", folder.Write("roster.json", ProblemFile.Write(new Roster { Assignments = [Night("Z", 0)] })));
        Assert.Equal(ExitStatus.BadInput, roster.Status);
        Assert.Contains("'Z'", roster.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_hard_rules_cannot_hold_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        SchedulingProblem problem = Problem() with { Pins = [new Pin { Employee = "A", Date = Monday, ShiftType = "N" }, new Pin { Employee = "B", Date = Monday, ShiftType = "N" }] };
        problem = problem with { Rules = [.. problem.Rules, new PinsRule()] };
        CommandRun run = CommandRun.Of("fairness", folder.Write("problem.json", ProblemFile.Write(problem)), "--time", "10", "--out", folder.Path("none.json"));
        Assert.Equal(ExitStatus.NotClean, run.Status);
        Assert.Contains("No roster that keeps every hard rule was found.", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Path("none.json")));
    }

    private static Assignment Night(string employee, int day) => new() { Employee = employee, Date = Monday.PlusDays(day), ShiftType = "N" };

    /// <summary>Two people and a night on each of four days; A carries one more than the share.</summary>
    private static SchedulingProblem Problem() => new()
    {
        Horizon = new Horizon { Start = Monday, Days = 4 },
        Bands = [new Band { Id = "night", Order = 3, Night = true }],
        Contracts = [new Contract { Id = "full" }],
        ShiftTypes = [new ShiftType { Id = "N", Name = "N", Band = "night", Parts = [new ShiftPart { Start = new LocalTime(22, 0), End = new LocalTime(6, 0) }] }],
        Employees =
        [
            new Employee { Id = "A", Name = "王芳", Contract = "full", Balances = [new CarriedBalance { Measure = "nights", Amount = 1 }] },
            new Employee { Id = "B", Name = "李强", Contract = "full" },
        ],
        Demand = new Demand { Shifts = [.. Enumerable.Range(0, 4).Select(d => new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(d), Required = 1, Maximum = 1 })] },
        Rules = [new ShiftCoverageRule { Surplus = Enforcement.Hard }, new FairnessRule { Measure = "nights" }],
    };
}
