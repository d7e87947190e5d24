using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ShiftCoverage;

/// <content>Counts the duties of the horizon by date, shift type and post.</content>
public sealed partial record ShiftCoverageRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        // Without a post: on any post or none.
        Dictionary<(LocalDate Date, string ShiftType, string? Post), int> present = [];
        foreach (Duty duty in roster.Problem.Employees.Where(IsFor).SelectMany(roster.HorizonDutiesOf).Where(d => Certification.Counts(roster, d)))
        {
            Count(duty.Post);
            if (duty.Post is not null)
            {
                Count(null);
            }

            void Count(string? post)
            {
                (LocalDate, string, string?) place = (duty.Date, duty.ShiftType.Id, post);
                present[place] = present.GetValueOrDefault(place) + 1;
            }
        }

        foreach (ShiftDemand demand in roster.Problem.Demand.Shifts.Where(d => roster.Horizon.Contains(d.Date)))
        {
            int there = present.GetValueOrDefault((demand.Date, demand.ShiftType, demand.Post));
            if (there >= demand.Required && there <= (demand.Maximum ?? there))
            {
                continue;
            }

            string shift = roster.Problem.ShiftTypes.First(s => s.Id == demand.ShiftType).Name is { Length: > 0 } name ? name : demand.ShiftType;
            string zhPost = demand.Post is null ? "" : $"在岗位“{roster.NameOfPost(demand.Post)}”";
            string enPost = demand.Post is null ? "" : $" on post '{roster.NameOfPost(demand.Post)}'";
            if (there < demand.Required)
            {
                report.Add(
                    (long)(demand.ShortFactor ?? 1) * (demand.Required - there),
                    new LocalizedText(
                        $"{demand.Date:MM-dd} 的班次“{shift}”{zhPost}有 {there} 人，需要 {demand.Required} 人。",
                        $"Shift '{shift}' of {demand.Date:MM-dd}{enPost} has {there} of {demand.Required} required employees."),
                    from: demand.Date,
                    post: demand.Post);
            }

            if (demand.Maximum is { } maximum && there > maximum)
            {
                report.Add(
                    Surplus,
                    (long)(demand.SurplusFactor ?? 1) * (there - maximum),
                    new LocalizedText(
                        $"{demand.Date:MM-dd} 的班次“{shift}”{zhPost}有 {there} 人，最多 {maximum} 人。",
                        $"Shift '{shift}' of {demand.Date:MM-dd}{enPost} has {there} employees; at most {maximum} are wanted."),
                    from: demand.Date,
                    post: demand.Post);
            }
        }
    }
}
