using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>What one post needs and gets in one interval. Amounts are agent-minutes unless said otherwise.</summary>
public sealed record CoveredInterval
{
    /// <summary>Id of the post.</summary>
    public required string Post { get; init; }

    /// <summary>Local date and time at which the interval begins.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Local date and time at which it ends.</summary>
    public required LocalDateTime End { get; init; }

    /// <summary>Agents required, all skills together.</summary>
    public required int Required { get; init; }

    /// <summary>Required agents × length of the interval.</summary>
    public required long RequiredMinutes { get; init; }

    /// <summary>Minutes on queue of agents who can serve at least one of the demands; trainees count 0.</summary>
    public required long OnQueueMinutes { get; init; }

    /// <summary>Minutes that stay unserved under the best assignment of agents to demands.</summary>
    public required long ShortMinutes { get; init; }

    /// <summary>Minutes on queue above what is required in all.</summary>
    public long OverMinutes => Math.Max(0, OnQueueMinutes - RequiredMinutes);
}

/// <summary>
/// Coverage per post and interval for every interval of demand from the start of the horizon on, counted from the duties themselves.
/// </summary>
public sealed class CoverageReport
{
    private CoverageReport(IReadOnlyList<CoveredInterval> intervals) => Intervals = intervals;

    /// <summary>Every interval, by post in the problem's order, then by time.</summary>
    public IReadOnlyList<CoveredInterval> Intervals { get; }

    /// <summary>Agent-minutes required.</summary>
    public long RequiredMinutes => Intervals.Sum(i => i.RequiredMinutes);

    /// <summary>Agent-minutes on queue.</summary>
    public long OnQueueMinutes => Intervals.Sum(i => i.OnQueueMinutes);

    /// <summary>Agent-minutes short.</summary>
    public long ShortMinutes => Intervals.Sum(i => i.ShortMinutes);

    /// <summary>Agent-minutes over.</summary>
    public long OverMinutes => Intervals.Sum(i => i.OverMinutes);

    /// <summary>Coverage of what is wanted (<see cref="IntervalDemand.Required"/>). Only employees for whom <paramref name="counts"/> holds count; all by default.</summary>
    public static CoverageReport OfRequired(RosterView roster, Func<Employee, bool>? counts = null) => Of(roster, d => d.Required, counts);

    /// <summary>Coverage of the floors (<see cref="IntervalDemand.Minimum"/>), for the intervals that have one.</summary>
    public static CoverageReport OfMinimum(RosterView roster, Func<Employee, bool>? counts = null) => Of(roster, d => d.Minimum, counts);

    /// <summary>
    /// Coverage of what is wanted with a reserve: other agents in place of those of each series, and more of anybody who counts on the post wherever any
    /// are wanted. Only intervals, by post and local start, that <paramref name="applies"/> names.
    /// </summary>
    internal static CoverageReport OfReserve(RosterView roster, Func<Employee, bool> counts, Func<int, int> raise, int more, Func<string, LocalDateTime, bool> applies)
    {
        Dictionary<string, SortedList<Instant, Window>> posts = Windows(roster, d => [.. d.Required.Select(raise)]);
        foreach ((string post, SortedList<Instant, Window> windows) in posts)
        {
            foreach (Window window in windows.Values.Where(w => !w.NeedsAny || !applies(post, roster.LocalOf(w.Start))).ToList())
            {
                windows.Remove(window.Start);
            }

            foreach (Window window in windows.Values.Where(_ => more > 0))
            {
                window.Need(null, 0, more);
            }
        }

        return Of(roster, posts, counts);
    }

    private static CoverageReport Of(RosterView roster, Func<IntervalDemand, IReadOnlyList<int>> amounts, Func<Employee, bool>? counts) => Of(roster, Windows(roster, amounts), counts);

    private static CoverageReport Of(RosterView roster, Dictionary<string, SortedList<Instant, Window>> posts, Func<Employee, bool>? counts)
    {
        foreach (Duty duty in roster.Duties)
        {
            foreach (string post in duty.Posts)
            {
                if (posts.TryGetValue(post, out SortedList<Instant, Window>? windows)
                    && (counts is null || counts(duty.Employee)) && Certification.Counts(roster, duty, post))
                {
                    Offer(duty, post, windows.Values);
                }
            }
        }

        return new CoverageReport([.. from post in roster.Problem.Posts
                                      where posts.ContainsKey(post.Id)
                                      from window in posts[post.Id].Values
                                      select window.Close(roster, post.Id)]);
    }

    private static Dictionary<string, SortedList<Instant, Window>> Windows(RosterView roster, Func<IntervalDemand, IReadOnlyList<int>> amounts)
    {
        var length = Duration.FromMinutes(roster.Horizon.IntervalMinutes);
        Instant first = roster.StartOf(roster.Horizon.Start);
        Dictionary<string, SortedList<Instant, Window>> posts = [];
        foreach (IntervalDemand series in roster.Problem.Demand.Intervals)
        {
            Instant start = roster.StartInstant(series.Date + series.From);
            foreach (int amount in amounts(series))
            {
                if (start >= first)
                {
                    if (!posts.TryGetValue(series.Post, out SortedList<Instant, Window>? windows))
                    {
                        posts[series.Post] = windows = [];
                    }

                    if (!windows.TryGetValue(start, out Window? window))
                    {
                        windows[start] = window = new Window(start, start + length);
                    }

                    window.Need(series.Skill, series.MinimumLevel, amount);
                }

                start += length;
            }
        }

        return posts;
    }

    private static void Offer(Duty duty, string post, IList<Window> windows)
    {
        // All windows are equally long, so they are in order of their ends as well.
        int low = 0;
        int high = windows.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = windows[middle].End <= duty.Start ? (middle + 1, high) : (low, middle);
        }

        for (; low < windows.Count && windows[low].Start < duty.End; low++)
        {
            windows[low].Offer(duty, post);
        }
    }

    /// <summary>One interval of one post while duties are added to it.</summary>
    private sealed class Window(Instant start, Instant end)
    {
        private readonly List<(string? Skill, int Level)> _kinds = [];
        private readonly List<int> _agents = [];
        private readonly Dictionary<int, long> _offered = [];

        public Instant Start { get; } = start;

        public Instant End { get; } = end;

        public bool NeedsAny => _agents.Any(a => a > 0);

        public void Need(string? skill, int level, int agents)
        {
            (string?, int) kind = (skill, skill is null ? 0 : level);
            int index = _kinds.IndexOf(kind);
            if (index < 0)
            {
                _kinds.Add(kind);
                _agents.Add(agents);
            }
            else
            {
                _agents[index] += agents;
            }
        }

        public void Offer(Duty duty, string post)
        {
            int serves = 0;
            for (int i = 0; i < _kinds.Count; i++)
            {
                if (_kinds[i].Skill is not { } skill || Certification.IsCertified(duty.Employee, skill, _kinds[i].Level, duty.Date))
                {
                    serves |= 1 << i;
                }
            }

            if (serves != 0)
            {
                _offered[serves] = _offered.GetValueOrDefault(serves) + duty.OnQueue(Start, End, post);
            }
        }

        public CoveredInterval Close(RosterView roster, string post)
        {
            long length = (long)(End - Start).TotalMinutes;
            return new CoveredInterval
            {
                Post = post,
                Start = roster.LocalOf(Start),
                End = roster.LocalOf(End),
                Required = _agents.Sum(),
                RequiredMinutes = _agents.Sum() * length,
                OnQueueMinutes = _offered.Values.Sum(),
                ShortMinutes = SkillFlow.Unserved([.. _agents.Select(a => a * length)], _offered),
            };
        }
    }
}
