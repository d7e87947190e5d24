using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>
/// The days to be rostered, with the days known before and after them. All local times of a problem are in <see cref="TimeZone"/>.
/// </summary>
public sealed record Horizon
{
    /// <summary>First day to be rostered.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>Number of days to be rostered, 1 to 366.</summary>
    public required int Days { get; init; }

    /// <summary>IANA time zone id. Default <c>Asia/Shanghai</c>.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Length of a demand interval in minutes: 5, 6, 10, 12, 15, 20, 30 or 60. Default 30.</summary>
    public int IntervalMinutes { get; init; } = 30;

    /// <summary>Days before <see cref="Start"/> that <see cref="SchedulingProblem.History"/> describes completely (a day without a duty was off). Default 0.</summary>
    public int HistoryDays { get; init; }

    /// <summary>Days after the last rostered day that <see cref="SchedulingProblem.FixedAfter"/> describes completely. Default 0.</summary>
    public int FixedDaysAfter { get; init; }

    /// <summary>First day of a week. Default Monday.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>
    /// The days of a weekend. Default Saturday and Sunday. A week has five workdays: those outside a weekend of two days, else Monday to Friday; the calendar's
    /// public holidays and rest days are none, its make-up workdays are.
    /// </summary>
    public IReadOnlyList<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Last day to be rostered.</summary>
    public LocalDate End() => Start.PlusDays(Days - 1);

    /// <summary>First day that is known: <see cref="HistoryDays"/> before the start.</summary>
    public LocalDate KnownFrom() => Start.PlusDays(-HistoryDays);

    /// <summary>Last day that is known: <see cref="FixedDaysAfter"/> after the end.</summary>
    public LocalDate KnownUntil() => End().PlusDays(FixedDaysAfter);

    /// <summary>Whether a date is one of the days to be rostered.</summary>
    public bool Contains(LocalDate date) => date >= Start && date <= End();
}

/// <summary>A weekly period in which the department is open. A <see cref="To"/> at or before <see cref="From"/> lies on the next day.</summary>
public sealed record OpeningPeriod
{
    /// <summary>Day of the week on which the period begins.</summary>
    public required IsoDayOfWeek Day { get; init; }

    /// <summary>Local opening time.</summary>
    public required LocalTime From { get; init; }

    /// <summary>Local closing time; <c>00:00</c> is midnight at the end of the day.</summary>
    public required LocalTime To { get; init; }
}

/// <summary>What makes a calendar day differ from its weekday.</summary>
public enum CalendarDayKind
{
    /// <summary>A public holiday by law (法定节假日).</summary>
    PublicHoliday,

    /// <summary>A weekday that is free by decree, joined to a holiday (调休放假).</summary>
    RestDay,

    /// <summary>A weekend day that is worked to make up for a holiday (调休上班).</summary>
    MakeUpWorkday,
}

/// <summary>A day of the official calendar that differs from its weekday.</summary>
public sealed record CalendarDay
{
    /// <summary>The date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>What the day is.</summary>
    public required CalendarDayKind Kind { get; init; }

    /// <summary>Name of the holiday.</summary>
    public string Name { get; init; } = "";
}
