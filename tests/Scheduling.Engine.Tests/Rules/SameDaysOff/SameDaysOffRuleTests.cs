using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.SameDaysOff;

namespace Scheduling.Engine.Tests.Rules.SameDaysOff;

public sealed class SameDaysOffRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new SameDaysOffRule { Groups = [["A", "B"]] };

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(2, 3, Rule);
        yield return TinyProblem.Of(3, 2, new SameDaysOffRule { Groups = [["C", "A", "B"], ["B", "C"]], StandbyIsOff = true, Enforcement = Enforcement.Hard }) with
        {
            ShiftTypes = [TinyProblem.Early, TinyProblem.Standby],
        };

        // Standby is a duty; out of scope, on leave, employed later; history and fixed days say nothing.
        SchedulingProblem apart = TinyProblem.Of(3, 2, new SameDaysOffRule { Groups = [["A", "B", "C"]], AppliesTo = new RuleScope { Contracts = ["full"] } });
        yield return apart with
        {
            Horizon = apart.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            ShiftTypes = [TinyProblem.Night, TinyProblem.Standby],
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "N")],
            Employees = [apart.Employees[0] with { EmployedFrom = Monday.PlusDays(-1) }, apart.Employees[1], apart.Employees[2] with { EmployedFrom = Monday.PlusDays(1) }],
            Leave = [new Leave { Employee = "A", From = Monday.PlusDays(1), Until = Monday.PlusDays(1) }],
        };
        yield return apart with { Rules = [apart.Rules[0] with { AppliesTo = new RuleScope { Contracts = ["half"] } }, Rule] };
    }

    [Fact]
    public void A_day_off_for_one_of_a_couple_costs_and_one_for_both_does_not()
    {
        SchedulingProblem problem = TinyProblem.Of(2, 2, Rule);
        Assert.Equal(10, Penalty(problem, TinyProblem.Duty("A", Monday, "E")));
        Assert.Equal(0, Penalty(problem, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("B", Monday, "N")));
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 0)]
    public void Standby_is_a_day_off_only_where_the_rule_says_so(bool standbyIsOff, long penalty)
    {
        SchedulingProblem problem = TinyProblem.Of(2, 1, new SameDaysOffRule { Groups = [["A", "B"]], StandbyIsOff = standbyIsOff }) with { ShiftTypes = [TinyProblem.Standby] };
        Assert.Equal(penalty, Penalty(problem, TinyProblem.Duty("A", Monday, "S")));
    }

    [Fact]
    public void A_group_of_one_is_refused()
    {
        List<InputProblem> problems = [];
        var rule = new SameDaysOffRule { Groups = [["A"]] };
        rule.Validate(TinyProblem.Of(2, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/groups/0"], problems.Select(p => p.Pointer));
    }

    private static long Penalty(SchedulingProblem problem, params Assignment[] duties) => RosterEvaluator.Evaluate(problem, new Roster { Assignments = duties }).Penalties[2];
}
