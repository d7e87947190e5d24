using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>When the department serves, in minutes of the timeline.</summary>
internal static class OpenMinutes
{
    /// <summary>Whether the department is open in the minute that begins; always when no opening hours are given.</summary>
    public static bool IsOpenAfter(int minute, IReadOnlyList<OpeningPeriod> openingHours, Timeline timeline)
    {
        LocalDate date = timeline.LocalOf(minute).Date;
        return openingHours.Count == 0 || openingHours.Any(o => IsIn(o, date) || IsIn(o, date.PlusDays(-1)));

        bool IsIn(OpeningPeriod period, LocalDate day) =>
            day.DayOfWeek == period.Day
            && minute >= timeline.StartMinute(day + period.From)
            && minute < timeline.EndMinute((period.To > period.From ? day : day.PlusDays(1)) + period.To);
    }
}
