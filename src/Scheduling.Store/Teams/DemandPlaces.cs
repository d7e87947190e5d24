using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Store.Teams;

/// <summary>One interval of what is wanted: series may be cut in many ways and say the same.</summary>
internal readonly record struct DemandPlace(string Post, string? Skill, int MinimumLevel, Instant Start);

/// <summary>Reads and changes series of demand by interval.</summary>
internal static class DemandPlaces
{
    /// <summary>Agents wanted and floors by interval; of series that tell of the same interval the sum.</summary>
    public static Dictionary<DemandPlace, (int Required, int Minimum)> Sum(IReadOnlyList<IntervalDemand> intervals, TeamSetup setup)
    {
        Dictionary<DemandPlace, (int Required, int Minimum)> sums = [];
        foreach (IntervalDemand series in intervals)
        {
            for (int i = 0; i < series.Required.Count; i++)
            {
                DemandPlace place = PlaceOf(series, i, setup);
                (int required, int minimum) = sums.GetValueOrDefault(place);
                sums[place] = (required + series.Required[i], minimum + FloorOf(series, i));
            }
        }

        return sums;
    }

    /// <summary>
    /// The demand with some intervals replaced; all others stay. Where an update says no floor, the floor stays too. An interval of which nothing was told is added.
    /// </summary>
    public static Demand Replace(Demand demand, IReadOnlyList<IntervalDemand> updates, TeamSetup setup)
    {
        Dictionary<DemandPlace, (int Required, int? Minimum)> wanted = [];
        foreach (IntervalDemand update in updates)
        {
            for (int i = 0; i < update.Required.Count; i++)
            {
                wanted[PlaceOf(update, i, setup)] = (update.Required[i], i < update.Minimum.Count ? update.Minimum[i] : null);
            }
        }

        HashSet<DemandPlace> placed = [];
        List<IntervalDemand> series = [.. demand.Intervals.Select(known => Rewrite(known, wanted, placed, setup))];
        foreach (IntervalDemand update in updates)
        {
            series.AddRange(Left(update, wanted, placed, setup));
        }

        return demand with { Intervals = series };
    }

    private static IntervalDemand Rewrite(IntervalDemand series, Dictionary<DemandPlace, (int Required, int? Minimum)> wanted, HashSet<DemandPlace> placed, TeamSetup setup)
    {
        int[] required = [.. series.Required];
        int[] minimum = [.. required.Select((_, i) => FloorOf(series, i))];
        bool touched = false;
        for (int i = 0; i < required.Length; i++)
        {
            if (!wanted.TryGetValue(PlaceOf(series, i, setup), out (int Required, int? Minimum) told))
            {
                continue;
            }

            touched = true;
            bool first = placed.Add(PlaceOf(series, i, setup));
            required[i] = first ? told.Required : 0;
            minimum[i] = first ? told.Minimum ?? minimum[i] : told.Minimum is null ? minimum[i] : 0;
        }

        return touched ? series with { Required = required, Minimum = minimum.Any(floor => floor > 0) ? minimum : [] } : series;
    }

    /// <summary>The intervals of an update of which no series tells, as series of their own.</summary>
    private static IEnumerable<IntervalDemand> Left(
        IntervalDemand update, Dictionary<DemandPlace, (int Required, int? Minimum)> wanted, HashSet<DemandPlace> placed, TeamSetup setup)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[setup.TimeZone];
        for (int first = 0; first < update.Required.Count; first++)
        {
            int next = first;
            while (next < update.Required.Count && placed.Add(PlaceOf(update, next, setup)))
            {
                next++;
            }

            if (next > first)
            {
                LocalDateTime start = PlaceOf(update, first, setup).Start.InZone(zone).LocalDateTime;
                List<(int Required, int? Minimum)> told = [.. Enumerable.Range(first, next - first).Select(i => wanted[PlaceOf(update, i, setup)])];
                yield return update with
                {
                    Date = start.Date,
                    From = start.TimeOfDay,
                    Required = [.. told.Select(t => t.Required)],
                    Minimum = told.Any(t => t.Minimum > 0) ? [.. told.Select(t => t.Minimum ?? 0)] : [],
                };
                first = next - 1;
            }
        }
    }

    private static DemandPlace PlaceOf(IntervalDemand series, int index, TeamSetup setup) => new(
        series.Post, series.Skill, series.MinimumLevel,
        (series.Date + series.From).InZoneLeniently(DateTimeZoneProviders.Tzdb[setup.TimeZone]).ToInstant() + Duration.FromMinutes((long)index * setup.IntervalMinutes));

    private static int FloorOf(IntervalDemand series, int index) => index < series.Minimum.Count ? series.Minimum[index] : 0;
}
