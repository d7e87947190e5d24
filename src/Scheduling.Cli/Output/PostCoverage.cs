using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Cli.Output;

/// <summary>The coverage charts of a roster, post by post, as its demand tells them.</summary>
internal static class PostCoverage
{
    public static void Write(RosterView view, CommandOutput output)
    {
        int length = view.Horizon.IntervalMinutes;
        foreach (IGrouping<string, CoveredInterval> post in CoverageReport.OfRequired(view).Intervals.GroupBy(interval => interval.Post))
        {
            if (view.Problem.Posts.Count > 1)
            {
                Post about = view.PostOf(post.Key);
                output.Heading($"岗位 {about.Name} [{about.Id}]", $"Post {about.Name} [{about.Id}]");
            }

            CoverageChart.Write(
                [.. post.Select(i => new ChartedInterval(i.Start, i.Required, i.OnQueueMinutes / (double)length, i.ShortMinutes / (double)length))],
                length,
                output);
        }
    }
}
