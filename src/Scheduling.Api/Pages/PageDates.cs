using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Scheduling.Api.Pages;

/// <summary>Dates and times as addresses and form fields have them.</summary>
public static class PageDates
{
    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static LocalDate? Parse(string? text) => LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } found ? found.Value : null;

    public static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
