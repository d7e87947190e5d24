using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.SkillRequired;

namespace Scheduling.Engine.Tests.Rules.SkillRequired;

public sealed class SkillRequiredRuleTests : RuleContract
{
    protected override Rule Rule => new SkillRequiredRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(Rule);
        yield return With(new SkillRequiredRule { TraineesAllowed = false, Enforcement = Enforcement.Soft(5) });
    }

    private static SchedulingProblem With(Rule rule) => TinyProblem.Of(3, 2, rule) with
    {
        Skills = [new Skill { Id = "calls" }, new Skill { Id = "complaints", Name = "hard cases" }],
        Posts =
        [
            new Post { Id = "phone", Name = "phone" },
            new Post { Id = "desk", Name = "desk", Skill = "complaints", MinimumLevel = 2 },
            new Post { Id = "chat", Name = "chat", Skill = "calls" },
        ],
        ShiftTypes = [TinyProblem.Early with { Posts = ["phone", "desk", "chat"] }, TinyProblem.Late],
        Employees =
        [
            TinyProblem.Person("A") with { Skills = [new EmployeeSkill { Skill = "complaints", Level = 2, Certified = false }] },
            // Able and certified from the second day on; until then with too low a level.
            TinyProblem.Person("B") with
            {
                Skills = [new EmployeeSkill { Skill = "complaints", Level = 1, Until = TinyProblem.Monday }, new EmployeeSkill { Skill = "complaints", Level = 3, From = TinyProblem.Monday.PlusDays(1) }],
            },
            TinyProblem.Person("C") with { Skills = [new EmployeeSkill { Skill = "complaints", Level = 1 }, new EmployeeSkill { Skill = "calls", Level = 1, Until = TinyProblem.Monday }] },
        ],
    };
}
