using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MostNewcomers;

/// <content>Lists the newcomers of each band and date.</content>
public sealed partial record MostNewcomersRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        SortedDictionary<(LocalDate Date, string Band, string Post), List<string>> there = [];
        foreach (Duty duty in roster.Problem.Employees.Where(IsFor).SelectMany(roster.HorizonDutiesOf).Where(d => d.IsWork && NewOn(d)))
        {
            bool band = Bands.Count == 0 || Bands.Contains(duty.Band.Id);
            IEnumerable<string> posts = Posts.Count == 0 ? [""] : duty.Parts.Select(p => p.Post ?? "").Distinct().Where(Posts.Contains);
            foreach (string post in band ? posts : [])
            {
                (LocalDate, string, string) place = (duty.Date, duty.Band.Id, post);
                (there.TryGetValue(place, out List<string>? names) ? names : there[place] = []).Add(Presence.NameOf(duty.Employee));
            }
        }

        foreach (((LocalDate date, string band, string post), List<string> names) in there.Where(t => t.Value.Count > Most))
        {
            string zhPost = post.Length == 0 ? "" : $"岗位“{roster.NameOfPost(post)}”";
            string enPost = post.Length == 0 ? "" : $", post '{post}'";
            report.Add(
                names.Count - Most,
                new LocalizedText(
                    $"{date:MM-dd} {zhPost}班段“{band}”有新员工 {names.Count} 人（{string.Join("、", names)}），最多 {Most} 人。",
                    $"{date:MM-dd}{enPost}, band '{band}': {names.Count} newcomers ({string.Join(", ", names)}); at most {Most} are allowed."),
                from: date,
                post: post.Length == 0 ? null : post);
        }
    }

    private bool NewOn(Duty duty)
    {
        if (duty.Employee.EmployedFrom is { } first && Period.DaysBetween(first, duty.Date) < NewcomerDays)
        {
            return true;
        }

        return Tag.Length > 0 && duty.Employee.Tags.Any(t => t == Tag);
    }
}
