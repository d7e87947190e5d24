using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.SkillRequired;

/// <content>Options on a post cost 1 for employees who may not work there.</content>
public sealed partial record SkillRequiredRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Dictionary<string, Post> posts = compiler.Problem.Posts.Where(p => p.Skill is not null).ToDictionary(p => p.Id);
        foreach (int index in compiler.EmployeesInScope)
        {
            ILookup<string, EmployeeSkill> skills = compiler.Problem.Employees[index].Skills.ToLookup(s => s.Skill);
            foreach (Option option in compiler.HorizonOptions())
            {
                int missing = PostsOf(option).Count(id => posts.TryGetValue(id, out Post? post)
                    && !skills[post.Skill!].Any(s => s.HeldOn(option.Date) && s.Level >= post.MinimumLevel && (s.Certified || TraineesAllowed)));
                compiler.OptionCost(index, option, missing);
            }
        }
    }

    /// <summary>The posts an option is worked on, its own first.</summary>
    private static IEnumerable<string> PostsOf(Option option) =>
        option.Segments.Select(s => s.Post).Prepend(option.Post).OfType<string>().Distinct();
}
