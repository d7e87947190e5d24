using NodaTime;
using NodaTime.Text;

namespace Scheduling.Api.Files;

/// <summary>Dates, times and names as people write them in tables.</summary>
internal static class FileValues
{
    private static readonly LocalDatePattern[] Dates =
    [
        .. new[] { "uuuu-M-d", "uuuu/M/d", "uuuu.M.d", "uuuu'年'M'月'd'日'", "uuuuMMdd" }.Select(LocalDatePattern.CreateWithInvariantCulture),
    ];

    private static readonly AnnualDatePattern[] DaysOfYear =
    [
        .. new[] { "M-d", "M/d", "M.d", "M'月'd'日'" }.Select(AnnualDatePattern.CreateWithInvariantCulture),
    ];

    private static readonly LocalTimePattern[] Times =
    [
        .. new[] { "H:mm", "H:mm:ss", "H'：'mm" }.Select(LocalTimePattern.CreateWithInvariantCulture),
    ];

    /// <summary>A date with its year; a midnight after it, as spreadsheets add it, does no harm.</summary>
    public static LocalDate? Date(string text)
    {
        string date = text.EndsWith(" 00:00", StringComparison.Ordinal) || text.EndsWith(" 00:00:00", StringComparison.Ordinal) ? text[..text.IndexOf(' ', StringComparison.Ordinal)] : text;
        foreach (LocalDatePattern pattern in Dates)
        {
            if (pattern.Parse(date) is { Success: true, Value: var value })
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Month and day without a year.</summary>
    public static AnnualDate? DayOfYear(string text)
    {
        foreach (AnnualDatePattern pattern in DaysOfYear)
        {
            if (pattern.Parse(text) is { Success: true, Value: var value })
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A time of day in whole minutes.</summary>
    public static LocalTime? Time(string text)
    {
        foreach (LocalTimePattern pattern in Times)
        {
            if (pattern.Parse(text) is { Success: true, Value: var value } && value.Second == 0)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>What a text means: the one with this id, else the only one with this id in other case, else the only one with this name.</summary>
    public static T? Named<T>(IEnumerable<T> items, string text, Func<T, string> idOf, Func<T, string> nameOf)
        where T : class
    {
        // What has no name is not called by an empty cell.
        List<T> all = text.Length == 0 ? [] : [.. items];
        return all.Find(item => idOf(item) == text)
            ?? Only(item => string.Equals(idOf(item), text, StringComparison.OrdinalIgnoreCase))
            ?? Only(item => nameOf(item) == text);

        T? Only(Predicate<T> fits) => all.FindAll(fits) is [var one] ? one : null;
    }
}
