using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LeastChange;
using Scheduling.Engine.Rules.ShiftCoverage;

namespace Scheduling.Store.Teams;

/// <summary>Makes the problem of one week out of a snapshot of its team.</summary>
public static class WeekAssembly
{
    /// <summary>Weeks before that are read as history.</summary>
    public const int HistoryWeeks = 2;

    /// <summary>
    /// The problem of a week. With a published roster, changes to it are charged by the least-change rule (<see cref="Stability"/> when the team has none).
    /// Days before <paramref name="today"/> that are published cannot change any more: they are pinned as they were.
    /// <paramref name="keepDraft"/>: changes to the draft are charged, where there is one; an automatic run must not undo a planner's work.
    /// </summary>
    public static SchedulingProblem Assemble(TeamSnapshot snapshot, LocalDate weekStart, LocalDate? today = null, bool keepDraft = false)
    {
        TeamSetup setup = snapshot.Setup;
        HashSet<string> employees = [.. snapshot.Employees.Select(e => e.Id)];
        HashSet<string> shiftTypes = [.. setup.ShiftTypes.Select(s => s.Id)];
        HashSet<string> posts = [.. setup.Posts.Select(p => p.Id)];
        bool Known(Assignment a) => employees.Contains(a.Employee) && shiftTypes.Contains(a.ShiftType) && (a.Post is null || posts.Contains(a.Post));

        int before = 0;
        List<Assignment> history = [];
        while (before < HistoryWeeks && snapshot.Neighbours.TryGetValue(weekStart.PlusWeeks(-before - 1), out Roster? earlier))
        {
            before++;
            history.AddRange(earlier.Assignments.Where(Known));
        }

        Roster? kept = (keepDraft ? snapshot.Draft : null) ?? snapshot.Published;
        snapshot.Neighbours.TryGetValue(weekStart.PlusWeeks(1), out Roster? later);
        LocalDate end = weekStart.PlusDays(6);
        HashSet<string> bands = [.. setup.Bands.Select(b => b.Id)];
        List<Pin> pins = [.. snapshot.Pins.Where(p => employees.Contains(p.Employee) && (p.ShiftType is null || shiftTypes.Contains(p.ShiftType)) && (p.Post is null || posts.Contains(p.Post)))];
        if (snapshot.Published is { } published && today > weekStart)
        {
            pins = PinPast(snapshot, published, weekStart, today.Value, pins, Known);
        }

        return new SchedulingProblem
        {
            Name = snapshot.Name,
            Horizon = new Horizon
            {
                Start = weekStart,
                Days = 7,
                TimeZone = setup.TimeZone,
                IntervalMinutes = setup.IntervalMinutes,
                WeekStart = setup.WeekStart,
                Weekend = setup.Weekend,
                HistoryDays = 7 * before,
                FixedDaysAfter = later is null ? 0 : 7,
            },
            Levels = setup.Levels,
            OpeningHours = setup.OpeningHours,
            Calendar = setup.Calendar,
            Skills = setup.Skills,
            Posts = setup.Posts,
            Bands = setup.Bands,
            Contracts = setup.Contracts,
            ShiftTypes = setup.ShiftTypes,
            Employees = [.. snapshot.Employees.Select(e => WorkedBefore(e, weekStart.PlusWeeks(-before)))],
            Demand = WithFloorsOfTheWeek(snapshot.Demand, setup, weekStart),
            Leave = [.. snapshot.Leave.Where(l => employees.Contains(l.Employee))],
            Wishes = [.. snapshot.Wishes.Where(w => employees.Contains(w.Employee) && w.Date >= weekStart && w.Date <= end
                && (w.ShiftType is null || shiftTypes.Contains(w.ShiftType)) && (w.Band is null || bands.Contains(w.Band)))],
            Pins = pins,
            History = history,
            FixedAfter = later is null ? [] : [.. later.Assignments.Where(Known)],
            Published = kept is null ? null : [.. kept.Assignments.Where(Known)],
            Rules = kept is null || setup.Rules.Any(r => r is LeastChangeRule) ? setup.Rules : [.. setup.Rules, Stability(setup)],
        };
    }

    /// <summary>Earlier work of days that this week knows by their duties, or that come after it, is left out: it would count twice.</summary>
    private static Employee WorkedBefore(Employee employee, LocalDate known) => employee.EarlierWork.Any(w => w.Until >= known)
        ? employee with { EarlierWork = [.. employee.EarlierWork.Where(w => w.Until < known)] }
        : employee;

    /// <summary>
    /// What changing a roster costs that people know already. It stands beside coverage, not below it, or a solve would turn a whole week over for a little
    /// better coverage: one more person changed must save half a shift of shortage, one more cell an eighth.
    /// </summary>
    public static Rule Stability(TeamSetup setup) => new LeastChangeRule
    {
        CellUnits = 1,
        PersonUnits = 3,
        Enforcement = Enforcement.Soft(EighthOfShift(setup), setup.Levels.Contains(Enforcement.CoverageLevel) ? Enforcement.CoverageLevel : setup.Levels[^1]),
    };

    /// <summary>An eighth of a shift: an hour where intervals are charged by the agent-minute, and no more than a fifth of what somebody missing on a shift costs.</summary>
    private static long EighthOfShift(TeamSetup setup) => setup.Rules.OfType<ShiftCoverageRule>().Select(r => r.Enforcement)
        .Where(e => !e.IsHard && !e.IsOff).Select(e => Math.Max(1, e.Weight / 5)).Append(60).Min();

    /// <summary>
    /// Before the first shift of the first day can start, only people who came the evening before are there: no roster of this week can keep a floor then, so it
    /// is wanted but not hard. Otherwise a night of the week before would make this week impossible.
    /// </summary>
    private static Demand WithFloorsOfTheWeek(Demand demand, TeamSetup setup, LocalDate weekStart) => demand with
    {
        Intervals = [.. demand.Intervals.Select(series =>
        {
            if (series.Date != weekStart || series.Minimum.Count == 0)
            {
                return series;
            }

            long first = setup.ShiftTypes
                .Where(s => s.Posts.Contains(series.Post) && (s.Days.Count == 0 || s.Days.Contains(weekStart.DayOfWeek)) && s.Parts.Any(p => p.Kind == PartKind.Work))
                .SelectMany(s => s.Starts()).Select(MinuteOf).DefaultIfEmpty(0).Min();
            return series with { Minimum = [.. series.Minimum.Select((floor, i) => MinuteOf(series.From) + ((long)i * setup.IntervalMinutes) < first ? 0 : floor)] };
        })],
    };

    private static long MinuteOf(LocalTime time) => time.TickOfDay / NodaConstants.TicksPerMinute;

    private static List<Pin> PinPast(TeamSnapshot snapshot, Roster published, LocalDate weekStart, LocalDate today, List<Pin> pins, Func<Assignment, bool> known)
    {
        Dictionary<(string, LocalDate), Assignment> duties = published.Assignments.Where(known).ToDictionary(a => (a.Employee, a.Date));
        List<Pin> all = [.. pins.Where(p => p.Date >= today)];
        foreach (Employee employee in snapshot.Employees)
        {
            for (LocalDate date = weekStart; date < today && date < weekStart.PlusDays(7); date = date.PlusDays(1))
            {
                Assignment? duty = duties.GetValueOrDefault((employee.Id, date));
                all.Add(new Pin { Employee = employee.Id, Date = date, ShiftType = duty?.ShiftType, Start = duty?.Start, Post = duty?.Post });
            }
        }

        return all;
    }
}
