using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.SameDaysOff;

/// <content>Parts the members into those who are off and those who are not, date by date.</content>
public sealed partial record SameDaysOffRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (IReadOnlyList<string> group in Groups)
        {
            foreach (LocalDate date in roster.HorizonDates())
            {
                ILookup<bool, string> isOff = group.Select(roster.EmployeeOf)
                    .Where(e => IsFor(e) && roster.IsPresent(e, date))
                    .ToLookup(e => roster.DutyOn(e, date) is not { } duty || (StandbyIsOff && duty.IsStandby), Presence.NameOf);
                if (isOff.Count == 2)
                {
                    report.Add(
                        1,
                        new LocalizedText(
                            $"{date:MM-dd} 应同休：{string.Join("、", isOff[true])} 休息，{string.Join("、", isOff[false])} 上班。",
                            $"{date:MM-dd}: {string.Join(", ", isOff[true])} off while {string.Join(", ", isOff[false])} on duty; they are to be off together."),
                        from: date);
                }
            }
        }
    }
}
