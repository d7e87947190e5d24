using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.IntervalCoverage;

/// <summary>One interval of one post: what is required in all, and the rows of its Cover term.</summary>
/// <param name="RequiredMinutes">Agent-minutes required, all demands together.</param>
/// <param name="Rows">The row of all demands together first, then one per subset of demands that asks something of its own.</param>
internal sealed record PooledInterval(int RequiredMinutes, IReadOnlyList<CoverRowBuilder> Rows);

/// <summary>More than a demand asks by itself.</summary>
/// <param name="Raise">What is asked in place of the agents of a series.</param>
/// <param name="More">Agents asked besides, of anybody who counts on the post, wherever any are.</param>
/// <param name="Applies">Whether an interval, by post and first minute, is meant; others are left out.</param>
internal sealed record RaisedDemand(Func<int, int> Raise, int More, Func<string, int, bool> Applies);

/// <summary>
/// Builds the rows of pooled demands. By Hall's theorem the minutes missing under the best assignment of agents to demands are the
/// largest, over all subsets of demands, of what the subset requires less what those who serve any of it give. Compile-side only.
/// </summary>
internal sealed class PooledRows
{
    private readonly RuleCompiler _compiler;
    private readonly int _length;
    private readonly CertifiedGroups _certified;
    private readonly Dictionary<string, List<Interval>> _posts = [];
    private readonly Dictionary<string, int> _kinds = [];
    private readonly Dictionary<(int Kinds, int Day), int[]> _serves = [];
    private readonly Dictionary<(int Kinds, int Day, int Subset), int> _groups = [];

    private PooledRows(RuleCompiler compiler)
    {
        _compiler = compiler;
        _length = compiler.Problem.Horizon.IntervalMinutes;
        _certified = new CertifiedGroups(compiler);
    }

    /// <summary>The intervals of demand from the start of the horizon on. Those where nothing is required are left out unless asked for.</summary>
    public static IEnumerable<PooledInterval> Of(
        RuleCompiler compiler, Func<IntervalDemand, IReadOnlyList<int>> amounts, bool withNothingRequired, RaisedDemand? raised = null)
    {
        var rows = new PooledRows(compiler);
        rows.ReadDemand(amounts, withNothingRequired, raised);
        rows.ReadOptions();
        return from post in compiler.Problem.Posts
               where rows._posts.ContainsKey(post.Id)
               from interval in rows._posts[post.Id]
               select rows.Pool(interval);
    }

    private void ReadDemand(Func<IntervalDemand, IReadOnlyList<int>> amounts, bool withNothingRequired, RaisedDemand? raised)
    {
        Timeline timeline = _compiler.Timeline;
        int first = timeline.DayStart(timeline.HorizonStart);
        Dictionary<(string Post, int Start), Dictionary<(string? Skill, int Level), int>> demands = [];
        foreach (IntervalDemand series in _compiler.Problem.Demand.Intervals)
        {
            int start = timeline.StartMinute(series.Date + series.From);
            IReadOnlyList<int> values = amounts(series);
            for (int i = 0; i < values.Count; i++, start += _length)
            {
                if (start < first || raised?.Applies(series.Post, start) == false)
                {
                    continue;
                }

                if (!demands.TryGetValue((series.Post, start), out Dictionary<(string?, int), int>? kinds))
                {
                    demands[(series.Post, start)] = kinds = [];
                }

                (string?, int) kind = series.Skill is null ? (null, 0) : (series.Skill, series.MinimumLevel);
                kinds[kind] = kinds.GetValueOrDefault(kind) + (raised?.Raise(values[i]) ?? values[i]);
            }
        }

        foreach (((string post, int start), Dictionary<(string? Skill, int Level), int> kinds) in demands.OrderBy(d => d.Key.Start))
        {
            if (withNothingRequired || kinds.Values.Any(v => v > 0))
            {
                if (raised is { More: > 0 })
                {
                    kinds[(null, 0)] = kinds.GetValueOrDefault((null, 0)) + raised.More;
                }

                (string? Skill, int Level)[] order = [.. kinds.Keys.OrderBy(k => k.Skill, StringComparer.Ordinal).ThenBy(k => k.Level)];
                var interval = new Interval(post, start, order, [.. order.Select(k => kinds[k] * _length)], KindsId(post, order));
                (_posts.TryGetValue(post, out List<Interval>? list) ? list : _posts[post] = []).Add(interval);
            }
        }
    }

    private int KindsId(string post, (string? Skill, int Level)[] order)
    {
        string key = post + "\n" + string.Join('\n', order.Select(k => k.Skill + "\t" + k.Level));
        if (!_kinds.TryGetValue(key, out int id))
        {
            _kinds[key] = id = _kinds.Count;
        }

        return id;
    }

