using System.Collections.Immutable;
using NodaTime;

namespace Scheduling.Engine.Staffing;

/// <summary>Forecast contacts of one interval.</summary>
/// <param name="Start">Local start of the interval.</param>
/// <param name="Calls">Expected contacts.</param>
/// <param name="LowCalls">Lower end of the prediction interval (10 % of outcomes lie below, by default).</param>
/// <param name="HighCalls">Upper end of the prediction interval (10 % of outcomes lie above, by default).</param>
public readonly record struct ForecastInterval(LocalDateTime Start, double Calls, double LowCalls, double HighCalls);

/// <summary>Forecast contacts per interval, in order of time.</summary>
/// <param name="IntervalMinutes">Length of an interval in minutes.</param>
/// <param name="Intervals">Every interval of every day asked for; closed ones with zero contacts.</param>
public sealed record VolumeForecast(int IntervalMinutes, ImmutableArray<ForecastInterval> Intervals)
{
    /// <summary>The expected volumes alone, as a <see cref="StaffingPlan"/> takes them.</summary>
    public IEnumerable<IntervalVolume> Volumes() => Intervals.Select(static interval => new IntervalVolume(interval.Start, interval.Calls));
}
