using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>Checks of settings that several rules have.</summary>
internal static class SettingsChecks
{
    private static readonly LocalizedText Post = new("岗位", "post");
    private static readonly LocalizedText ShiftType = new("班次类型", "shift type");
    private static readonly LocalizedText Band = new("班段", "band");
    private static readonly LocalizedText Skill = new("技能", "skill");
    private static readonly LocalizedText Employee = new("员工", "employee");
    private static readonly LocalizedText Tag = new("员工标签", "tag");

    /// <summary>Reports ids of posts that the problem does not have.</summary>
    public static void KnownPosts(this RuleSettingsReport report, string member, IEnumerable<string> posts, SchedulingProblem problem)
    {
        foreach (string post in posts.Where(id => problem.Posts.All(p => p.Id != id)))
        {
            report.Unknown(member, post, Post);
        }
    }

    /// <summary>Reports ids of bands that the problem does not have.</summary>
    public static void KnownBands(this RuleSettingsReport report, string member, IEnumerable<string> bands, SchedulingProblem problem)
    {
        foreach (string band in bands.Where(id => problem.Bands.All(b => b.Id != id)))
        {
            report.Unknown(member, band, Band);
        }
    }

    /// <summary>Reports ids of shift types that the problem does not have.</summary>
    public static void KnownShiftTypes(this RuleSettingsReport report, string member, IEnumerable<string> shiftTypes, SchedulingProblem problem)
    {
        foreach (string shiftType in shiftTypes.Where(id => problem.ShiftTypes.All(s => s.Id != id)))
        {
            report.Unknown(member, shiftType, ShiftType);
        }
    }

    /// <summary>Reports the id of a skill that the problem does not have. None is no reference.</summary>
    public static void KnownSkill(this RuleSettingsReport report, string member, string? skill, SchedulingProblem problem)
    {
        if (skill is not null && problem.Skills.All(s => s.Id != skill))
        {
            report.Unknown(member, skill, Skill);
        }
    }

    /// <summary>Reports a tag that no employee carries. None is no reference.</summary>
    public static void KnownTag(this RuleSettingsReport report, string member, string? tag, SchedulingProblem problem)
    {
        if (tag is not null && !problem.Employees.Any(e => e.Tags.Contains(tag)))
        {
            report.Unknown(member, tag, Tag);
        }
    }

    /// <summary>Reports groups of employees that are too many, have fewer than two members or too many, or name somebody twice or not known.</summary>
    public static void SoundGroups(this RuleSettingsReport report, string member, IReadOnlyList<IReadOnlyList<string>> groups, SchedulingProblem problem)
    {
        const int mostGroups = 1_000;
        const int mostMembers = 100;
        report.Range(member, groups.Count, 0, mostGroups);
        HashSet<string> known = [.. problem.Employees.Select(e => e.Id)];
        for (int i = 0; i < Math.Min(groups.Count, mostGroups); i++)
        {
            report.Range($"{member}/{i}", groups[i].Count, 2, mostMembers);
            foreach (string id in groups[i].Where(id => !known.Contains(id)).Distinct())
            {
                report.Unknown($"{member}/{i}", id, Employee);
            }

            foreach (string id in groups[i].GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key))
            {
                report.Add($"{member}/{i}", "duplicate-reference", new LocalizedText(
                    $"设置 {member} 的第 {i + 1} 组中员工“{id}”出现两次；请只保留一次。",
                    $"Employee '{id}' stands twice in group number {i + 1} of {member}; name each member once."));
            }
        }
    }
}
