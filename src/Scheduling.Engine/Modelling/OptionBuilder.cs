using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Builds the options of every day: in the horizon all that shift types allow, on fixed days what was worked.</summary>
internal sealed class OptionBuilder(SchedulingProblem problem, Timeline timeline)
{
    private readonly Dictionary<string, ShiftType> _shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
    private readonly Dictionary<string, Band> _bands = problem.Bands.ToDictionary(b => b.Id);
    private readonly Dictionary<string, Activity> _activities = problem.Activities.ToDictionary(a => a.Id);
    private readonly ILookup<LocalDate, (Activity Activity, ActivityWindow Window)> _windows =
        problem.Activities.SelectMany(a => a.Windows.Select(w => (a, w))).ToLookup(w => w.w.Date);

    private readonly Dictionary<(int Day, OptionKey Key), int> _index = [];
    private readonly Dictionary<(int Day, string Posts, int Start, int End), int> _steps = [];

    public List<Option> Options { get; } = [];

    public List<Placement> Placements { get; } = [];

    /// <summary>Placements that are steps on a post, with the day of their options.</summary>
    public List<(int Placement, int Day, string Post)> Steps { get; } = [];

    /// <summary>First option of each day; the last entry is the number of options.</summary>
    public int[] DayOffsets { get; } = new int[timeline.Days + 1];

    public IReadOnlyDictionary<(int Day, OptionKey Key), int> Index => _index;

    public void Build()
    {
        ILookup<int, Assignment> fixedDuties = problem.History.Concat(problem.FixedAfter).ToLookup(a => timeline.DayOf(a.Date));
        for (int day = 0; day < timeline.Days; day++)
        {
            DayOffsets[day] = Options.Count;
            int start = timeline.DayStart(day);
            Options.Add(new Option { Index = Options.Count, Day = day, Date = timeline.DateOf(day), Start = start, End = start });
            if (timeline.IsInHorizon(day))
            {
                AddHorizonDay(day);
            }
            else
            {
                foreach (IGrouping<OptionKey, Assignment> duties in fixedDuties[day].GroupBy(d => OptionKey.Of(d, _shiftTypes[d.ShiftType])))
                {
                    Add(day, _shiftTypes[duties.Key.ShiftType], duties.Key, [.. duties]);
                }
            }
        }

        DayOffsets[timeline.Days] = Options.Count;
    }

    private void AddHorizonDay(int day)
    {
        IsoDayOfWeek weekday = timeline.DateOf(day).DayOfWeek;
        foreach (ShiftType shiftType in problem.ShiftTypes)
        {
            if (shiftType.Days.Count > 0 && !shiftType.Days.Contains(weekday))
            {
                continue;
            }

            foreach (LocalTime start in shiftType.Starts())
            {
                IEnumerable<string?> posts = shiftType.PostStepMinutes is null ? shiftType.Posts : [];
                foreach (string? post in posts.DefaultIfEmpty())
                {
                    foreach (int tail in shiftType.Overtime?.Lengths() ?? [0])
                    {
                        var key = new OptionKey(shiftType.Id, start, post, tail, null, 0);
                        Add(day, shiftType, key, []);
                        AddWithActivities(day, shiftType, key);
                    }
                }
            }
        }
    }

    /// <summary>Adds the option once more for every activity and time at which it may be held inside a part of work and beside the breaks.</summary>
    private void AddWithActivities(int day, ShiftType shiftType, OptionKey key)
    {
        LocalDate date = timeline.DateOf(day);
        if (!_windows.Contains(date) && !_windows.Contains(date.PlusDays(1)))
        {
            return;
        }

        List<Segment> segments = Segments(date, shiftType, key.Start, key.Post);
        foreach ((Activity activity, ActivityWindow window) in _windows[date].Concat(_windows[date.PlusDays(1)]))
        {
            int first = timeline.StartMinute(window.Date + window.From);
            int last = timeline.EndMinute((window.To == LocalTime.Midnight ? window.Date.PlusDays(1) : window.Date) + window.To) - activity.Minutes;
            for (int start = first; start <= last; start += activity.StepMinutes)
            {
                int end = start + activity.Minutes;
                if (segments.Any(s => s.Kind == PartKind.Work && s.Start <= start && end <= s.End))
                {
                    Add(day, shiftType, key with { Activity = activity.Id, ActivityAfterMinutes = start - segments[0].Start }, []);
                }
            }
        }
    }

