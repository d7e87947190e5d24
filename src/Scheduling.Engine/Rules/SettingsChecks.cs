using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>Checks of settings that several rules have.</summary>
internal static class SettingsChecks
{
    private static readonly LocalizedText Post = new("岗位", "post");
    private static readonly LocalizedText Band = new("班段", "band");

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
}
