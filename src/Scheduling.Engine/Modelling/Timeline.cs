using NodaTime;
using NodaTime.TimeZones;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>
/// The days the model knows: history, horizon, fixed days after it, numbered from 0. Times are elapsed minutes since the
/// first known day's midnight, so that days of 23 or 25 hours come out right.
/// </summary>
public sealed class Timeline
{
    private static readonly ZoneLocalMappingResolver StartResolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    private static readonly ZoneLocalMappingResolver EndResolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted);

    private readonly DateTimeZone _zone;
    private readonly Instant _origin;
    private readonly int[] _dayStarts;

    internal Timeline(Horizon horizon)
    {
        _zone = DateTimeZoneProviders.Tzdb[horizon.TimeZone];
        First = horizon.KnownFrom();
        Days = horizon.HistoryDays + horizon.Days + horizon.FixedDaysAfter;
        HorizonStart = horizon.HistoryDays;
        HorizonEnd = horizon.HistoryDays + horizon.Days;
        _origin = _zone.AtStartOfDay(First).ToInstant();
        _dayStarts = new int[Days + 2];
        for (int day = 0; day < _dayStarts.Length; day++)
        {
            _dayStarts[day] = ToMinute(_zone.AtStartOfDay(First.PlusDays(day)).ToInstant());
        }
    }

    /// <summary>Date of day 0.</summary>
    public LocalDate First { get; }

    /// <summary>Number of days, fixed ones included.</summary>
    public int Days { get; }

    /// <summary>Index of the first day to be rostered.</summary>
    public int HorizonStart { get; }

    /// <summary>Index after the last day to be rostered.</summary>
    public int HorizonEnd { get; }

    /// <summary>Whether a day is one to be rostered.</summary>
    public bool IsInHorizon(int day) => day >= HorizonStart && day < HorizonEnd;

    /// <summary>Date of a day.</summary>
    public LocalDate DateOf(int day) => First.PlusDays(day);

    /// <summary>Index of a date; may lie outside 0 … <see cref="Days"/> − 1.</summary>
    public int DayOf(LocalDate date) => Period.DaysBetween(First, date);

    /// <summary>Minute at which a day begins, for days 0 to <see cref="Days"/> + 1.</summary>
    public int DayStart(int day) => _dayStarts[day];

    /// <summary>Minute of a local time that begins something: the earlier of two, moved forward when skipped.</summary>
    public int StartMinute(LocalDateTime local) => ToMinute(_zone.ResolveLocal(local, StartResolver).ToInstant());

    /// <summary>Minute of a local time that ends something: the later of two, moved forward when skipped.</summary>
    public int EndMinute(LocalDateTime local) => ToMinute(_zone.ResolveLocal(local, EndResolver).ToInstant());

    /// <summary>Local date and time of a minute.</summary>
    public LocalDateTime LocalOf(int minute) => (_origin + Duration.FromMinutes(minute)).InZone(_zone).LocalDateTime;

    private int ToMinute(Instant instant) => (int)(instant - _origin).TotalMinutes;
}