    /// <summary>
    /// Adds an option, unless it is there or a break finds no place beside the activity. <paramref name="worked"/>: fixed duties of this option,
    /// whose breaks may lie where no window allows them.
    /// </summary>
    private void Add(int day, ShiftType shiftType, OptionKey key, IReadOnlyList<Assignment> worked)
    {
        if (_index.ContainsKey((day, key)))
        {
            return;
        }

        Activity? activity = key.Activity is { } id ? _activities[id] : null;
        List<Segment> segments = Segments(timeline.DateOf(day), shiftType, key.Start, key.Post);
        int start = segments[0].Start;
        int paid = segments.Sum(s => s.End - s.Start);
        int held = activity is null ? 0 : start + key.ActivityAfterMinutes;
        List<BreakSlot> slots = [];
        List<Placement> placements = [];
        for (int slot = 0; slot < shiftType.Breaks.Count; slot++)
        {
            BreakWindow window = shiftType.Breaks[slot];
            int first = placements.Count;
            List<int> free = [.. Positions(window).Where(after => activity is null || start + after + window.Minutes <= held || held + activity.Minutes <= start + after)];
            IEnumerable<int> all = worked.Count == 0 ? free
                : (free.Count > 0 ? free : Positions(window)).Union(worked.Where(d => slot < d.Breaks.Count).Select(d => d.Breaks[slot].AfterMinutes));
            foreach (int after in all)
            {
                placements.Add(new Placement(Options.Count, after, start + after, start + after + window.Minutes));
            }

            if (placements.Count == first)
            {
                return;
            }

            slots.Add(new BreakSlot(Placements.Count + first, placements.Count - first, window.Minutes, window.Paid, window.Activity));
        }

        PostPath? path = shiftType.PostStepMinutes is { } step ? AddSteps(day, shiftType, segments[0], step, slots) : null;
        if (key.TailMinutes > 0)
        {
            segments[^1] = segments[^1] with { End = segments[^1].End + key.TailMinutes };
        }

        if (activity is not null)
        {
            segments = [.. segments.SelectMany(s => Split(s, held, held + activity.Minutes))];
        }

        _index[(day, key)] = Options.Count;
        Placements.AddRange(placements);
        Options.Add(new Option
        {
            Index = Options.Count,
            Day = day,
            Date = timeline.DateOf(day),
            ShiftType = shiftType,
            Band = _bands[shiftType.Band],
            Post = key.Post,
            StartTime = key.Start,
            Start = start,
            End = segments[^1].End,
            TailMinutes = key.TailMinutes,
            Activity = activity,
            ActivityStart = held,
            Segments = segments,
            Path = path,
            Breaks = slots,
            PaidMinutes = key.TailMinutes + (shiftType.PaidMinutes ?? paid - slots.Where(s => !s.Paid).Sum(s => s.Minutes)),
        });
    }

    /// <summary>
    /// Adds a slot for each step of a shift whose post may change. Options of a day share the placements of their steps: what is done in a step does not depend on the rest
    /// of the shift.
    /// </summary>
    private PostPath AddSteps(int day, ShiftType shiftType, Segment work, int step, List<BreakSlot> slots)
    {
        int steps = Math.Max(1, (work.End - work.Start) / step);
        int posts = shiftType.Posts.Count;
        string key = string.Join('\n', shiftType.Posts);
        for (int i = 0; i < steps; i++)
        {
            int start = work.Start + (i * step);
            int end = i == steps - 1 ? work.End : start + step;
            if (!_steps.TryGetValue((day, key, start, end), out int first))
            {
                _steps[(day, key, start, end)] = first = Placements.Count;
                for (int post = 0; post < posts; post++)
                {
                    Placements.Add(new Placement(Options.Count, start, start, end));
                    Steps.Add((first + post, day, shiftType.Posts[post]));
                }
            }

            slots.Add(new BreakSlot(first, posts, end - start, true, ""));
        }

        return new PostPath(steps, posts);
    }

    /// <summary>A stretch of work with an activity held between two minutes, as far as it lies inside.</summary>
    private static IEnumerable<Segment> Split(Segment segment, int from, int until)
    {
        (int first, int last) = (Math.Max(from, segment.Start), Math.Min(until, segment.End));
        if (segment.Kind != PartKind.Work || first >= last)
        {
            yield return segment;
            yield break;
        }

        if (segment.Start < first)
        {
            yield return segment with { End = first };
        }

        yield return segment with { Start = first, End = last, Kind = PartKind.Activity };
        if (last < segment.End)
        {
            yield return segment with { Start = last };
        }
    }

    private static IEnumerable<int> Positions(BreakWindow window)
    {
        for (int after = window.EarliestMinutes; after <= window.LatestMinutes; after += window.StepMinutes)
        {
            yield return after;
        }
    }

    private List<Segment> Segments(LocalDate date, ShiftType shiftType, LocalTime startTime, string? post)
    {
        LocalDateTime nominal = date + shiftType.Parts[0].Start;
        Period moved = Period.Between(nominal, date + startTime, PeriodUnits.Minutes);
        List<Segment> segments = [];
        LocalDateTime earliest = nominal;
        int reached = int.MinValue;
        foreach (ShiftPart part in shiftType.Parts)
        {
            LocalDateTime from = OnOrAfter(earliest, part.Start);
            LocalDateTime to = OnOrAfter(from.PlusMinutes(1), part.End);

            // Where the clock is changed, a part begins no earlier than the one before it ended, and one that lies in skipped time lasts 0 minutes.
            int start = Math.Max(reached, timeline.StartMinute(from + moved));
            reached = Math.Max(start, timeline.EndMinute(to + moved));
            segments.Add(new Segment(start, reached, part.Kind, part.Post ?? post));
            earliest = to;
        }

        return segments;
    }

    private static LocalDateTime OnOrAfter(LocalDateTime earliest, LocalTime time)
    {
        LocalDateTime sameDay = earliest.Date + time;
        return sameDay >= earliest ? sameDay : sameDay.PlusDays(1);
    }
}
