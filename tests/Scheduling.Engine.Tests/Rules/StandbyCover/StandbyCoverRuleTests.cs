using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.StandbyCover;

namespace Scheduling.Engine.Tests.Rules.StandbyCover;

public sealed class StandbyCoverRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new StandbyCoverRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        SchedulingProblem soft = With(Rule);
        yield return soft;
        yield return With(new StandbyCoverRule { Enforcement = Enforcement.Hard, AppliesTo = new RuleScope { Contracts = ["half"] } }) with
        {
            Horizon = soft.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "S", "phone")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "S", "phone")],
        };
    }

    [Fact]
    public void Somebody_who_works_does_not_stand_by()
    {
        SchedulingProblem problem = With(Rule) with { Demand = new Demand { Standby = [new StandbyDemand { Date = Monday, Required = 1 }] } };
        Assert.Equal(100, Penalty("E", null));
        Assert.Equal(0, Penalty("S", "chat"));

        long Penalty(string shift, string? post) =>
            RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", Monday, shift, post)] }).Penalties[1];
    }

    private static SchedulingProblem With(Rule rule) => TinyProblem.Of(3, 2, rule) with
    {
        Skills = [new Skill { Id = "orders" }],
        Posts = [new Post { Id = "phone", Name = "phone", Skill = "orders" }, new Post { Id = "chat", Name = "chat" }],
        ShiftTypes = [TinyProblem.Early, TinyProblem.Standby with { Posts = ["phone", "chat"] }],
        Employees =
        [
            TinyProblem.Person("A", "half") with { Skills = [new EmployeeSkill { Skill = "orders" }] },
            TinyProblem.Person("B", "half") with { Skills = [new EmployeeSkill { Skill = "orders", Certified = false }] },
            TinyProblem.Person("C") with { Skills = [new EmployeeSkill { Skill = "orders", From = Monday.PlusDays(1) }] },
        ],
        Demand = new Demand
        {
            Standby =
            [
                new StandbyDemand { Date = Monday.PlusDays(-1), Required = 5 },
                new StandbyDemand { Date = Monday, Required = 2 },
                new StandbyDemand { Date = Monday, Post = "phone", Required = 1 },
                new StandbyDemand { Date = Monday.PlusDays(1), Post = "phone", Required = 2 },
                new StandbyDemand { Date = Monday.PlusDays(1), Post = "chat", Required = 1 },
                new StandbyDemand { Date = Monday.PlusDays(2), Required = 5 },
            ],
        },
    };
}
