using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Planning;

/// <summary>What a forecast of a week put in force.</summary>
/// <param name="Number">Version of the demand.</param>
/// <param name="Basis">The forecast and what each interval needs.</param>
/// <param name="Runs">Automatic runs it asked for.</param>
/// <param name="Move">How far it moved staffing.</param>
public sealed record WeekForecastOutcome(int Number, DemandBasis Basis, IReadOnlyList<Guid> Runs, DemandMove Move);

/// <summary>
/// Makes the demand of one post and week from the team's recorded volumes: forecast, staffing by the service goals, agents to roster so that
/// enough remain after shrinkage. The demand of other posts stays as it is. What was recorded from the week on is not used.
/// </summary>
public sealed class WeekForecast(TeamReader teams, DemandStore demands)
{
    private const int MostDaysAhead = 366;

    /// <summary>Forecasts, and puts the demand in force.</summary>
    /// <param name="team">Id of the team.</param>
    /// <param name="week">First day of the week.</param>
    /// <param name="post">Id of the post.</param>
    /// <param name="service">Service goals; the team's own when null.</param>
    /// <param name="firstHistoryDate">Older volumes are left out; all are used when null.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<WeekForecastOutcome> SaveAsync(
        string team, LocalDate week, string post, PostService? service, LocalDate? firstHistoryDate, string by, CancellationToken cancellation = default)
    {
        DemandBasis basis = await MakeAsync(team, week, post, service, firstHistoryDate, cancellation);
        TeamRow row = await teams.GetAsync(team, cancellation);
        var setup = StoreJson.Read<TeamSetup>(row.Setup);
        WeekDemand now = await demands.GetAsync(team, week, cancellation);
        Dictionary<LocalDateTime, int> floors = Floors(now.Demand.Intervals.Where(d => d.Post == post), setup.IntervalMinutes);
        basis = basis with { Intervals = [.. basis.Intervals.Select(i => i with { Rostered = Math.Max(i.Rostered, floors.GetValueOrDefault(i.Start)) })] };
        IEnumerable<IntervalDemand> series = Series(basis, DateTimeZoneProviders.Tzdb[setup.TimeZone]).Select(s => WithFloors(s, floors, setup.IntervalMinutes));
        Demand demand = now.Demand with { Intervals = [.. now.Demand.Intervals.Where(d => d.Post != post), .. series] };
        DemandOutcome saved = await demands.SaveAsync(team, week, demand, [.. now.Basis.Where(b => b.Post != post), basis], by, now.Number, cancellation);
        return new WeekForecastOutcome(saved.Number, basis, saved.Runs, saved.Move);
    }

    /// <summary>Forecasts and stores nothing.</summary>
    public async Task<DemandBasis> MakeAsync(string team, LocalDate week, string post, PostService? service, LocalDate? firstHistoryDate, CancellationToken cancellation = default)
    {
        TeamRow row = await teams.GetAsync(team, cancellation);
        var setup = StoreJson.Read<TeamSetup>(row.Setup);
        WeekStarts.Check(setup, week);
        if (!setup.Posts.Any(p => p.Id == post))
        {
            throw StoreException.Invalid("unknown-reference", "/post", $"团队“{team}”没有岗位“{post}”；请检查编号。", $"Team '{team}' has no post '{post}'; check the id.");
        }

        service = (service ?? setup.Service.FirstOrDefault(s => s.Post == post) ?? new PostService { Post = post }) with { Post = post };
        ServiceCheck.Of(service, "/service").Conclude();
        var hours = new OpenTimes(setup.OpeningHours);
        CallHistory known = await KnownAsync(team, week, post, setup, hours, firstHistoryDate, cancellation);
        VolumeForecast forecast = CallForecaster.Forecast(known, week, 7, new ForecastSettings
        {
            IntervalMinutes = setup.IntervalMinutes,
            Holidays = [.. setup.Calendar.Where(d => d.Kind != CalendarDayKind.MakeUpWorkday).Select(d => d.Date)],
        });
        List<ForecastInterval> intervals = [.. forecast.Intervals.Select(i => hours.IsAnyOpen(i.Start, setup.IntervalMinutes) ? i : new ForecastInterval(i.Start, 0, 0, 0))];
        StaffingPlan plan = StaffingPlan.For(intervals.Select(i => new IntervalVolume(i.Start, i.Calls)), setup.IntervalMinutes, ServiceCheck.Assumptions(service));
        return new DemandBasis
        {
            Post = post,
            Service = service,
            IntervalMinutes = setup.IntervalMinutes,
            Intervals = [.. intervals.Zip(plan.Intervals, (i, need) => new BasisInterval(
                i.Start, Math.Round(i.Calls, 3), Math.Round(i.LowCalls, 3), Math.Round(i.HighCalls, 3), need.OnQueueAgents, need.ScheduledAgents))],
        };
    }

    private async Task<CallHistory> KnownAsync(string team, LocalDate week, string post, TeamSetup setup, OpenTimes hours, LocalDate? firstHistoryDate, CancellationToken cancellation)
    {
        CallHistory history = await demands.HistoryAsync(team, post, cancellation)
            ?? throw StoreException.Conflict("no-volumes", $"岗位“{post}”还没有话务量；请先上传。", $"Post '{post}' has no volumes yet; upload some first.");
        if (setup.IntervalMinutes % history.IntervalMinutes != 0)
        {
            throw StoreException.Conflict(
                "interval-length", $"话务量每 {history.IntervalMinutes} 分钟一条，团队时段为 {setup.IntervalMinutes} 分钟，不是其倍数。",
                $"Volumes are recorded every {history.IntervalMinutes} min, of which the team's interval of {setup.IntervalMinutes} min is no multiple.");
        }

        LocalDate first = firstHistoryDate ?? history.Dates.First();
        CallHistory known = history.Between(first, week.PlusDays(-1));
        if (known.DayCount == 0 || Period.DaysBetween(known.Dates.Last(), week) > MostDaysAhead)
        {
            throw StoreException.Conflict(
                "start-far-from-history",
                $"{week:uuuu-MM-dd} 一周之前（一年之内）没有可用的话务量；已上传 {history.Dates.First():uuuu-MM-dd} 至 {history.Dates.Last():uuuu-MM-dd}。",
                $"There are no volumes in the year before the week of {week:uuuu-MM-dd}; uploaded are {history.Dates.First():uuuu-MM-dd} to {history.Dates.Last():uuuu-MM-dd}.");
        }

        return hours.Of(known.WithIntervalMinutes(setup.IntervalMinutes));
    }

    /// <summary>The hard floors that stand; they are the planner's word, which no forecast takes back.</summary>
    private static Dictionary<LocalDateTime, int> Floors(IEnumerable<IntervalDemand> series, int intervalMinutes) => series
        .SelectMany(s => s.Minimum.Select((floor, i) => (Start: (s.Date + s.From).PlusMinutes((long)i * intervalMinutes), Floor: floor)))
        .GroupBy(f => f.Start).ToDictionary(g => g.Key, g => g.Sum(f => f.Floor));

    private static IntervalDemand WithFloors(IntervalDemand series, Dictionary<LocalDateTime, int> floors, int intervalMinutes)
    {
        int[] minimum = [.. series.Required.Select((_, i) => floors.GetValueOrDefault((series.Date + series.From).PlusMinutes((long)i * intervalMinutes)))];
        return minimum.Any(floor => floor > 0) ? series with { Minimum = minimum } : series;
    }

    /// <summary>
    /// Series of intervals that follow each other without a gap in elapsed time. Where clocks jump, a new one begins: times that are
    /// skipped need nobody, and of times that come twice the first counts.
    /// </summary>
    private static IEnumerable<IntervalDemand> Series(DemandBasis basis, DateTimeZone zone)
    {
        var length = Duration.FromMinutes(basis.IntervalMinutes);
        List<(BasisInterval Interval, Instant Start)> stretch = [];
        foreach (BasisInterval interval in basis.Intervals)
        {
            var local = zone.MapLocal(interval.Start);
            if (local.Count == 0)
            {
                continue;
            }

            Instant start = local.First().ToInstant();
            if (stretch.Count > 0 && (start != stretch[^1].Start + length || interval.Start.Date != stretch[0].Interval.Start.Date))
            {
                if (Close(basis.Post, stretch) is { } done)
                {
                    yield return done;
                }

                stretch.Clear();
            }

            stretch.Add((interval, start));
        }

        if (Close(basis.Post, stretch) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>A stretch without the empty intervals at its ends; null when nobody is needed.</summary>
    private static IntervalDemand? Close(string post, List<(BasisInterval Interval, Instant Start)> stretch)
    {
        int first = stretch.FindIndex(i => i.Interval.Rostered > 0);
        int last = stretch.FindLastIndex(i => i.Interval.Rostered > 0);
        return first < 0 ? null : new IntervalDemand
        {
            Post = post,
            Date = stretch[first].Interval.Start.Date,
            From = stretch[first].Interval.Start.TimeOfDay,
            Required = [.. stretch[first..(last + 1)].Select(i => i.Interval.Rostered)],
        };
    }
}
