using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ShortestStretch;

/// <content>Walks the parts of every duty whose post may change.</content>
public sealed partial record ShortestStretchRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Duty duty in roster.Duties.Where(d => d.ShiftType.PostStepMinutes is not null && roster.Horizon.Contains(d.Date) && IsFor(d.Employee)))
        {
            Instant since = duty.Start;
            for (int part = 0; part < duty.Parts.Count; part++)
            {
                if (part + 1 < duty.Parts.Count && duty.Parts[part + 1].Post == duty.Parts[part].Post)
                {
                    continue;
                }

                int minutes = (int)(duty.Parts[part].End - since).TotalMinutes;
                string post = duty.Parts[part].Post ?? "";
                report.Add(
                    Math.Max(0, MinimumMinutes - minutes),
                    new LocalizedText(
                        $"{duty.Employee.Name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}从 {roster.LocalOf(since):HH:mm} 起在岗位“{roster.NameOfPost(post)}”只有 {minutes} 分钟，至少 {MinimumMinutes} 分钟。",
                        $"{duty.Employee.Name}: {duty.ShiftType.Name} on {duty.Date:MM-dd} is on post '{roster.NameOfPost(post)}' from {roster.LocalOf(since):HH:mm} for {minutes} min; at least {MinimumMinutes} min are asked."),
                    duty.Employee.Id,
                    duty.Date,
                    post: post);
                since = duty.Parts[part].End;
            }
        }
    }
}
