using System.Collections.Immutable;
using NodaTime;
using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>The hours of one day in which contacts are answered, in minutes after midnight; <paramref name="ToMinute"/> is not included.</summary>
/// <param name="FromMinute">Opening minute, 0 to 1439.</param>
/// <param name="ToMinute">Closing minute, 1 to 1440, after <paramref name="FromMinute"/>.</param>
public readonly record struct OpenSpan(int FromMinute, int ToMinute);

/// <summary>Weekly opening hours. A weekday without a span is closed. Volumes outside are ignored and forecast as zero.</summary>
public sealed class OpeningHours
{
    private readonly ImmutableDictionary<IsoDayOfWeek, OpenSpan> spans;

    /// <summary>Creates weekly opening hours from one span per open weekday.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is empty or outside the day.</exception>
    public OpeningHours(IReadOnlyDictionary<IsoDayOfWeek, OpenSpan> spansByWeekday)
    {
        ArgumentNullException.ThrowIfNull(spansByWeekday);
        foreach (var (day, span) in spansByWeekday)
        {
            if (span.FromMinute < 0 || span.ToMinute > 1440 || span.FromMinute >= span.ToMinute)
            {
                throw OutOfRange(nameof(spansByWeekday), span, $"Opening hours of {day} run from minute {span.FromMinute} to {span.ToMinute}; they must lie in 0 to 1440 and end after they start.");
            }
        }

        spans = spansByWeekday.ToImmutableDictionary();
    }

    /// <summary>Whether any part of an interval is open.</summary>
    /// <param name="date">The day.</param>
    /// <param name="startMinute">Start of the interval in minutes after midnight.</param>
    /// <param name="intervalMinutes">Its length in minutes.</param>
    public bool IsOpen(LocalDate date, int startMinute, int intervalMinutes) =>
        spans.TryGetValue(date.DayOfWeek, out var span) && startMinute < span.ToMinute && startMinute + intervalMinutes > span.FromMinute;
}
