using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.WorkTogether;

/// <content>Counts, on each date, the kinds of duty that only part of a group has.</content>
public sealed partial record WorkTogetherRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (IReadOnlyList<string> group in Groups)
        {
            List<Employee> members = [.. group.Select(roster.EmployeeOf).Where(IsFor)];
            foreach (LocalDate date in roster.HorizonDates())
            {
                List<Employee> present = [.. members.Where(e => roster.IsPresent(e, date))];
                Dictionary<string, int> shared = [];
                foreach (Employee employee in present)
                {
                    if (roster.DutyOn(employee, date) is { } duty)
                    {
                        string kind = By == TogetherBy.Shift ? duty.ShiftType.Id : By == TogetherBy.Band ? duty.Band.Id : "";
                        shared[kind] = shared.GetValueOrDefault(kind) + 1;
                    }
                }

                int apart = shared.Values.Count(count => count < present.Count);
                string zh = string.Join("、", present.Select(e => $"{Presence.NameOf(e)}（{Word(e, date, "休")}）"));
                string en = string.Join(", ", present.Select(e => $"{Presence.NameOf(e)} ({Word(e, date, "off")})"));
                report.Add(
                    apart,
                    new LocalizedText($"{date:MM-dd} 结对员工没有同上一个班：{zh}。", $"On {date:MM-dd} employees who work together do not: {en}."),
                    from: date);
            }
        }

        string Word(Employee employee, LocalDate date, string off) =>
            roster.DutyOn(employee, date) is not { } duty ? off : By == TogetherBy.Band ? duty.Band.Id : duty.ShiftType.Id;
    }
}
