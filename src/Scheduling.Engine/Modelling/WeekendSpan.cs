using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Consecutive weekend days of the timeline: one weekend, or what is known of it.</summary>
/// <param name="FirstDay">First known day.</param>
/// <param name="LastDay">Last known day.</param>
/// <param name="IsWhole">Whether no day of the weekend lies outside the known days.</param>
public readonly record struct WeekendSpan(int FirstDay, int LastDay, bool IsWhole)
{
    /// <summary>Number of known days.</summary>
    public int Days => LastDay - FirstDay + 1;

    /// <summary>The weekends of a timeline, by date.</summary>
    public static IEnumerable<WeekendSpan> Of(Timeline timeline, Horizon horizon)
    {
        for (int first = 0; first < timeline.Days; first++)
        {
            if (!IsWeekend(first))
            {
                continue;
            }

            int last = first;
            while (last + 1 < timeline.Days && IsWeekend(last + 1))
            {
                last++;
            }

            yield return new WeekendSpan(first, last, !IsWeekend(first - 1) && !IsWeekend(last + 1));
            first = last;
        }

        bool IsWeekend(int day) => horizon.Weekend.Contains(timeline.DateOf(day).DayOfWeek);
    }

    /// <summary>Whether a day of the weekend is to be rostered.</summary>
    public bool Touches(Timeline timeline) => FirstDay < timeline.HorizonEnd && LastDay >= timeline.HorizonStart;
}
