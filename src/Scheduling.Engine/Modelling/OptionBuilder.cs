using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>Builds the options of every day: in the horizon all that shift types allow, on fixed days what was worked.</summary>
internal sealed class OptionBuilder(SchedulingProblem problem, Timeline timeline)
{
    private readonly Dictionary<string, ShiftType> _shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
    private readonly Dictionary<string, Band> _bands = problem.Bands.ToDictionary(b => b.Id);
    private readonly Dictionary<(int Day, string ShiftType, LocalTime Start, string? Post), int> _index = [];

    public List<Option> Options { get; } = [];

    public List<Placement> Placements { get; } = [];

    /// <summary>First option of each day; the last entry is the number of options.</summary>
    public int[] DayOffsets { get; } = new int[timeline.Days + 1];

    public IReadOnlyDictionary<(int Day, string ShiftType, LocalTime Start, string? Post), int> Index => _index;

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
                foreach (IGrouping<(string ShiftType, LocalTime Start, string? Post), Assignment> duties in fixedDuties[day]
                    .GroupBy(d => (d.ShiftType, d.Start ?? _shiftTypes[d.ShiftType].Parts[0].Start, d.Post)))
                {
                    Add(day, _shiftTypes[duties.Key.ShiftType], duties.Key.Start, duties.Key.Post, [.. duties]);
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
                if (shiftType.Posts.Count == 0)
                {
                    Add(day, shiftType, start, null);
                }

                foreach (string post in shiftType.Posts)
                {
                    Add(day, shiftType, start, post);
                }
            }
        }
    }

    /// <summary>Adds an option. <paramref name="worked"/>: fixed duties of this option, whose breaks may lie where no window allows them.</summary>
    private void Add(int day, ShiftType shiftType, LocalTime startTime, string? post, IReadOnlyList<Assignment>? worked = null)
    {
        int index = Options.Count;
        if (!_index.TryAdd((day, shiftType.Id, startTime, post), index))
        {
            return;
        }

        List<Segment> segments = Segments(timeline.DateOf(day), shiftType, startTime);
        int start = segments[0].Start;
        int end = segments[^1].End;
        List<BreakSlot> slots = [];
        for (int slot = 0; slot < shiftType.Breaks.Count; slot++)
        {
            BreakWindow window = shiftType.Breaks[slot];
            int first = Placements.Count;
            foreach (int after in Positions(window).Union((worked ?? []).Where(d => slot < d.Breaks.Count).Select(d => d.Breaks[slot].AfterMinutes)))
            {
                Placements.Add(new Placement(index, after, start + after, start + after + window.Minutes));
            }

            slots.Add(new BreakSlot(first, Placements.Count - first, window.Minutes, window.Paid, window.Activity));
        }

        Options.Add(new Option
        {
            Index = index,
            Day = day,
            Date = timeline.DateOf(day),
            ShiftType = shiftType,
            Band = _bands[shiftType.Band],
            Post = post,
            StartTime = startTime,
            Start = start,
            End = end,
            Segments = segments,
            Breaks = slots,
            PaidMinutes = shiftType.PaidMinutes ?? segments.Sum(s => s.End - s.Start) - slots.Where(s => !s.Paid).Sum(s => s.Minutes),
        });
    }

    private static IEnumerable<int> Positions(BreakWindow window)
    {
        for (int after = window.EarliestMinutes; after <= window.LatestMinutes; after += window.StepMinutes)
        {
            yield return after;
        }
    }

    private List<Segment> Segments(LocalDate date, ShiftType shiftType, LocalTime startTime)
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
            segments.Add(new Segment(start, reached, part.Kind));
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
