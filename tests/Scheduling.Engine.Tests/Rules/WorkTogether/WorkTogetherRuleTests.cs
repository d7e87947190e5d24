using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.WorkTogether;

namespace Scheduling.Engine.Tests.Rules.WorkTogether;

public sealed class WorkTogetherRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly ShiftType Early = TinyProblem.Early with { Posts = ["phone", "chat"] };

    protected override Rule Rule => new WorkTogetherRule { Groups = [["A", "B"]] };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(3, 1, Rule);
        yield return With(2, 2, Rule with { Enforcement = Enforcement.Hard });
        yield return With(3, 1, new WorkTogetherRule { By = TogetherBy.Band, Groups = [["A", "B", "C"], ["B", "C"]], Enforcement = Enforcement.Hard });
        yield return With(4, 1, new WorkTogetherRule { Groups = [["C", "A", "D", "B"]] }) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Standby] };

        // Out of scope, on leave for a day, not employed on another; history and fixed days say nothing.
        SchedulingProblem apart = With(3, 2, new WorkTogetherRule { By = TogetherBy.Day, Groups = [["A", "B", "C"]], AppliesTo = new RuleScope { Employees = ["A"], Tags = ["team"] } });
        yield return apart with
        {
            Horizon = apart.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            ShiftTypes = [TinyProblem.Early, TinyProblem.Night],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "E")],
            Employees = [apart.Employees[0], apart.Employees[1] with { Tags = ["team"], EmployedFrom = Monday }, apart.Employees[2] with { Tags = ["x", "team"], EmployedUntil = Monday }],
            Leave =
            [
                new Leave { Employee = "B", From = Monday.PlusDays(1), Until = Monday.PlusDays(4) },
                new Leave { Employee = "A", From = Monday, Until = Monday.PlusDays(1), Part = LeavePart.Morning },
            ],
        };
    }

    [Theory]
    [InlineData(TogetherBy.Shift, 2)]
    [InlineData(TogetherBy.Band, 0)]
    [InlineData(TogetherBy.Day, 0)]
    public void Two_shifts_of_one_band_are_two_kinds_of_shift(TogetherBy by, long excess)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, new WorkTogetherRule { Groups = [["A", "B"]], By = by, Enforcement = Enforcement.Hard }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Shift("F", "early", new LocalTime(6, 0), new LocalTime(14, 0))],
        };
        Assert.Equal(excess, Penalty(problem, "E", "F"));
    }

    [Fact]
    public void The_post_does_not_matter_but_being_off_alone_does()
    {
        SchedulingProblem problem = With(2, 1, Rule with { Enforcement = Enforcement.Hard });
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", Monday, "E", "phone"), TinyProblem.Duty("B", Monday, "E", "chat")] };
        Assert.Equal(0, RosterEvaluator.Evaluate(problem, roster).Penalties[0]);
        Assert.Equal(1, RosterEvaluator.Evaluate(problem, new Roster { Assignments = [roster.Assignments[0]] }).Penalties[0]);
    }

    [Fact]
    public void A_partner_on_leave_leaves_the_other_alone()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, Rule with { Enforcement = Enforcement.Hard });
        Assert.Equal(1, Penalty(problem, "E"));
        Assert.Equal(0, Penalty(problem with { Leave = [new Leave { Employee = "B", From = Monday, Until = Monday }] }, "E"));
        Assert.Equal(1, Penalty(problem with { Leave = [new Leave { Employee = "B", From = Monday, Until = Monday, Part = LeavePart.Afternoon }] }, "E"));
    }

    [Fact]
    public void Groups_of_one_unknown_members_and_members_named_twice_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new WorkTogetherRule { Groups = [["A"], ["A", "Z"], ["B", "A", "B"]] };
        rule.Validate(TinyProblem.Of(2, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(
            [("/rules/0/groups/0", "rule-setting-out-of-range"), ("/rules/0/groups/1", "unknown-reference"), ("/rules/0/groups/2", "duplicate-reference")],
            problems.Select(p => (p.Pointer, p.Code)));
    }

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty(problem.Employees[i].Id, Monday, s))] }).Penalties[0];

    private static SchedulingProblem With(int employees, int days, Rule rule) => TinyProblem.Of(employees, days, rule) with
    {
        Posts = [new Post { Id = "phone" }, new Post { Id = "chat" }],
        ShiftTypes = [Early, TinyProblem.Shift("F", "early", new LocalTime(6, 0), new LocalTime(14, 0)), TinyProblem.Night, TinyProblem.Standby],
    };
}
