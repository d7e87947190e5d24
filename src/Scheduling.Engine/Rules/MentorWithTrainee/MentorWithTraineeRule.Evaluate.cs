using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.MentorWithTrainee;

/// <content>Counts heads interval by interval, for days on which a trainee is there.</content>
public sealed partial record MentorWithTraineeRule
{
    private enum Part
    {
        Neither,
        Trainee,
        Mentor,
    }

    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        var length = Duration.FromMinutes(roster.Horizon.IntervalMinutes);
        foreach (Post post in roster.Problem.Posts.Where(p => p.Skill is not null))
        {
            List<(Duty Duty, Part Part)> there = [.. roster.Duties.Where(d => d.Parts.Any(p => p.Post == post.Id)).Select(d => (d, PartOf(d, post.Skill!))).Where(d => d.Item2 != Part.Neither)];
            if (there.All(t => t.Part != Part.Trainee))
            {
                continue;
            }

            foreach (LocalDate date in roster.HorizonDates())
            {
                long unaccompanied = 0;
                Instant? first = null;
                Instant midnight = roster.StartOf(date.PlusDays(1));
                for (Instant start = roster.StartOf(date); start < midnight; start += length)
                {
                    Instant end = Instant.Min(start + length, midnight);
                    int trainees = there.Count(t => t.Part == Part.Trainee && Works(t.Duty, post.Id, start, end));
                    int mentors = trainees == 0 ? 0 : there.Count(t => t.Part == Part.Mentor && Works(t.Duty, post.Id, start, end));
                    long alone = Math.Max(0, trainees - ((long)mentors * MaximumTraineesPerMentor));
                    first ??= alone > 0 ? start : null;
                    unaccompanied += alone;
                }

                if (first is { } begin)
                {
                    string name = roster.NameOfPost(post.Id);
                    report.Add(
                        unaccompanied,
                        new LocalizedText(
                            $"岗位“{name}” {date:MM-dd} 从 {roster.LocalOf(begin):HH:mm} 起有 {unaccompanied} 人·时段的见习员工没有师傅带班（每位师傅最多带 {MaximumTraineesPerMentor} 人，等级至少 {MentorLevel}）。",
                            $"Post '{name}', {date:MM-dd} from {roster.LocalOf(begin):HH:mm}: trainees are without a mentor for {unaccompanied} trainee-intervals (a mentor has level {MentorLevel} or above and at most {MaximumTraineesPerMentor} trainees)."),
                        from: date,
                        post: post.Id);
                }
            }
        }
    }

    private Part PartOf(Duty duty, string skill)
    {
        bool learns = false;
        bool certified = false;
        bool mentors = false;
        foreach (EmployeeSkill held in duty.Employee.Skills)
        {
            if (held.Skill == skill && (held.From ?? duty.Date) <= duty.Date && duty.Date <= (held.Until ?? duty.Date))
            {
                learns |= !held.Certified;
                certified |= held.Certified;
                mentors |= held.Certified && held.Level >= MentorLevel;
            }
        }

        return mentors ? Part.Mentor : learns && !certified && IsFor(duty.Employee) ? Part.Trainee : Part.Neither;
    }

    /// <summary>Whether the stretches of work on the post, one after another, fill the time.</summary>
    private static bool Works(Duty duty, string post, Instant start, Instant end)
    {
        Instant reached = start;
        foreach (DutyPart part in duty.Parts.Where(p => p.Kind == PartKind.Work && p.Post == post && p.Start <= reached))
        {
            reached = Instant.Max(reached, part.End);
        }

        return reached >= end;
    }
}
