using System.Collections.Immutable;
using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>How a forecast is made. The defaults were measured; see docs/decisions/0004-forecasting.md.</summary>
public sealed record ForecastSettings
{
    /// <summary>Length of a forecast interval in minutes, a multiple of the history's. Default 30.</summary>
    public int IntervalMinutes { get; init; } = 30;

    /// <summary>
    /// Days that follow no weekday, past and future. They are left out of the weekday pattern and form a type of their own; while the
    /// history holds fewer than two of them, a future one is forecast like its weekday. Default none.
    /// </summary>
    public ImmutableHashSet<LocalDate> Holidays { get; init; } = [];

    /// <summary>Weekly opening hours; when absent, closed hours are learnt from the history.</summary>
    public OpeningHours? OpeningHours { get; init; }

    /// <summary>Lower end of the prediction interval in percent, 1 to 49. Default 10.</summary>
    public int LowerPercent { get; init; } = 10;

    /// <summary>Upper end of the prediction interval in percent, 51 to 99. Default 90.</summary>
    public int UpperPercent { get; init; } = 90;

    /// <summary>Days after which a day counts half for the level. Default 14.</summary>
    public int LevelHalfLifeDays { get; init; } = 14;

    /// <summary>Half-life of the weekday pattern's short memory in days. Default 7.</summary>
    public int ShortWeekdayHalfLifeDays { get; init; } = 7;

    /// <summary>Half-life of the weekday pattern's long memory in days; the two patterns are averaged. Default 56.</summary>
    public int LongWeekdayHalfLifeDays { get; init; } = 56;

    /// <summary>Half-life of the time-of-day profile in days. Default 28.</summary>
    public int ProfileHalfLifeDays { get; init; } = 28;

    internal void Check(CallHistory history)
    {
        CallHistory.CheckDivides(IntervalMinutes, nameof(IntervalMinutes));
        CheckPercent(LowerPercent, 1, 49, nameof(LowerPercent), "Lower");
        CheckPercent(UpperPercent, 51, 99, nameof(UpperPercent), "Upper");
        CheckHalfLife(LevelHalfLifeDays, nameof(LevelHalfLifeDays), "level");
        CheckHalfLife(ShortWeekdayHalfLifeDays, nameof(ShortWeekdayHalfLifeDays), "short weekday pattern");
        CheckHalfLife(LongWeekdayHalfLifeDays, nameof(LongWeekdayHalfLifeDays), "long weekday pattern");
        CheckHalfLife(ProfileHalfLifeDays, nameof(ProfileHalfLifeDays), "time-of-day profile");
        if (history.DayCount == 0)
        {
            throw new ArgumentException("Call history has 0 recorded days; it must have at least 1.", nameof(history));
        }
    }

    private static void CheckPercent(int percent, int least, int most, string name, string which)
    {
        if (percent < least || percent > most)
        {
            throw OutOfRange(name, percent, $"{which} end of the prediction interval is {percent} %; it must be {least} to {most}.");
        }
    }

    private static void CheckHalfLife(int days, string name, string owner)
    {
        if (days is < 1 or > 3650)
        {
            throw OutOfRange(name, days, $"Half-life of the {owner} is {days} days; it must be 1 to 3650.");
        }
    }
}
