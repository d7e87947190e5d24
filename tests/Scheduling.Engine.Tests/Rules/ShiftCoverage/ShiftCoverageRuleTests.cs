using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ShiftCoverage;

namespace Scheduling.Engine.Tests.Rules.ShiftCoverage;

public sealed class ShiftCoverageRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new ShiftCoverageRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem soft = With(Rule);
        yield return soft;
        yield return With(new ShiftCoverageRule { Enforcement = Enforcement.Hard, Surplus = Enforcement.Off, AppliesTo = new RuleScope { Employees = ["A", "B"] } }) with
        {
            Horizon = soft.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "N")],
        };
        yield return With(new ShiftCoverageRule { Enforcement = Enforcement.Soft(7), Surplus = Enforcement.Hard });
        yield return soft with { Demand = soft.Demand with { Shifts = [.. soft.Demand.Shifts.Select((d, i) => d with { ShortFactor = i + 1, SurplusFactor = i % 2 == 0 ? null : 3 })] } };
    }

    [Theory]
    [InlineData(0, 200, 0)]
    [InlineData(1, 100, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(3, 0, 10)]
    public void Employees_between_required_and_maximum_cost_nothing(int present, long coverage, long quality)
    {
        SchedulingProblem problem = TinyProblem.Of(3, 1, Rule) with { Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Date = Monday, Required = 2, Maximum = 2 }] } };
        Roster roster = new() { Assignments = [.. Enumerable.Range(0, present).Select(i => TinyProblem.Duty(problem.Employees[i].Id, Monday, "E"))] };
        Assert.Equal([0L, coverage, quality], RosterEvaluator.Evaluate(problem, roster).Penalties);
    }

    [Theory]
    [InlineData(0, 14, 0)]
    [InlineData(1, 7, 0)]
    [InlineData(3, 0, 5)]
    public void An_employee_short_or_over_counts_as_often_as_the_demand_says(int present, long coverage, long quality)
    {
        var rule = new ShiftCoverageRule { Enforcement = Enforcement.Soft(1, Enforcement.CoverageLevel), Surplus = Enforcement.Soft(1) };
        SchedulingProblem problem = TinyProblem.Of(3, 1, rule) with
        {
            Demand = new Demand { Shifts = [new ShiftDemand { ShiftType = "E", Date = Monday, Required = 2, Maximum = 2, ShortFactor = 7, SurplusFactor = 5 }] },
        };
        Roster roster = new() { Assignments = [.. Enumerable.Range(0, present).Select(i => TinyProblem.Duty(problem.Employees[i].Id, Monday, "E"))] };
        Assert.Equal([0L, coverage, quality], RosterEvaluator.Evaluate(problem, roster).Penalties);
    }

    private static SchedulingProblem With(Rule rule) => TinyProblem.Of(3, 2, rule) with
    {
        Skills = [new Skill { Id = "orders" }],
        Posts = [new Post { Id = "phone", Name = "phone", Skill = "orders" }, new Post { Id = "chat", Name = "chat" }],
        ShiftTypes = [TinyProblem.Early with { Posts = ["phone", "chat"] }, TinyProblem.Night],
        Employees =
        [
            TinyProblem.Person("A") with { Skills = [new EmployeeSkill { Skill = "orders" }] },
            TinyProblem.Person("B") with { Skills = [new EmployeeSkill { Skill = "orders", Certified = false, Until = Monday }, new EmployeeSkill { Skill = "orders", From = Monday.PlusDays(1) }] },
            TinyProblem.Person("C"),
        ],
        Demand = new Demand
        {
            Shifts =
            [
                new ShiftDemand { ShiftType = "E", Post = "phone", Date = Monday, Required = 1, Maximum = 1 },
                new ShiftDemand { ShiftType = "E", Post = "phone", Date = Monday.PlusDays(1), Required = 2, Maximum = 2 },
                new ShiftDemand { ShiftType = "E", Date = Monday.PlusDays(1), Required = 1, Maximum = 2 },
                new ShiftDemand { ShiftType = "N", Date = Monday, Required = 1, Maximum = 1 },
                new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(-1), Required = 3 },
                new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(2), Required = 3 },
            ],
        },
    };
}
