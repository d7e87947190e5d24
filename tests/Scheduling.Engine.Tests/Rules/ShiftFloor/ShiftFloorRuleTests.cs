using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ShiftFloor;

namespace Scheduling.Engine.Tests.Rules.ShiftFloor;

public sealed class ShiftFloorRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new ShiftFloorRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem problem = With(Rule);
        yield return problem;
        yield return With(new ShiftFloorRule { Enforcement = Enforcement.Soft(7), AppliesTo = new RuleScope { Employees = ["A", "B"] } }) with
        {
            Horizon = problem.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "N")],
        };
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    public void Only_what_is_missing_to_the_floor_counts(int present, long excess)
    {
        var demand = new ShiftDemand { ShiftType = "E", Date = Monday, Required = 3, Minimum = 2, ShortFactor = 9 };
        SchedulingProblem problem = TinyProblem.Of(3, 1, Rule) with { Demand = new Demand { Shifts = [demand] } };
        Roster roster = new() { Assignments = [.. Enumerable.Range(0, present).Select(i => TinyProblem.Duty(problem.Employees[i].Id, Monday, "E"))] };
        Assert.Equal([excess, 0L, 0L], RosterEvaluator.Evaluate(problem, roster).Penalties);
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
                new ShiftDemand { ShiftType = "E", Post = "phone", Date = Monday, Required = 3, Minimum = 1 },
                new ShiftDemand { ShiftType = "E", Post = "phone", Date = Monday.PlusDays(1), Required = 2, Minimum = 2 },
                new ShiftDemand { ShiftType = "E", Date = Monday.PlusDays(1), Required = 3, Minimum = 3 },
                new ShiftDemand { ShiftType = "N", Date = Monday, Required = 1, Minimum = 0 },
                new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(1), Required = 1 },
                new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(-1), Required = 3, Minimum = 3 },
                new ShiftDemand { ShiftType = "N", Date = Monday.PlusDays(2), Required = 3, Minimum = 3 },
            ],
        },
    };
}
