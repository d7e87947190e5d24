using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.ForbiddenSuccessions;

/// <content>Holds each duty against the one of the day before.</content>
public sealed partial record ForbiddenSuccessionsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            foreach (Duty duty in roster.DutiesOf(employee))
            {
                Duty? before = roster.DutyOn(employee, duty.Date.PlusDays(-1));
                bool settled = !roster.Horizon.Contains(duty.Date) && !roster.Horizon.Contains(duty.Date.PlusDays(-1));
                if (before is null || settled || !IsForbidden(before.ShiftType.Id, duty.ShiftType.Id))
                {
                    continue;
                }

                report.Add(
                    1,
                    new LocalizedText(
                        $"{Presence.NameOf(employee)}：{duty.Date:MM-dd} 的“{NameOf(duty)}”不得排在 {before.Date:MM-dd} 的“{NameOf(before)}”之后。",
                        $"{Presence.NameOf(employee)}: shift '{NameOf(duty)}' of {duty.Date:MM-dd} may not follow '{NameOf(before)}' of {before.Date:MM-dd}."),
                    employee.Id,
                    before.Date,
                    duty.Date);
            }
        }
    }

    private static string NameOf(Duty duty) => duty.ShiftType.Name.Length > 0 ? duty.ShiftType.Name : duty.ShiftType.Id;

    private bool IsForbidden(string before, string after)
    {
        foreach ((string shift, IReadOnlyList<string> not) in NotFollowedBy)
        {
            if (shift == before && not.Contains(after))
            {
                return true;
            }
        }

        return false;
    }
}
