using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages;

/// <summary>Writes texts, dates and numbers in the language of a page.</summary>
public sealed class Wording
{
    public const string Cookie = "language";

    public static Wording Chinese { get; } = new("zh-CN");

    public static Wording English { get; } = new("en");

    private static readonly string[] DaysZh = ["", "周一", "周二", "周三", "周四", "周五", "周六", "周日"];

    private static readonly string[] DaysEn = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private Wording(string culture)
    {
        Culture = culture;
        Numbers = CultureInfo.GetCultureInfo(culture);
    }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; }

    public CultureInfo Numbers { get; }

    public bool IsChinese => Culture == "zh-CN";

    public string this[LocalizedText text] => text.In(Culture);

    /// <summary>The wording of a culture name; Chinese unless it begins with <c>en</c>.</summary>
    public static Wording Of(string? culture) => culture?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? English : Chinese;

    /// <summary>A text with its places filled.</summary>
    public string Fill(LocalizedText text, params object?[] values) => string.Format(Numbers, text.In(Culture), values);

    public string Day(IsoDayOfWeek day) => (IsChinese ? DaysZh : DaysEn)[(int)day];

    /// <summary>周一 12/1 or Mon 12/1.</summary>
    public string Date(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{Day(date.DayOfWeek)} {date.Month}/{date.Day}");

    /// <summary>2026 年 12 月 1 日 or 1 Dec 2026.</summary>
    public string LongDate(LocalDate date) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year} 年 {date.Month} 月 {date.Day} 日")
        : date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>The seven days from a date on.</summary>
    public string WeekOf(LocalDate start)
    {
        LocalDate end = start.PlusDays(6);
        return IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{start.Year} 年 {start.Month} 月 {start.Day} 日至 {end.Month} 月 {end.Day} 日")
            : string.Create(CultureInfo.InvariantCulture, $"{start.ToString("d MMM", CultureInfo.InvariantCulture)} – {end.ToString("d MMM uuuu", CultureInfo.InvariantCulture)}");
    }

    /// <summary>Local date and time of an instant.</summary>
    public string Moment(Instant instant, DateTimeZone zone)
    {
        LocalDateTime local = instant.InZone(zone).LocalDateTime;
        return $"{Date(local.Date)} {local.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Minutes as hours with at most one decimal.</summary>
    public string Hours(long minutes) => (minutes / 60.0).ToString("0.#", Numbers);

    public string Number(long number) => number.ToString("N0", Numbers);

    /// <summary>A share in percent with one decimal, rounded up so that no gap is told smaller than it is.</summary>
    public string Percent(double share) => (Math.Max(0, Math.Ceiling(share * 1000 - 1e-9)) / 10).ToString("0.#", Numbers) + (IsChinese ? " %" : "%");
}
