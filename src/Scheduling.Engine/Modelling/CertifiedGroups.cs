using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Groups of the employees a rule speaks of who count towards coverage: trainees do not until they are certified.</summary>
internal sealed class CertifiedGroups
{
    private readonly RuleCompiler _compiler;
    private readonly Dictionary<string, Post> _posts;
    private readonly bool[] _inScope;
    private readonly Dictionary<(string? Post, int Day), int> _groups = [];

    public CertifiedGroups(RuleCompiler compiler)
    {
        _compiler = compiler;
        _posts = compiler.Problem.Posts.ToDictionary(p => p.Id);
        _inScope = new bool[compiler.Employees];
        foreach (int employee in compiler.EmployeesInScope)
        {
            _inScope[employee] = true;
        }
    }

    /// <summary>The group of those who count on the option's post on the option's date.</summary>
    public int Of(Option option)
    {
        (string?, int) key = (option.Post, option.Day);
        if (!_groups.TryGetValue(key, out int group))
        {
            _groups[key] = group = _compiler.Group(e => Counts(e, option.Post, option.Date));
        }

        return group;
    }

    /// <summary>Whether an employee is in scope and certified for a post on a date.</summary>
    public bool Counts(int employee, string? post, LocalDate date) =>
        _inScope[employee]
        && (post is null || _posts[post].Skill is not { } skill || IsCertified(employee, skill, _posts[post].MinimumLevel, date));

    /// <summary>Whether an employee is certified in a skill at a level or above on a date.</summary>
    public bool IsCertified(int employee, string skill, int level, LocalDate date) =>
        _compiler.Problem.Employees[employee].Skills.Any(s => s.Skill == skill && s.Certified && s.Level >= level && s.HeldOn(date));
}
