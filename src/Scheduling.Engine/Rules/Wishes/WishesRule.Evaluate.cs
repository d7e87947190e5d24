using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.Wishes;

/// <content>Holds every wish against the duties of the employee.</content>
public sealed partial record WishesRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        foreach (Wish wish in roster.Problem.Wishes)
        {
            Employee employee = roster.EmployeeOf(wish.Employee);
            if (!IsFor(employee))
            {
                continue;
            }

            if (wish.Kind == WishKind.Prefer)
            {
                if (roster.Horizon.Contains(wish.Date) && !IsPreferred(roster, wish, employee))
                {
                    Report(report, employee, wish, roster.DutyOn(employee, wish.Date), wish.Priority);
                }

                continue;
            }

            foreach (Duty duty in roster.HorizonDutiesOf(employee).Where(d => Breaks(roster, wish, d)))
            {
                Report(report, employee, wish, duty, wish.Priority * (wish.Kind == WishKind.Cannot ? CannotFactor : 1L));
            }
        }
    }

    /// <summary>Whether the employee got what the wish asks: the duty preferred, or no duty that breaks it, history and fixed duties included.</summary>
    internal static bool IsGranted(RosterView roster, Wish wish, Employee employee) =>
        wish.Kind == WishKind.Prefer ? IsPreferred(roster, wish, employee) : !roster.DutiesOf(employee).Any(d => Breaks(roster, wish, d));

    private static bool IsPreferred(RosterView roster, Wish wish, Employee employee) =>
        roster.DutyOn(employee, wish.Date) is { } duty && SpeaksOf(wish, duty) && (wish.From is null || Touches(roster, wish, duty));

    private static bool Breaks(RosterView roster, Wish wish, Duty duty)
    {
        bool anyDate = wish.From is not null || (wish.ShiftType is null && wish.Band is null);
        return SpeaksOf(wish, duty) && (anyDate ? Touches(roster, wish, duty) : duty.Date == wish.Date);
    }

    private static bool SpeaksOf(Wish wish, Duty duty) =>
        (wish.ShiftType ?? duty.ShiftType.Id) == duty.ShiftType.Id && (wish.Band ?? duty.Band.Id) == duty.Band.Id;

    /// <summary>Whether some minute of the duty lies in the wish's window, or on its date when it has none.</summary>
    private static bool Touches(RosterView roster, Wish wish, Duty duty)
    {
        LocalDateTime from = wish.Date.At(wish.From ?? LocalTime.Midnight);
        LocalDateTime to = wish.Date.At(wish.From is null ? LocalTime.Midnight : wish.To ?? LocalTime.Midnight);
        if (to <= from)
        {
            to = to.PlusDays(1);
        }

        Instant start = roster.StartInstant(from);
        Instant end = wish.From is null ? roster.StartInstant(to) : roster.EndInstant(to);
        return duty.Parts.Any(p => Instant.Max(p.Start, start) < Instant.Min(p.End, end));
    }

    private static void Report(RuleReport report, Employee employee, Wish wish, Duty? duty, long excess)
    {
        string filters = string.Join(" ", new[] { wish.ShiftType, wish.Band, wish.From is null ? null : $"{wish.From:HH:mm}–{wish.To ?? LocalTime.Midnight:HH:mm}" }.OfType<string>());
        LocalizedText what = filters.Length > 0 ? new LocalizedText($"“{filters}”", $"'{filters}'") : new LocalizedText("任何班次", "any duty");
        LocalizedText kind = wish.Kind switch
        {
            WishKind.Prefer => new LocalizedText("希望上", "would like"),
            WishKind.Avoid => new LocalizedText("不愿上", "would rather avoid"),
            _ => new LocalizedText("不能上", "cannot do"),
        };
        LocalizedText found = duty is null
            ? new LocalizedText("休息", "is off")
            : new LocalizedText($"{duty.Date:MM-dd} 的{duty.ShiftType.Name}", $"has {duty.ShiftType.Name} of {duty.Date:MM-dd}");
        report.Add(
            excess,
            new LocalizedText(
                $"{employee.Name}：{wish.Date:MM-dd} {kind.Zh}{what.Zh}（优先级 {wish.Priority}），实际安排：{found.Zh}。",
                $"{employee.Name} {kind.En} {what.En} on {wish.Date:MM-dd} (priority {wish.Priority}) but {found.En}."),
            employee.Id,
            wish.Date);
    }
}
