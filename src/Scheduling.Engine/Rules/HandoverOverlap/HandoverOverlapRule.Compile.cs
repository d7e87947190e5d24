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
        foreach (IGrouping<string, Option> post in compiler.Options.Where(IsHandedOver).GroupBy(o => o.Post!))
        {
            int overlap = OverlapOf(post.Key);
            int first = timeline.DayStart(timeline.HorizonStart) + overlap;
            Option[] options = [.. post];
            foreach (IGrouping<int, Option> leaving in options.GroupBy(WorkEnd).Where(l => l.Key >= first && l.Key <= last).OrderBy(l => l.Key))
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
                    if (option.Start <= moment - overlap && option.End > moment
                        && option.Overlap(PartKind.Work, moment - overlap, moment + 1) == overlap + 1)
                    {
                        row.Add(everybody, option, stayerWeight);
                    }
                }

                compiler.Cover([row], [compiler.Above(0)]);
            }
        }
    }

    private bool IsHandedOver(Option option) =>
        option.Post is not null && option.Segments.Any(s => s.Kind == PartKind.Work) && (Posts.Count == 0 || Posts.Contains(option.Post));

    private static int WorkEnd(Option option) => option.Segments.Last(s => s.Kind == PartKind.Work).End;
}
