using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.HandoverOverlap;

/// <content>Walks the moments at which somebody really leaves a post.</content>
public sealed partial record HandoverOverlapRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        Instant from = roster.StartOf(roster.Horizon.Start);
        Instant until = roster.StartOf(roster.Horizon.End().PlusDays(1));
        foreach (Post post in roster.Problem.Posts.Where(p => Posts.Count == 0 || Posts.Contains(p.Id)))
        {
            var overlap = Duration.FromMinutes(OverlapOf(post.Id));
            List<Duty> there = [.. roster.Duties.Where(d => d.Parts.Any(p => p.Kind == PartKind.Work && p.Post == post.Id))];
            SortedDictionary<Instant, List<Duty>> leaving = [];
            foreach (Duty duty in there.Where(d => IsFor(d.Employee)))
            {
                Instant end = duty.Parts.Where(p => p.Kind == PartKind.Work && p.Post == post.Id).Max(p => p.End);
                if (end - overlap >= from && end <= until && roster.IsServing(end))
                {
                    (leaving.TryGetValue(end, out List<Duty>? list) ? list : leaving[end] = []).Add(duty);
                }
            }

            foreach ((Instant moment, List<Duty> leavers) in leaving)
            {
                int stayers = there.Count(d => IsThereThroughout(d, post.Id, moment - overlap, moment + Duration.FromMinutes(1)));
                int unmet = PerLeaver ? leavers.Count - stayers : stayers > 0 ? 0 : leavers.Count;
                if (unmet > 0)
                {
                    Report(roster, report, post, moment, leavers, stayers, unmet);
                }
            }
        }
    }

    private void Report(RosterView roster, RuleReport report, Post post, Instant moment, List<Duty> leavers, int stayers, int unmet)
    {
        LocalDateTime local = roster.LocalOf(moment);
        string name = roster.NameOfPost(post.Id);
        string who = string.Join(", ", leavers.Select(d => d.Employee.Name));
        report.Add(
            unmet,
            new LocalizedText(
                $"岗位“{name}” {local:MM-dd HH:mm} 下班 {leavers.Count} 人（{who}），提前 {OverlapOf(post.Id)} 分钟到岗并留守的有 {stayers} 人，{unmet} 人无人接班。",
                $"Post '{name}', {local:MM-dd HH:mm}: {leavers.Count} leave ({who}), {stayers} have been there for {OverlapOf(post.Id)} min and stay on; {unmet} hand over to nobody."),
            leavers.Count == 1 ? leavers[0].Employee.Id : null,
            leavers.Min(d => d.Date),
            local.Date,
            post.Id);
    }

    /// <summary>Follows the parts of work on a post that join each other from the first instant on.</summary>
    private static bool IsThereThroughout(Duty duty, string post, Instant start, Instant end)
    {
        Instant reached = start;
        foreach (DutyPart part in duty.Parts)
        {
            if (part.Kind == PartKind.Work && part.Post == post && part.Start <= reached && part.End > reached)
            {
                reached = part.End;
            }
        }

        return reached >= end;
    }
}
