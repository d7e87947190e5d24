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
        for (int i = 0; i < roster.Problem.Wishes.Count; i++)
        {
            Wish wish = roster.Problem.Wishes[i];
            Employee employee = roster.EmployeeOf(wish.Employee);
            long points = IsFor(employee) ? PointsOf(roster.Problem.Wishes, i, employee) : 0;
            if (points == 0)
            {
                continue;
            }

            if (wish.Kind == WishKind.Prefer || wish.Partner is not null)
            {
                if (roster.Horizon.Contains(wish.Date) && IsDone(roster, wish, employee) != (wish.Kind == WishKind.Prefer))
                {
                    Report(report, roster, employee, wish, roster.DutyOn(employee, wish.Date), points);
                }

                continue;
            }

            foreach (Duty duty in roster.HorizonDutiesOf(employee).Where(d => Breaks(roster, wish, d)))
            {
                Report(report, roster, employee, wish, duty, points);
            }
        }
    }

    /// <summary>What a wish weighs: what the wishes before it leave of the month's points, by the balance, times the factor of its kind.</summary>
    private long PointsOf(IReadOnlyList<Wish> wishes, int index, Employee employee)
    {
        Wish wish = wishes[index];
        long points = wish.Priority;
        if (MonthlyPoints is { } budget)
        {
            int before = wishes.Where((w, i) =>
                w.Employee == wish.Employee && w.Date.Year == wish.Date.Year && w.Date.Month == wish.Date.Month
                && (w.Date < wish.Date || (w.Date == wish.Date && i < index))).Sum(w => w.Priority);
            points = Math.Min(points, Math.Max(0, budget - before));
        }

        if (points == 0)
        {
            return 0;
        }

        int hundredths = 100;
        foreach (CarriedBalance balance in employee.Balances.Where(b => b.Measure == BalanceMeasure))
        {
            decimal wanted = Math.Floor(100.5m - (BalancePercent * balance.Amount));
            hundredths = (int)Math.Min(MostBalanceFactor * 100m, Math.Max(100 / MostBalanceFactor, wanted));
        }

        long whole = points * hundredths / 100;
        long rounded = points * hundredths % 100 >= 50 ? whole + 1 : whole;
        return Math.Max(1, rounded) * (wish.Kind == WishKind.Cannot ? CannotFactor : 1);
    }

    /// <summary>Whether the duty of the date is the one the wish speaks of, and the partner's is of the same type.</summary>
    private static bool IsDone(RosterView roster, Wish wish, Employee employee) =>
        roster.DutyOn(employee, wish.Date) is { } duty
        && SpeaksOf(wish, duty)
        && (wish.From is null || Touches(roster, wish, duty))
        && (wish.Partner is null || roster.DutyOn(roster.EmployeeOf(wish.Partner), wish.Date)?.ShiftType.Id == duty.ShiftType.Id);

    /// <summary>Whether the employee got what a wish without partner asks: the duty preferred, or no duty that breaks it, history and fixed duties included.</summary>
    internal static bool IsGranted(RosterView roster, Wish wish, Employee employee) =>
        wish.Kind == WishKind.Prefer ? IsDone(roster, wish, employee) : !roster.DutiesOf(employee).Any(d => Breaks(roster, wish, d));

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

    private static void Report(RuleReport report, RosterView roster, Employee employee, Wish wish, Duty? duty, long excess)
    {
        string filters = string.Join(" ", new[] { wish.ShiftType, wish.Band, wish.From is null ? null : $"{wish.From:HH:mm}–{wish.To ?? LocalTime.Midnight:HH:mm}" }.OfType<string>());
        LocalizedText what = filters.Length > 0 ? new LocalizedText($"“{filters}”", $"'{filters}'") : new LocalizedText("任何班次", "any duty");
        if (wish.Partner is not null)
        {
            string partner = roster.EmployeeOf(wish.Partner) is { Name.Length: > 0 } colleague ? colleague.Name : wish.Partner;
            what = new LocalizedText($"{what.Zh}、与 {partner} 同班", $"{what.En} together with {partner}");
        }

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
