using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.Pins;

/// <content>Looks each pin up in the roster.</content>
public sealed partial record PinsRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Pin pin in roster.Problem.Pins.Where(p => roster.Horizon.Contains(p.Date)))
        {
            Employee employee = roster.EmployeeOf(pin.Employee);
            Duty? duty = roster.DutyOn(employee, pin.Date);
            if (!IsFor(employee) || Keeps(pin, duty))
            {
                continue;
            }

            LocalizedText pinned = InWords(pin.ShiftType, pin.Start is null ? "" : $" {pin.Start:HH:mm}", pin.Post);
            LocalizedText found = InWords(duty?.ShiftType.Id, duty is null ? "" : $" {duty.StartTime:HH:mm}", duty?.Post);
            report.Add(
                1,
                new LocalizedText(
                    $"{employee.Name}：{pin.Date:MM-dd} 锁定为“{pinned.Zh}”，排成了“{found.Zh}”。",
                    $"{employee.Name} is pinned to '{pinned.En}' on {pin.Date:MM-dd} but has '{found.En}'."),
                employee.Id,
                pin.Date);
        }
    }

    private static bool Keeps(Pin pin, Duty? duty)
    {
        if (pin.ShiftType is null || duty is null)
        {
            return pin.ShiftType is null && duty is null;
        }

        bool sameStart = pin.Start is null || pin.Start == duty.StartTime;
        bool samePost = pin.Post is null || pin.Post == duty.Post;
        return duty.ShiftType.Id == pin.ShiftType && sameStart && samePost;
    }

    private static LocalizedText InWords(string? shiftType, string start, string? post) => shiftType is null
        ? new LocalizedText("休息", "off")
        : new LocalizedText($"{shiftType}{start}{(post is null ? "" : $"（{post}）")}", $"{shiftType}{start}{(post is null ? "" : $" ({post})")}");
}