    private void ReadOptions()
    {
        foreach ((int step, int day, string post) in _compiler.Steps)
        {
            // The day off stands for the day: what a step gives does not depend on the option it belongs to.
            Placement placed = _compiler.Placements[step];
            foreach ((Interval interval, int minutes) in Shared(_posts.GetValueOrDefault(post) ?? [], placed.Start, placed.End))
            {
                interval.Give(_compiler.OptionsOf(day).First(), step, minutes);
            }
        }

        foreach (Option option in _compiler.Options)
        {
            foreach (Segment segment in option.Segments.Where(s => s.Kind == PartKind.Work))
            {
                List<Interval>? intervals = segment.Post is null ? null : _posts.GetValueOrDefault(segment.Post);
                if (intervals is null)
                {
                    continue;
                }

                foreach ((Interval interval, int minutes) in Shared(intervals, segment.Start, segment.End))
                {
                    interval.Give(option, -1, minutes);
                }

                foreach (BreakSlot slot in option.Breaks)
                {
                    for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count; placement++)
                    {
                        Placement placed = _compiler.Placements[placement];
                        foreach ((Interval interval, int minutes) in Shared(intervals, Math.Max(placed.Start, segment.Start), Math.Min(placed.End, segment.End)))
                        {
                            interval.Give(option, placement, -minutes);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Intervals that share minutes with [start, end), found by their order.</summary>
    private IEnumerable<(Interval Interval, int Minutes)> Shared(List<Interval> intervals, int start, int end)
    {
        int low = 0;
        int high = intervals.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (intervals[middle].Start + _length <= start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < intervals.Count && intervals[low].Start < end; low++)
        {
            int minutes = Math.Min(end, intervals[low].Start + _length) - Math.Max(start, intervals[low].Start);
            if (minutes > 0)
            {
                yield return (intervals[low], minutes);
            }
        }
    }

    private PooledInterval Pool(Interval interval)
    {
        int all = (1 << interval.Kinds.Length) - 1;
        int asked = Enumerable.Range(0, interval.Kinds.Length).Where(k => interval.Minutes[k] > 0).Sum(k => 1 << k);
        int[] days = [.. interval.Gifts.Select(g => g.Option.Day).Distinct()];

        // Subsets served by the same people on every day ask the same of them, and their union is served by those people too. It
        // requires most, and it comes first, as its number is the largest.
        Dictionary<string, int> closed = new() { [Key(all)] = all };
        for (int subset = asked; subset > 0; subset = (subset - 1) & asked)
        {
            closed.TryAdd(Key(subset), subset);
        }

        return new PooledInterval(Required(all), [.. closed.Values.OrderDescending().Select(subset => Row(interval, subset, Required(subset)))]);

        string Key(int subset) => string.Join(',', days.Select(day => Group(interval, day, subset)));

        int Required(int subset) => Enumerable.Range(0, interval.Kinds.Length).Where(k => (subset >> k & 1) == 1).Sum(k => interval.Minutes[k]);
    }

    private CoverRowBuilder Row(Interval interval, int subset, int required)
    {
        var row = new CoverRowBuilder(required, subset);
        foreach (Gift gift in interval.Gifts)
        {
            int group = Group(interval, gift.Option.Day, subset);
            if (group < 0)
            {
                continue;
            }

            if (gift.Placement < 0)
            {
                row.Add(group, gift.Option, gift.Minutes);
            }
            else
            {
                row.AddPlacement(group, gift.Placement, gift.Minutes);
            }
        }

        return row;
    }

    /// <summary>The group of those who serve any demand of a subset on a day's duties; −1 when nobody does.</summary>
    private int Group(Interval interval, int day, int subset)
    {
        if (!_groups.TryGetValue((interval.KindsId, day, subset), out int group))
        {
            if (!_serves.TryGetValue((interval.KindsId, day), out int[]? serves))
            {
                _serves[(interval.KindsId, day)] = serves = [.. Enumerable.Range(0, _compiler.Employees).Select(e => Serves(interval, day, e))];
            }

            _groups[(interval.KindsId, day, subset)] = group = serves.Any(s => (s & subset) != 0) ? _compiler.Group(e => (serves[e] & subset) != 0) : -1;
        }

        return group;
    }

    private int Serves(Interval interval, int day, int employee)
    {
        NodaTime.LocalDate date = _compiler.Timeline.DateOf(day);
        int serves = 0;
        for (int k = 0; k < interval.Kinds.Length && _certified.Counts(employee, interval.Post, date); k++)
        {
            (string? skill, int level) = interval.Kinds[k];
            if (skill is null || _certified.IsCertified(employee, skill, level, date))
            {
                serves |= 1 << k;
            }
        }

        return serves;
    }

    /// <summary>Minutes an option gives to an interval, or one of its break placements takes from it.</summary>
    private readonly record struct Gift(Option Option, int Placement, int Minutes);

    private sealed class Interval(string post, int start, (string? Skill, int Level)[] kinds, int[] minutes, int kindsId)
    {
        public string Post { get; } = post;

        public int Start { get; } = start;

        public (string? Skill, int Level)[] Kinds { get; } = kinds;

        public int[] Minutes { get; } = minutes;

        public int KindsId { get; } = kindsId;

        public List<Gift> Gifts { get; } = [];

        public void Give(Option option, int placement, int given) => Gifts.Add(new Gift(option, placement, given));
    }
}
