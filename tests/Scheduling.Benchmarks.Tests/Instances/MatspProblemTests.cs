using NodaTime;
using Scheduling.Benchmarks.Instances;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

public sealed class MatspProblemTests
{
    private static readonly LocalDate First = new(2024, 1, 1);

    private static readonly SchedulingProblem Problem = MatspProblem.Create("small", MatspReader.Read("small.txt", MatspTexts.Lines(MatspTexts.Small)));

    [Fact]
    public void The_problem_is_a_valid_one() => Assert.Empty(ProblemValidator.Validate(Problem));

    [Fact]
    public void What_is_wanted_and_no_more_costs_nothing()
    {
        Evaluation evaluation = Judge(Duty("A", "D480", 8, "1", (120, "2")), Duty("B", "D360", 9, "2"));
        Assert.Equal([0, 360 / 15 - 1 - 4 + 4], [evaluation.Penalties[0], evaluation.Penalties[1] / 15]);
    }

    [Fact]
    public void A_surplus_costs_its_square()
    {
        // Nobody is wanted before 08:00 on task 1, where two are from 06:00 on; on task 2 both are short.
        Evaluation evaluation = Judge(Duty("A", "D360", 6, "1"), Duty("B", "D360", 6, "1"));
        Assert.Equal((8 * 4) + (8 * 1) + (8 * 4), evaluation.Penalties[1] / 15);
        Assert.Equal(25 * 15, evaluation.Penalties[0]);
    }

    [Theory]
    [InlineData("D360", 5, "start-not-allowed")]
    [InlineData("D360", 11, "start-not-allowed")]
    [InlineData("N360", 19, "start-not-allowed")]
    [InlineData("M360", 1, "start-not-allowed")]
    [InlineData("D345", 6, "unknown-reference")]
    [InlineData("D615", 6, "unknown-reference")]
    public void Shifts_start_in_windows_and_last_six_to_ten_hours(string shiftType, int hour, string code) =>
        Assert.Equal([code], RosterEvaluator.Evaluate(Problem, new Roster { Assignments = [Duty("A", shiftType, hour, "1")] }).ShapeProblems.Select(p => p.Code));

    [Theory]
    [InlineData(0, "M360", 0, "operating-period")]
    [InlineData(1, "M360", 0, "")]
    [InlineData(1, "M375", 0, "operating-period")]
    [InlineData(0, "N600", 20, "")]
    [InlineData(0, "N600", 21, "operating-period")]
    [InlineData(1, "D360", 6, "operating-period")]
    [InlineData(0, "A360", 14, "")]
    public void Nobody_works_outside_the_horizon(int day, string shiftType, int hour, string broken)
    {
        Assignment duty = Duty("B", shiftType, hour, "1") with { Date = First.PlusDays(day) };
        Assert.Equal(broken, string.Join(' ', Broken(Judge(duty, Duty("A", "A360", 14, "1")))));
    }

    [Theory]
    [InlineData(45, "2", "shortest-stretch")]
    [InlineData(60, "2", "")]
    [InlineData(300, "2", "")]
    [InlineData(315, "2", "shortest-stretch")]
    public void Each_stretch_on_a_task_lasts_an_hour(int after, string task, string broken) =>
        Assert.Equal(broken, string.Join(' ', Broken(Judge(Duty("A", "D360", 6, "1", (after, task))))));

    [Fact]
    public void Minutes_and_rest_are_kept_to()
    {
        Assert.Equal(["contract-minutes"], Broken(Judge(Duty("B", "D360", 6, "1"))));
        Assignment[] two = [Duty("A", "D360", 6, "1"), Duty("A", "M360", 0, "1") with { Date = First.PlusDays(1) }];
        Assert.Equal(["minimum-rest", "contract-minutes"], Broken(Judge(two)).OrderDescending());
    }

    [Fact]
    public void Rows_are_employee_first_quarter_end_and_task()
    {
        var roster = new Roster { Assignments = [Duty("A", "D480", 8, "1", (120, "2"), (240, "1")), Duty("B", "M360", 0, "2") with { Date = First.PlusDays(1) }] };
        Assert.Equal(["A,8,16,1", "A,16,24,2", "A,24,40,1", "B,72,96,2"], MatspProblem.Rows(Problem, roster));
    }

    private static Evaluation Judge(params Assignment[] duties)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(Problem, new Roster { Assignments = duties });
        Assert.Empty(evaluation.ShapeProblems);
        return evaluation;
    }

    private static IEnumerable<string> Broken(Evaluation evaluation) => evaluation.HardViolations.Select(v => v.Rule).Distinct().Where(r => r != "interval-coverage");

    private static Assignment Duty(string employee, string shiftType, int hour, string task, params (int After, string Task)[] changes) => new()
    {
        Employee = employee,
        Date = First,
        ShiftType = shiftType,
        Start = new LocalTime(hour, 0),
        Post = task,
        PostChanges = [.. changes.Select(c => new PostChange { AfterMinutes = c.After, Post = c.Task })],
    };
}
