using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.HandoverBeforeDaysOff;

/// <content>Looks for a colleague at the end of each duty that days off follow.</content>
public sealed partial record HandoverBeforeDaysOffRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            List<Employee> colleagues = employee.HandoverTo.Count > 0 ? [.. employee.HandoverTo.Select(roster.EmployeeOf)]
                : AnyColleague ? [.. roster.Problem.Employees.Where(e => e.Id != employee.Id)]
                : [];
            if (colleagues.Count == 0 && employee.HandoverTo.Count == 0 && !AnyColleague)
            {
                continue;
            }

            foreach (Duty duty in roster.HorizonDutiesOf(employee).Where(d => d.Post is not null && d.Parts.Any(p => p.Kind == PartKind.Work) && DaysOffFollow(roster, d)))
            {
                Instant end = duty.Parts.Where(p => p.Kind == PartKind.Work).Max(p => p.End);
                Instant start = end - Duration.FromMinutes(OverlapMinutes);
                if (!colleagues.SelectMany(roster.DutiesOf).Any(d => d.Post == duty.Post && IsThereThroughout(d, start, end)))
                {
                    string zhWho = employee.HandoverTo.Count == 0 ? "任何同事" : string.Join("、", colleagues.Select(Presence.NameOf));
                    string enWho = employee.HandoverTo.Count == 0 ? "any colleague" : string.Join(" or ", colleagues.Select(Presence.NameOf));
                    string name = Presence.NameOf(employee);
                    report.Add(
                        1,
                        new LocalizedText(
                            $"{name}：{duty.Date:MM-dd} 的{duty.ShiftType.Name}之后休息，最后 {OverlapMinutes} 分钟岗位“{roster.NameOfPost(duty.Post!)}”没有可交接的人（{zhWho}）。",
                            $"{name} has days off after {duty.ShiftType.Name} of {duty.Date:MM-dd}, and nobody to hand over to ({enWho}) works on post '{duty.Post}' for its last {OverlapMinutes} min."),
                        employee.Id,
                        duty.Date,
                        post: duty.Post);
                }
            }
        }
    }

    private bool DaysOffFollow(RosterView roster, Duty duty)
    {
        for (int i = 1; i <= LeastDaysOff; i++)
        {
            LocalDate date = duty.Date.PlusDays(i);
            if (date > roster.Horizon.KnownUntil() || roster.DutyOn(duty.Employee, date) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsThereThroughout(Duty duty, Instant start, Instant end)
    {
        Instant reached = start;
        foreach (DutyPart part in duty.Parts)
        {
            if (part.Kind == PartKind.Work && part.Start <= reached && part.End > reached)
            {
                reached = part.End;
            }
        }

        return reached >= end;
    }
}
