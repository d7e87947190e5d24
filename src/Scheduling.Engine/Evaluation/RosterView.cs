using NodaTime;
using NodaTime.TimeZones;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>
/// A roster beside its problem as rules judge it: every duty, history and fixed duties included, with instants. It shares no code with the
/// compiled model: it reads the domain objects and resolves times by itself.
/// </summary>
public sealed class RosterView
{
    private readonly Dictionary<string, SortedDictionary<LocalDate, Duty>> _duties;
    private readonly Dictionary<string, Employee> _employees;
    private readonly Dictionary<string, Contract> _contracts;
    private readonly Dictionary<string, Post> _posts;
    private readonly Dictionary<LocalDate, CalendarDayKind> _calendar;
    private readonly Dictionary<string, Activity> _activities;
    private readonly DateTimeZone _zone;
    private PaidLeave? _paidLeave;

    /// <summary>Reads a roster whose shape <see cref="RosterShape"/> found sound.</summary>
    public RosterView(SchedulingProblem problem, Roster roster)
    {
        Problem = problem;
        _zone = DateTimeZoneProviders.Tzdb[problem.Horizon.TimeZone];
        _employees = problem.Employees.ToDictionary(e => e.Id);
        _contracts = problem.Contracts.ToDictionary(c => c.Id);
        _posts = problem.Posts.ToDictionary(p => p.Id);
        _activities = problem.Activities.ToDictionary(a => a.Id);
        _calendar = problem.Calendar.ToDictionary(d => d.Date, d => d.Kind);
        _duties = problem.Employees.ToDictionary(e => e.Id, _ => new SortedDictionary<LocalDate, Duty>());
        Dictionary<string, ShiftType> shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        Dictionary<string, Band> bands = problem.Bands.ToDictionary(b => b.Id);
        foreach (Assignment assignment in problem.History.Concat(roster.Assignments).Concat(problem.FixedAfter))
        {
            ShiftType shiftType = shiftTypes[assignment.ShiftType];
            _duties[assignment.Employee].Add(assignment.Date, Resolve(assignment, shiftType, bands[shiftType.Band]));
        }
    }

    /// <summary>The problem.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The horizon.</summary>
    public Horizon Horizon => Problem.Horizon;

    /// <summary>Every duty, fixed ones included, by employee in the problem's order, then by date.</summary>
    public IEnumerable<Duty> Duties => Problem.Employees.SelectMany(e => _duties[e.Id].Values);

    /// <summary>Duties of an employee by date, fixed ones included.</summary>
    public IEnumerable<Duty> DutiesOf(Employee employee) => _duties[employee.Id].Values;

    /// <summary>Duties of an employee inside the horizon, by date.</summary>
    public IEnumerable<Duty> HorizonDutiesOf(Employee employee) => DutiesOf(employee).Where(d => Horizon.Contains(d.Date));

    /// <summary>The duty of an employee on a date, or null when off (or the day is unknown).</summary>
    public Duty? DutyOn(Employee employee, LocalDate date) => _duties[employee.Id].GetValueOrDefault(date);

    /// <summary>The dates to be rostered.</summary>
    public IEnumerable<LocalDate> HorizonDates() => Enumerable.Range(0, Horizon.Days).Select(Horizon.Start.PlusDays);

    /// <summary>All known dates: history, horizon, fixed days after it.</summary>
    public IEnumerable<LocalDate> KnownDates()
    {
        for (LocalDate date = Horizon.KnownFrom(); date <= Horizon.KnownUntil(); date = date.PlusDays(1))
        {
            yield return date;
        }
    }

    /// <summary>The employee with an id.</summary>
    public Employee EmployeeOf(string id) => _employees[id];

    /// <summary>The contract of an employee.</summary>
    public Contract ContractOf(Employee employee) => _contracts[employee.Contract];

    /// <summary>The post with an id.</summary>
    public Post PostOf(string id) => _posts[id];

    /// <summary>Minutes credited for paid leave, read once for all rules.</summary>
    public PaidLeave PaidLeave => _paidLeave ??= new PaidLeave(this);

    /// <summary>The off-queue activity with an id.</summary>
    public Activity ActivityOf(string id) => _activities[id];

    /// <summary>What the calendar says of a date; null for an ordinary day.</summary>
    public CalendarDayKind? CalendarKind(LocalDate date) => _calendar.TryGetValue(date, out CalendarDayKind kind) ? kind : null;

    /// <summary>The first instant of a date.</summary>
    public Instant StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToInstant();

    /// <summary>The instant at which a local time begins something: the earlier of two, moved forward when skipped.</summary>
    public Instant StartInstant(LocalDateTime local) => Map(local, earlier: true);

    /// <summary>The instant at which a local time ends something: the later of two, moved forward when skipped.</summary>
    public Instant EndInstant(LocalDateTime local) => Map(local, earlier: false);

