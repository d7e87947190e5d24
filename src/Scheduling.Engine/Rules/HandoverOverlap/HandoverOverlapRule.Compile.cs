using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.HandoverOverlap;

/// <content>One Cover per post and moment of leaving: stayers give, leavers take.</content>
public sealed partial record HandoverOverlapRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        int last = timeline.DayStart(timeline.HorizonEnd);
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        int leavers = compiler.Group(inScope.Contains);
        int everybody = compiler.Group(_ => true);
        foreach (IGrouping<string, Option> post in compiler.Options.SelectMany(o => PostsOf(o).Select(p => (Post: p, Option: o))).GroupBy(p => p.Post, p => p.Option))
        {
            int overlap = OverlapOf(post.Key);
            int first = timeline.DayStart(timeline.HorizonStart) + overlap;
            Option[] options = [.. post];
            foreach (IGrouping<int, Option> leaving in options.GroupBy(o => WorkEnd(o, post.Key)).Where(l => l.Key >= first && l.Key <= last).OrderBy(l => l.Key))
            {
                int moment = leaving.Key;
                if (!OpenMinutes.IsOpenAfter(moment, compiler.Problem.OpeningHours, timeline))
                {
                    continue;
                }

                // One stayer outweighs everybody who could leave, from duties of several days if need be.
                int stayerWeight = PerLeaver ? 1 : inScope.Count * leaving.Select(o => o.Day).Distinct().Count();
                var row = new CoverRowBuilder(0);
                foreach (Option option in leaving)
                {
                    row.Add(leavers, option, -1);
                }

                foreach (Option option in options)
                {
                    if (option.WorkOn(post.Key, moment - overlap, moment + 1) == overlap + 1)
                    {
                        row.Add(everybody, option, stayerWeight);
                    }
                }

                compiler.Cover([row], [compiler.Above(0)]);
            }
        }
    }

    /// <summary>The posts with handover on which any part of the option is worked.</summary>
    private IEnumerable<string> PostsOf(Option option) =>
        option.Segments.Where(s => s.Kind == PartKind.Work && s.Post is not null && (Posts.Count == 0 || Posts.Contains(s.Post))).Select(s => s.Post!).Distinct();

    private static int WorkEnd(Option option, string post) => option.Segments.Last(s => s.Kind == PartKind.Work && s.Post == post).End;
}
