using System.Globalization;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages.Week;

/// <summary>A cell in words, for its tooltip and for those who listen.</summary>
public static class CellWords
{
    public static string Tell(GridCell cell, Employee employee, WeekNames names, Wording words)
    {
        List<string> parts = [$"{names.Employee(employee.Id)} {words.Date(cell.Date)}", cell.Assignment is null && cell.Leave is not null ? words[Leave(cell.Leave.Value)] : names.Full(cell.Assignment, words)];
        if (cell.Assignment is not null && cell.Leave is { } leave)
        {
            parts.Add(words[Leave(leave)]);
        }

        if (cell.Changed)
        {
            parts.Add(words.Fill(Texts.WasBefore, names.Full(cell.Before, words)));
        }

        if (cell.Pinned)
        {
            parts.Add(words[Texts.Pinned]);
        }

        if (cell.Wish is { } wish)
        {
            parts.Add(Tell(wish, names, words));
        }

        if (cell.Hard)
        {
            parts.Add(words[Texts.Broken]);
        }

        return string.Join(words.IsChinese ? "；" : "; ", parts);
    }

    public static string Tell(Wish wish, WeekNames names, Wording words)
    {
        string what = string.Join(' ', new[]
        {
            wish.ShiftType is { } shift ? names.Shift(shift) : "",
            wish.Band is { } band ? names.Band(band) : "",
            wish.Partner is { } partner ? words.Fill(Texts.WithColleague, names.Employee(partner)) : "",
            wish.From is { } from ? string.Create(CultureInfo.InvariantCulture, $"{PageDates.Clock(from)}–{(wish.To is { } to ? PageDates.Clock(to) : "")}") : "",
        }.Where(s => s.Length > 0));
        LocalizedText kind = wish.Kind switch { WishKind.Prefer => Texts.WishPrefer, WishKind.Avoid => Texts.WishAvoid, _ => Texts.WishCannot };
        return words.Fill(kind, what.Length > 0 ? what : words[Texts.AnyDuty]);
    }

    public static LocalizedText Leave(LeavePart part) => part switch
    {
        LeavePart.Morning => Texts.LeaveMorning,
        LeavePart.Afternoon => Texts.LeaveAfternoon,
        _ => Texts.LeaveWhole,
    };

    public static IEnumerable<string> Classes(GridCell cell, DayColumn day, string? marked)
    {
        yield return "cell";
        if (day.Weekend)
        {
            yield return "free-day";
        }

        if (day.Today)
        {
            yield return "today";
        }

        if (cell.Leave == LeavePart.FullDay)
        {
            yield return "on-leave";
        }

        if (cell.Changed)
        {
            yield return "changed";
        }

        if (cell.Hard)
        {
            yield return "broken-hard";
        }

        if (marked?.Split('/') is [{ } from, { } until] && string.CompareOrdinal(PageDates.Iso(cell.Date), from) >= 0 && string.CompareOrdinal(PageDates.Iso(cell.Date), until) <= 0)
        {
            yield return "marked";
        }
    }
}
