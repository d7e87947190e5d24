using Scheduling.Benchmarks.Instances;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>Two weeks of Ann (two Nights, three days of work before them) and Bob (four days off before them), worked out by hand.</summary>
public sealed class NurseProblemTests
{
    private const string Off = "--------------";

    [Fact]
    public void The_problem_is_a_valid_one_and_so_is_that_of_each_week()
    {
        NurseInstance instance = NurseTexts.Instance();
        Assert.Empty(ProblemValidator.Validate(NurseProblem.Create(instance)));
        Assert.Empty(ProblemValidator.Validate(NurseProblem.Create(instance, 1, 1, instance.History)));
    }

    [Theory]
    [InlineData("------EEE-----", "")]
    [InlineData("E-----EEE-----", "forbidden-successions")]
    [InlineData("N-----EEE-----", "")]
    public void The_last_shift_of_the_history_has_its_say(string ann, string broken) =>
        Assert.Equal(broken.Split(' ', StringSplitOptions.RemoveEmptyEntries), Judge(ann, "-E------------").HardViolations.Select(v => v.Rule));

    [Theory]
    [InlineData(Off, Off, "shift-floor")]
    [InlineData(Off, "-E------------", "")]
    public void The_least_number_is_hard(string ann, string bob, string broken) =>
        Assert.Equal(broken.Split(' ', StringSplitOptions.RemoveEmptyEntries), Judge(ann, bob).HardViolations.Select(v => v.Rule));

    [Theory]
    [InlineData(Off, 11 * 30)] // 11 days off too many
    [InlineData("N-------------", 15 + (10 * 30))] // a third Night in a row; the fourth day of work is allowed
    [InlineData("NN------------", (2 * 15) + 30 + (9 * 30))] // two Nights and a day of work too many
    [InlineData("-----E--------", (2 * 30) + 15 + (2 * 30) + (5 * 30) + 30)] // an Early alone, a day of work alone, a Saturday without its Sunday
    public void Runs_go_on_from_the_history_and_are_paid_by_the_day(string ann, long cost) =>
        Assert.Equal(cost, CostOf(ann, Off, "Ann", "consecutive-work-days", "consecutive-band", "consecutive-days-off", "complete-weekends"));

    [Theory]
    [InlineData(Off, Off, (20 * 6) + (20 * 2))]
    [InlineData("EEE--EEE--EEEE", Off, (20 * 2) + (20 * 2) + 30)]
    public void Shifts_and_weekends_of_the_whole_are_counted_in_the_end(string ann, string bob, long cost) =>
        Assert.Equal(cost, CostOf(ann, bob, null, "shift-count", "most-weekends"));

    [Theory]
    [InlineData("-E------------", "--N-----------", 20, 120)]
    [InlineData(Off, "--E-----------", 0, 90)]
    public void Requests_and_best_numbers_cost(string ann, string bob, long requests, long cover)
    {
        Assert.Equal(requests, CostOf(ann, bob, null, "wishes"));
        Assert.Equal(cover, CostOf(ann, bob, null, "shift-coverage"));
    }

    [Fact]
    public void A_run_longer_than_any_limit_costs_each_further_day_and_no_day_of_the_past()
    {
        NurseInstance instance = NurseTexts.Instance(NurseTexts.History.Replace("None 0 0 4", "None 0 0 40", StringComparison.Ordinal));
        Evaluation evaluation = RosterEvaluator.Evaluate(NurseProblem.Create(instance), RosterOf(instance, Off, "-E------------"));
        Assert.Equal(30 + (30 * (12 - 9)), evaluation.Violations.Where(v => v is { Rule: "consecutive-days-off", Employee: "Bob" }).Sum(v => v.Penalty));
    }

    [Fact]
    public void What_the_history_has_too_many_of_is_told_apart()
    {
        NurseInstance instance = NurseTexts.Instance(NurseTexts.History.Replace("Ann 0 0", "Ann 10 2", StringComparison.Ordinal));
        Assert.Equal((20 * 2) + 30, NurseProblem.Settled(instance));
        Assert.Equal(20 * 3, Evaluate(instance, "EEE-----------", Off).Violations.Where(v => v is { Rule: "shift-count", Employee: "Ann" }).Sum(v => v.Penalty));
    }

    [Fact]
    public void A_week_alone_is_held_to_its_part_of_the_whole_at_half_the_cost()
    {
        NurseInstance instance = NurseTexts.Instance();
        SchedulingProblem week = NurseProblem.Create(instance, 0, 1, instance.History);
        Evaluation evaluation = RosterEvaluator.Evaluate(week, RosterOf(instance, "NNNNNN-", "-------"));
        Assert.Equal((10 * 2) + (10 * 1), evaluation.Violations.Where(v => v.Rule == "shift-count").Sum(v => v.Penalty));
        Assert.DoesNotContain(evaluation.Violations, v => v.Rule == "most-weekends");
    }

    [Fact]
    public void Rows_are_nurse_day_shift_and_skill_and_come_back_as_the_same_roster()
    {
        NurseInstance instance = NurseTexts.Instance();
        Roster roster = RosterOf(instance, "E-------------", "-------N------");
        Assert.Equal(["Ann,0,Early,Head", "Bob,7,Night,Nurse"], NurseProblem.Rows(roster));
        Assert.Equal(roster.Assignments, NurseProblem.RosterOf(instance, NurseProblem.DutiesOf(roster).Reverse()).Assignments);
    }

    private static Evaluation Judge(string ann, string bob) => Evaluate(NurseTexts.Instance(), ann, bob);

    private static Evaluation Evaluate(NurseInstance instance, string ann, string bob)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(NurseProblem.Create(instance), RosterOf(instance, ann, bob));
        Assert.Empty(evaluation.ShapeProblems);
        return evaluation;
    }

    /// <summary>What some rules cost, all together or those of one nurse.</summary>
    private static long CostOf(string ann, string bob, string? nurse, params string[] rules) =>
        Judge(ann, bob).Violations.Where(v => rules.Contains(v.Rule) && (nurse ?? v.Employee) == v.Employee).Sum(v => v.Penalty);

    private static Roster RosterOf(NurseInstance instance, string ann, string bob) => NurseProblem.RosterOf(instance,
    [
        .. Duties("Ann", ann, "Head"), .. Duties("Bob", bob, "Nurse"),
    ]);

    private static IEnumerable<NurseDuty> Duties(string nurse, string line, string skill) =>
        line.Select((shift, day) => (shift, day)).Where(d => d.shift != '-').Select(d => new NurseDuty(nurse, d.day, d.shift == 'E' ? "Early" : "Night", skill));
}
