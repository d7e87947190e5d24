using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>Checks of settings that several rules have.</summary>
internal static class SettingsChecks
{
    private static readonly LocalizedText Level = new("优先级", "level");
    private static readonly LocalizedText Post = new("岗位", "post");

    /// <summary>Reports a further enforcement of a rule whose level the problem does not have, or whose weight is negative.</summary>
    public static void Enforced(this RuleSettingsReport report, string member, Enforcement enforcement, SchedulingProblem problem)
    {
        if (enforcement.Level is { } level && !problem.Levels.Contains(level))
        {
            report.Unknown(member, level, Level);
        }

        report.Range(member, enforcement.Weight, 0, 1_000_000_000);
    }

    /// <summary>Reports ids of posts that the problem does not have.</summary>
    public static void KnownPosts(this RuleSettingsReport report, string member, IEnumerable<string> posts, SchedulingProblem problem)
    {
        foreach (string post in posts.Where(id => problem.Posts.All(p => p.Id != id)))
        {
            report.Unknown(member, post, Post);
        }
    }
}
