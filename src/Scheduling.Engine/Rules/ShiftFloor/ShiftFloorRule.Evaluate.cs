using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ShiftFloor;

/// <content>Asks of every floor who is there.</content>
public sealed partial record ShiftFloorRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        List<Employee> people = [.. roster.Problem.Employees.Where(IsFor)];
        foreach (ShiftDemand demand in roster.Problem.Demand.Shifts)
        {
            if (demand.Minimum is not { } least || !roster.Horizon.Contains(demand.Date))
            {
                continue;
            }

            int there = people.Count(e => roster.DutyOn(e, demand.Date) is { } duty
                && duty.ShiftType.Id == demand.ShiftType && (demand.Post ?? duty.Post) == duty.Post && Certification.Counts(roster, duty));
            if (there >= least)
            {
                continue;
            }

            string shift = roster.Problem.ShiftTypes.First(s => s.Id == demand.ShiftType) is { Name.Length: > 0 } named ? named.Name : demand.ShiftType;
            (string zhPost, string enPost) = demand.Post is null ? ("", "") : ($"在岗位“{roster.NameOfPost(demand.Post)}”", $" on post '{roster.NameOfPost(demand.Post)}'");
            report.Add(
                least - there,
                new LocalizedText(
                    $"{demand.Date:MM-dd} 的班次“{shift}”{zhPost}有 {there} 人，最低 {least} 人。",
                    $"Shift '{shift}' of {demand.Date:MM-dd}{enPost} has {there} employees; at least {least} must be there."),
                from: demand.Date,
                post: demand.Post);
        }
    }
}
