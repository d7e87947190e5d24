using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>Checks of settings that several rules have.</summary>
internal static class SettingsChecks
{
    private static readonly LocalizedText Post = new("岗位", "post");

    /// <summary>Reports ids of posts that the problem does not have.</summary>
    public static void KnownPosts(this RuleSettingsReport report, string member, IEnumerable<string> posts, SchedulingProblem problem)
    {
        foreach (string post in posts.Where(id => problem.Posts.All(p => p.Id != id)))
        {
            report.Unknown(member, post, Post);
        }
    }
}
