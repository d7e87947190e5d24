using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>Demand per interval as CSV that <see cref="DemandFile"/> reads back: one interval of one post a row, local times.</summary>
public static class DemandCsv
{
    /// <summary>
    /// The intervals of a demand, by post and time. What a file cannot say is left out: series that ask for a skill, intervals after the last day of the horizon,
    /// and the second time of an hour that comes twice when clocks go back.
    /// </summary>
    public static byte[] Write(IReadOnlyList<IntervalDemand> demand, Horizon horizon, string culture)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[horizon.TimeZone];
        var csv = Begun(culture);
        foreach (IntervalDemand series in demand.Where(DemandFile.IsPlain).OrderBy(d => d.Post, StringComparer.Ordinal).ThenBy(d => d.Date).ThenBy(d => d.From))
        {
            Instant start = (series.Date + series.From).InZoneLeniently(zone).ToInstant();
            for (int i = 0; i < series.Required.Count; i++)
            {
                Instant instant = start + Duration.FromMinutes((long)i * horizon.IntervalMinutes);
                LocalDateTime local = instant.InZone(zone).LocalDateTime;
                if (horizon.Contains(local.Date) && zone.MapLocal(local).First().ToInstant() == instant)
                {
                    csv.Row(Iso(local.Date), Clock(local.TimeOfDay), series.Post, Number(series.Required[i]), series.Minimum.Count > 0 ? Number(series.Minimum[i]) : "");
                }
            }
        }

        return csv.ToBytes();
    }

    /// <summary>A file to fill in: each open interval of each post, with nobody required.</summary>
    public static byte[] Template(IReadOnlyList<Post> posts, Horizon horizon, Func<LocalDateTime, bool> isOpen, string culture)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[horizon.TimeZone];
        var csv = Begun(culture);
        foreach (Post post in posts)
        {
            for (LocalDateTime at = horizon.Start.AtMidnight(); at.Date <= horizon.End(); at = at.PlusMinutes(horizon.IntervalMinutes))
            {
                if (isOpen(at) && zone.MapLocal(at).Count > 0)
                {
                    csv.Row(Iso(at.Date), Clock(at.TimeOfDay), post.Id, Number(0), "");
                }
            }
        }

        return csv.ToBytes();
    }

    private static CsvWriter Begun(string culture)
    {
        var csv = new CsvWriter();
        csv.Row(DemandFile.Columns.Select(column => column.In(culture)));
        return csv;
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
