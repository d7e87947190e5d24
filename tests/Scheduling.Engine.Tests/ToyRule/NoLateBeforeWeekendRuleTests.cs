using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Solving;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.ToyRule;

/// <summary>A rule made outside the engine lives in one folder and is compiled, judged, solved and told like any other.</summary>
public sealed class NoLateBeforeWeekendRuleTests : RuleContract
{
    private static readonly RuleCatalog OwnCatalog = new(typeof(RuleCatalog).Assembly, typeof(NoLateBeforeWeekendRule).Assembly);

    protected override Rule Rule => new NoLateBeforeWeekendRule();

    protected override RuleCatalog Catalog => OwnCatalog;

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 3, Rule);
        yield return problem with { Horizon = problem.Horizon with { Start = TinyProblem.Monday.PlusDays(3) } };
        yield return problem with
        {
            Horizon = problem.Horizon with { Start = TinyProblem.Monday.PlusDays(3), HistoryDays = 6 },
            Rules = [new NoLateBeforeWeekendRule { LateFrom = new(23, 0), Enforcement = Enforcement.Soft(4), AppliesTo = new RuleScope { Employees = ["A"] } }],
        };
    }

    [Fact]
    public void It_is_read_from_JSON_and_kept_by_the_solver()
    {
        JsonSerializerOptions json = SchedulingJson.For(Catalog);
        SchedulingProblem problem = JsonSerializer.Deserialize<SchedulingProblem>(JsonSerializer.Serialize(Problems().First(), json), json)!;
        SolveResult result = RosterSolver.Solve(problem, new SolveOptions());
        Assert.IsType<NoLateBeforeWeekendRule>(problem.Rules[0]);
        Assert.Equal(SolveStatus.Optimal, result.Status);
    }

    [Fact]
    public void Nothing_outside_its_folder_knows_it()
    {
        string root = Repository.Root;
        string[] knowing = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(nameof(NoLateBeforeWeekendRule), StringComparison.Ordinal))];
        Assert.NotEmpty(knowing);
        Assert.All(knowing, file => Assert.Equal("ToyRule", Path.GetFileName(Path.GetDirectoryName(file))));
    }
}
