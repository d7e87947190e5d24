using NodaTime;
using Scheduling.Benchmarks.Instances;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class CurtoisProblemTests
{
    private static readonly SchedulingProblem Problem = CurtoisProblem.Create("small", CurtoisReader.Read("small.txt", CurtoisTexts.Lines(CurtoisTexts.Small)));

    [Fact]
    public void The_problem_is_a_valid_one() => Assert.Empty(ProblemValidator.Validate(Problem));

    [Theory]
    [InlineData("-EE----", "-------", "")]
    [InlineData("E-EE---", "-------", "leave-and-availability consecutive-days-off")]
    [InlineData("-EE----", "---L---", "leave-and-availability")]
    [InlineData("-LE----", "-------", "forbidden-successions")]
    [InlineData("-ELLL--", "-------", "shift-count")]
    [InlineData("-EE----", "-E-----", "shift-count")]
    [InlineData("-EEEEE-", "-------", "consecutive-work-days")]
    [InlineData("-E-EE--", "-------", "consecutive-days-off consecutive-work-days")]
    [InlineData("E-EEE--", "-------", "leave-and-availability consecutive-days-off")]
    [InlineData("--E--EE", "-------", "consecutive-work-days")]
    [InlineData("-EE----", "------L", "most-weekends")]
    [InlineData("------E", "-------", "contract-minutes")]
    [InlineData("-ELLEE-", "-------", "consecutive-work-days contract-minutes forbidden-successions")]
    [InlineData("-ELL-LL", "-------", "consecutive-days-off shift-count contract-minutes")]
    [InlineData("-----EE", "-------", "")]
    public void Limits_are_hard_and_runs_at_the_borders_are_never_too_short(string a, string b, string broken)
    {
        string[] rules = [.. Judge(a, b).HardViolations.Select(v => v.Rule).Distinct()];
        Assert.Equal(broken.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), rules.Order());
    }

    [Theory]
    [InlineData("-EE----", "-L--L--", 12)]
    [InlineData("--EE---", "-L-----", 2 + 100 + 100)]
    [InlineData("-EE----", "-------", 100 + 100)]
    [InlineData("-LL----", "-L--L--", 2 + 100 + 1 + 12)]
    public void Requests_and_cover_make_the_penalty(string a, string b, long penalty) => Assert.Equal(penalty, Judge(a, b).Penalties[1]);

    [Fact]
    public void Weights_that_differ_are_kept_and_a_weight_of_0_costs_nothing()
    {
        string text = CurtoisTexts.Small.Replace("1,E,1,100,1", "1,E,1,30,0", StringComparison.Ordinal).Replace("4,L,1,100,1", "4,L,1,0,7", StringComparison.Ordinal);
        SchedulingProblem problem = CurtoisProblem.Create("small", CurtoisReader.Read("small.txt", CurtoisTexts.Lines(text)));
        Assert.Empty(ProblemValidator.Validate(problem));
        Assert.Equal(2 + 30 + 100, Judge(problem, "-------", "-------").Penalties[1]);
        Assert.Equal(100 + 7 + 12, Judge(problem, "-EE-L--", "-E--L--").Penalties[1]);
    }

    [Fact]
    public void Rows_are_employee_day_and_shift() =>
        Assert.Equal(["A,1,E", "A,2,E", "B,6,L"], CurtoisProblem.Rows(RosterOf("-EE----", "------L")));

    private static Evaluation Judge(string a, string b) => Judge(Problem, a, b);

    private static Evaluation Judge(SchedulingProblem problem, string a, string b)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(problem, RosterOf(a, b));
        Assert.Empty(evaluation.ShapeProblems);
        return evaluation;
    }

    private static Roster RosterOf(params string[] lines) => new()
    {
        Assignments = [.. lines.SelectMany((line, i) => line.Select((s, d) => (s, d)).Where(c => c.s != '-').Select(c =>
            new Assignment { Employee = ((char)('A' + i)).ToString(), Date = new LocalDate(2024, 1, 1).PlusDays(c.d), ShiftType = c.s.ToString() }))],
    };
}
