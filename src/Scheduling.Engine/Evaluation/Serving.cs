using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>When the department serves, as the evaluator sees it.</summary>
internal static class Serving
{
    /// <summary>Whether the department is open in the minute that begins at an instant; always when no opening hours are given.</summary>
    public static bool IsServing(this RosterView roster, Instant moment)
    {
        if (roster.Problem.OpeningHours.Count == 0)
        {
            return true;
        }

        LocalDate today = roster.LocalOf(moment).Date;
        foreach (OpeningPeriod period in roster.Problem.OpeningHours)
        {
            // The period of today, or the one of yesterday that may last until today.
            for (int back = 0; back <= 1; back++)
            {
                LocalDate date = today.PlusDays(-back);
                LocalDate closes = period.To <= period.From ? date.PlusDays(1) : date;
                if (date.DayOfWeek == period.Day
                    && roster.StartInstant(date.At(period.From)) <= moment
                    && moment < roster.EndInstant(closes.At(period.To)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
