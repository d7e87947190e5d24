using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.SkillRequired;

/// <content>Looks at every duty of the horizon.</content>
public sealed partial record SkillRequiredRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach ((Duty duty, string id) in roster.HorizonDutiesOf(employee).SelectMany(d => d.Posts.Select(p => (d, p))))
            {
                Post post = roster.PostOf(id);
                if (post.Skill is null || MayWork(employee, post, duty))
                {
                    continue;
                }

                string skill = roster.Problem.Skills.FirstOrDefault(s => s.Id == post.Skill) is { Name.Length: > 0 } named ? named.Name : post.Skill;
                string needed = post.MinimumLevel > 1 ? $"{skill} ≥ {post.MinimumLevel}" : skill;
                report.Add(
                    1,
                    new LocalizedText(
                        $"{employee.Name}：{duty.Date:MM-dd} 在岗位“{post.Name}”上班，但当日没有所需技能（{needed}）。",
                        $"{employee.Name} works on post '{post.Name}' on {duty.Date:MM-dd} without the skill required that day ({needed})."),
                    employee.Id,
                    duty.Date,
                    post: post.Id);
            }
        }
    }

    private bool MayWork(Employee employee, Post post, Duty duty)
    {
        foreach (EmployeeSkill held in employee.Skills)
        {
            bool valid = (held.From ?? duty.Date) <= duty.Date && (held.Until ?? duty.Date) >= duty.Date;
            if (held.Skill == post.Skill && valid && held.Level >= post.MinimumLevel && (TraineesAllowed || held.Certified))
            {
                return true;
            }
        }

        return false;
    }
}