    /// <summary>Local date and time of an instant.</summary>
    public LocalDateTime LocalOf(Instant instant) => instant.InZone(_zone).LocalDateTime;

    private Instant Map(LocalDateTime local, bool earlier)
    {
        ZoneLocalMapping mapping = _zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant(),
            1 => mapping.Single().ToInstant(),
            _ => (earlier ? mapping.First() : mapping.Last()).ToInstant(),
        };
    }

    /// <summary>A duty with its instants.</summary>
    internal Duty Resolve(Assignment assignment, ShiftType shiftType) => Resolve(assignment, shiftType, Problem.Bands.First(b => b.Id == shiftType.Band));

    private Duty Resolve(Assignment assignment, ShiftType shiftType, Band band)
    {
        LocalTime nominal = shiftType.Parts[0].Start;
        long moved = ((assignment.Start ?? nominal).TickOfDay - nominal.TickOfDay) / NodaConstants.TicksPerMinute;
        List<DutyPart> parts = [];
        long clock = nominal.TickOfDay / NodaConstants.TicksPerMinute;
        foreach (ShiftPart part in shiftType.Parts)
        {
            long from = Next(clock, part.Start, mayBeNow: true);
            long to = Next(from, part.End, mayBeNow: false);
            Instant begins = StartInstant(assignment.Date.AtMidnight().PlusMinutes(from + moved));
            Instant ends = EndInstant(assignment.Date.AtMidnight().PlusMinutes(to + moved));

            // A change of clocks must not let parts overlap (an hour that comes twice) nor end before they begin (one that is skipped).
            if (parts.Count > 0 && begins < parts[^1].End)
            {
                begins = parts[^1].End;
            }

            parts.Add(new DutyPart(begins, ends < begins ? begins : ends, part.Kind, part.Post ?? assignment.Post));
            clock = to;
        }

        Instant start = parts[0].Start;
        foreach (PostChange change in shiftType.PostStepMinutes is null ? [] : assignment.PostChanges ?? [])
        {
            Instant moment = start + Duration.FromMinutes(change.AfterMinutes);
            if (moment + Duration.FromMinutes(shiftType.PostStepMinutes!.Value) <= parts[^1].End)
            {
                DutyPart last = parts[^1];
                parts[^1] = last with { End = moment };
                parts.Add(last with { Start = moment, Post = change.Post });
            }
        }

        parts[^1] = parts[^1] with { End = parts[^1].End + Duration.FromMinutes(assignment.OvertimeMinutes) };
        if (assignment.Activity is { } held)
        {
            Instant from = start + Duration.FromMinutes(held.AfterMinutes);
            parts = OffQueue(parts, from, from + Duration.FromMinutes(_activities[held.Activity].Minutes));
        }

        List<DutyBreak> breaks = [];
        for (int i = 0; i < shiftType.Breaks.Count; i++)
        {
            BreakWindow window = shiftType.Breaks[i];
            int after = i < assignment.Breaks.Count ? assignment.Breaks[i].AfterMinutes : Earliest(window, assignment.Activity);
            Instant from = start + Duration.FromMinutes(after);
            breaks.Add(new DutyBreak(from, from + Duration.FromMinutes(window.Minutes), window.Paid, window.Activity));
        }

        return new Duty { Assignment = assignment, Employee = _employees[assignment.Employee], ShiftType = shiftType, Band = band, Parts = parts, Breaks = breaks };
    }

    /// <summary>The earliest start of a break, beside the activity of the duty where that is possible.</summary>
    private int Earliest(BreakWindow window, PlacedActivity? held) =>
        (held is null ? null : ActivityPlaces.FirstBeside(window, held.AfterMinutes, _activities[held.Activity].Minutes)) ?? window.EarliestMinutes;

    /// <summary>Parts of which what lies between two instants is no work but an activity.</summary>
    private static List<DutyPart> OffQueue(List<DutyPart> parts, Instant from, Instant until)
    {
        List<DutyPart> cut = [];
        foreach (DutyPart part in parts)
        {
            if (part.Kind != PartKind.Work || part.Start == part.End || until <= part.Start || part.End <= from)
            {
                cut.Add(part);
                continue;
            }

            DutyPart[] pieces =
            [
                part with { End = Instant.Max(part.Start, from) },
                part with { Start = Instant.Max(part.Start, from), End = Instant.Min(part.End, until), Kind = PartKind.Activity },
                part with { Start = Instant.Min(part.End, until) },
            ];
            cut.AddRange(pieces.Where(p => p.Start < p.End));
        }

        return cut;
    }

    /// <summary>The next minute, counted from the date's midnight, at which the clock shows a time.</summary>
    private static long Next(long minute, LocalTime time, bool mayBeNow)
    {
        long next = (minute / 1440 * 1440) + (time.TickOfDay / NodaConstants.TicksPerMinute);
        return next > minute || (mayBeNow && next == minute) ? next : next + 1440;
    }
}
