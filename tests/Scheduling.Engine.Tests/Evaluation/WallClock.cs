using NodaTime;

namespace Scheduling.Engine.Tests.Evaluation;

/// <summary>
/// What a wall clock shows, by the zone data of the machine (<see cref="TimeZoneInfo"/>) and without NodaTime's: each minute of universal time around a
/// local time is asked what the clock shows then.
/// </summary>
internal sealed class WallClock
{
    private readonly TimeZoneInfo _zone;

    private WallClock(TimeZoneInfo zone) => _zone = zone;

    /// <summary>The clock of a zone; null when the machine has no data for it.</summary>
    public static WallClock? Of(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found) ? new WallClock(found) : null;

    /// <summary>Minutes of universal time that pass between two local times: from the earlier of two to the later of two, skipped times shifted forward.</summary>
    public long Minutes(LocalDateTime start, LocalDateTime end) => (long)(Last(end) - First(start)).TotalMinutes;

    private DateTime First(LocalDateTime local) => Shown(local) is { Count: > 0 } times ? times[0] : Shifted(local);

    private DateTime Last(LocalDateTime local) => Shown(local) is { Count: > 0 } times ? times[^1] : Shifted(local);

    private List<DateTime> Shown(LocalDateTime local)
    {
        DateTime wanted = local.ToDateTimeUnspecified();
        return [.. Around(local).Where(utc => Show(utc) == wanted)];
    }

    /// <summary>A skipped time, by the offset in force before the clock was put forward.</summary>
    private DateTime Shifted(LocalDateTime local)
    {
        DateTime wanted = local.ToDateTimeUnspecified();
        DateTime before = Around(local).TakeWhile(utc => Show(utc) < wanted).Last();
        return before + (wanted - Show(before));
    }

    private DateTime Show(DateTime utc) => DateTime.SpecifyKind(utc + _zone.GetUtcOffset(utc), DateTimeKind.Unspecified);

    private static IEnumerable<DateTime> Around(LocalDateTime local)
    {
        DateTime middle = DateTime.SpecifyKind(local.ToDateTimeUnspecified(), DateTimeKind.Utc);
        return Enumerable.Range(-15 * 60, 30 * 60).Select(minute => middle.AddMinutes(minute));
    }
}
