using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Domain;

/// <content>Faults of shift types, demand, requests and duties.</content>
internal static partial class PlantedFaults
{
    private static IEnumerable<PlantedFault> OfShifts() =>
    [
        new("a shift type id that stands twice", "duplicate-id", "/shiftTypes/5/id", p => p with { ShiftTypes = p.ShiftTypes.Plus(p.ShiftTypes[0]) }, "'E'"),
        new("an unknown band", "unknown-reference", "/shiftTypes/0/band", p => Shift(p, 0, s => s with { Band = "dawn" }), "Shift type 'E'", "'dawn'"),
        new("an unknown post", "unknown-reference", "/shiftTypes/3/posts/0", p => Shift(p, 3, s => s with { Posts = ["mail"] }), "'B'", "'mail'"),
        new("a post listed twice", "duplicate-reference", "/shiftTypes/0/posts/2", p => Shift(p, 0, s => s with { Posts = s.Posts.Plus("call") }), "'E'", "'call'"),
        new("a shift on no day", "unknown-weekday", "/shiftTypes/2/days/3", p => Shift(p, 2, s => s with { Days = s.Days.Plus(IsoDayOfWeek.None) }), "'T'"),
        new("a shift without parts", "shift-without-parts", "/shiftTypes/1/parts", p => Shift(p, 1, s => s with { Parts = [] }), "'N'"),
        new("parts that overlap", "shift-parts-overlap", "/shiftTypes/2/parts/1", p => Shift(p, 2, s => s with { Parts = s.Parts.With(1, x => x with { Start = new LocalTime(13, 0) }) }), "'T'", "13:00", "14:00"),
        new("a shift of more than 24 hours", "shift-too-long", "/shiftTypes/2/parts/1", p => Shift(p, 2, s => s with { Parts = s.Parts.With(1, x => x with { End = new LocalTime(11, 0) }) }), "'T'", "1500 min"),
        new("standby mixed with work", "mixed-standby", "/shiftTypes/2/parts", p => Shift(p, 2, s => s with { Parts = s.Parts.With(0, x => x with { Kind = PartKind.Standby }) }), "'T'"),
        new("a part with seconds", "time-not-whole-minute", "/shiftTypes/1/parts/0/end", p => Shift(p, 1, s => s with { Parts = s.Parts.With(0, x => x with { End = new LocalTime(6, 0, 1) }) }), "'N'"),
        new("a start window that ends before it begins", "ends-before-start", "/shiftTypes/0/startWindow/latest", p => Shift(p, 0, s => s with { StartWindow = s.StartWindow! with { Latest = new LocalTime(6, 0) } }), "'E'", "06:00"),
        new("a start window without step", "out-of-range", "/shiftTypes/0/startWindow/stepMinutes", p => Shift(p, 0, s => s with { StartWindow = s.StartWindow! with { StepMinutes = 0 } }), "'E'", "0 min"),
        new("more paid minutes than a day has", "out-of-range", "/shiftTypes/3/paidMinutes", p => Shift(p, 3, s => s with { PaidMinutes = 1441 }), "'B'", "1441"),
        new("a break before the shift", "out-of-range", "/shiftTypes/0/breaks/0/earliestMinutes", p => Pause(p, 0, 0, b => b with { EarliestMinutes = -15 }), "break 1", "-15"),
        new("a break of no length", "out-of-range", "/shiftTypes/0/breaks/0/minutes", p => Pause(p, 0, 0, b => b with { Minutes = 0 }), "0 min"),
        new("a break that never moves on", "out-of-range", "/shiftTypes/0/breaks/0/stepMinutes", p => Pause(p, 0, 0, b => b with { StepMinutes = -1 }), "-1 min"),
        new("a break whose window ends before it begins", "ends-before-start", "/shiftTypes/0/breaks/0/latestMinutes", p => Pause(p, 0, 0, b => b with { LatestMinutes = 60 }), "60", "90"),
        new("breaks that may overlap", "breaks-overlap", "/shiftTypes/0/breaks/1/earliestMinutes", p => Pause(p, 0, 1, b => b with { EarliestMinutes = 120 }), "120", "135"),
        new("a break after the shift", "break-outside-shift", "/shiftTypes/0/breaks/2/latestMinutes", p => Pause(p, 0, 2, b => b with { LatestMinutes = 451 }), "481", "480"),
        new("a break that may straddle the gap of a split shift", "break-outside-part", "/shiftTypes/2/breaks/0", p => Pause(p, 2, 0, b => b with { EarliestMinutes = 400 }), "'T'", "400"),
        new("a break in an activity", "break-outside-part", "/shiftTypes/4/breaks/0", p => Shift(p, 4, s => s with { Breaks = [new BreakWindow { EarliestMinutes = 30, LatestMinutes = 60, Minutes = 15 }] }), "'O'", "30"),
        new("a part on an unknown post", "unknown-reference", "/shiftTypes/2/parts/1/post", p => Shift(p, 2, s => s with { Parts = s.Parts.With(1, x => x with { Post = "mail" }) }), "'T'", "'mail'"),
        new("overtime beyond a day", "out-of-range", "/shiftTypes/1/overtime/maximumMinutes", p => Shift(p, 1, s => s with { Overtime = s.Overtime! with { MaximumMinutes = 961 } }), "'N'", "961", "960"),
        new("overtime that never grows", "out-of-range", "/shiftTypes/1/overtime/stepMinutes", p => Shift(p, 1, s => s with { Overtime = s.Overtime! with { StepMinutes = 0 } }), "'N'", "0 min"),
        new("overtime after standby", "overtime-without-work", "/shiftTypes/3/overtime", p => Shift(p, 3, s => s with { Overtime = new OvertimeTail { MaximumMinutes = 60 } }), "'B'"),
    ];

    private static IEnumerable<PlantedFault> OfActivities() =>
    [
        new("an activity id that stands twice", "duplicate-id", "/activities/2/id", p => p with { Activities = p.Activities.Plus(p.Activities[1]) }, "'intro'"),
        new("an activity of no length", "out-of-range", "/activities/0/minutes", p => Activity(p, a => a with { Minutes = 0 }), "'course'", "0 min"),
        new("an activity that never moves on", "out-of-range", "/activities/0/stepMinutes", p => Activity(p, a => a with { StepMinutes = 0 }), "'course'"),
        new("an activity for nobody", "out-of-range", "/activities/0/minimumAttendees", p => Activity(p, a => a with { MinimumAttendees = 0 }), "'course'"),
        new("a group smaller than its least", "out-of-range", "/activities/0/maximumAttendees", p => Activity(p, a => a with { MinimumAttendees = 3 }), "'course'", "2"),
        new("an activity without a window", "activity-without-window", "/activities/0/windows", p => Activity(p, a => a with { Windows = [] }), "'course'"),
        new("a window shorter than the activity", "activity-window-too-short", "/activities/0/windows/1", p => Activity(p, a => a with { Minutes = 150 }), "'course'", "150", "2026-07-07"),
        new("a window with seconds", "time-not-whole-minute", "/activities/0/windows/0/from", p => Activity(p, a => a with { Windows = a.Windows.With(0, w => w with { From = new LocalTime(9, 0, 1) }) }), "'course'"),
        new("a window beyond reckoning", "date-out-of-range", "/activities/0/windows/0/date", p => Activity(p, a => a with { Windows = a.Windows.With(0, w => w with { Date = new LocalDate(9999, 12, 31) }) }), "9999"),
        new("an unknown attendee", "unknown-reference", "/activities/0/attendees/1", p => Activity(p, a => a with { Attendees = ["wang", "lin"] }), "'lin'"),
        new("an attendee invited twice", "duplicate-reference", "/activities/0/attendees/1", p => Activity(p, a => a with { Attendees = ["wang", "wang"] }), "'wang'"),
        new("an unknown host", "unknown-reference", "/activities/0/host", p => Activity(p, a => a with { Host = "lin" }), "'lin'"),
        new("a host who is invited too", "host-among-attendees", "/activities/0/host", p => Activity(p, a => a with { Host = "wang" }), "'wang'"),
        new("a least group without a host", "group-without-host", "/activities/0/minimumAttendees", p => Activity(p, a => a with { Host = null, MinimumAttendees = 2 }), "'course'", "2"),
        new("an unknown activity required", "unknown-reference", "/activities/0/requires/0", p => Activity(p, a => a with { Requires = ["basics"] }), "'basics'"),
        new("activities that require each other", "activities-in-a-circle", "/activities/0/requires", p => p with { Activities = p.Activities.With(1, a => a with { Requires = ["course"] }) }, "'course'"),
        new("a past activity that is unknown", "unknown-reference", "/history/1/activity/activity", p => History(p, 1, a => a with { Activity = a.Activity! with { Activity = "basics" } }), "'basics'"),
        new("past overtime below nothing", "out-of-range", "/history/0/overtimeMinutes", p => History(p, 0, a => a with { OvertimeMinutes = -1 }), "-1"),
    ];

    private static IEnumerable<PlantedFault> OfDemand() =>
    [
        new("demand on an unknown post", "unknown-reference", "/demand/intervals/0/post", p => Series(p, 0, s => s with { Post = "mail" }), "'mail'"),
        new("demand for an unknown skill", "unknown-reference", "/demand/intervals/1/skill", p => Series(p, 1, s => s with { Skill = "fr" }), "'fr'"),
        new("demand for a level beyond 9", "out-of-range", "/demand/intervals/1/minimumLevel", p => Series(p, 1, s => s with { MinimumLevel = 10 }), "10"),
        new("demand outside the horizon", "date-outside-horizon", "/demand/intervals/1/date", p => Series(p, 1, s => s with { Date = Monday.PlusDays(7) }), "2026-07-13"),
        new("demand without values", "empty-series", "/demand/intervals/1/required", p => Series(p, 1, s => s with { Required = [] }), "call"),
        new("fewer floors than intervals", "length-mismatch", "/demand/intervals/0/minimum", p => Series(p, 0, s => s with { Minimum = [0, 1] }), "2", "4"),
        new("a floor above the demand", "minimum-above-required", "/demand/intervals/0/minimum/3", p => Series(p, 0, s => s with { Minimum = [0, 1, 1, 2] }), "2", "1"),
        new("negative demand", "out-of-range", "/demand/intervals/1/required/1", p => Series(p, 1, s => s with { Required = [1, -1] }), "-1"),
        new("demand for a whole town", "out-of-range", "/demand/intervals/1/required/0", p => Series(p, 1, s => s with { Required = [10_001] }), "10001"),
        new("demand off the grid", "series-not-aligned", "/demand/intervals/1/from", p => Series(p, 1, s => s with { From = new LocalTime(7, 15) }), "07:15"),
        new("demand with seconds", "time-not-whole-minute", "/demand/intervals/1/from", p => Series(p, 1, s => s with { From = new LocalTime(7, 0, 15) }), "07:00:15"),
        new("series that overlap", "overlapping-demand", "/demand/intervals/2", p => Series(p, 2, s => s with { From = new LocalTime(8, 30) }), "08:30"),
        new("demand that runs on beyond the horizon", "series-too-long", "/demand/intervals/1/required", p => Series(p, 1, s => s with { Required = [.. Enumerable.Repeat(1, 48 * 8)] }), "384"),
        new("demand for an unknown shift", "unknown-reference", "/demand/shifts/0/shiftType", p => Shifts(p, s => s with { ShiftType = "X" }), "'X'"),
        new("shift demand on an unknown post", "unknown-reference", "/demand/shifts/0/post", p => Shifts(p, s => s with { Post = "mail" }), "'mail'"),
        new("shift demand on a post where it is not worked", "post-not-allowed", "/demand/shifts/0/post", p => Shifts(p, s => s with { ShiftType = "T", Post = "call" }), "'T'", "'call'"),
        new("shift demand on a day without the shift", "day-not-allowed", "/demand/shifts/0/date", p => Shifts(p, s => s with { ShiftType = "T", Date = Monday.PlusDays(4) }), "'T'", "2026-07-10"),
        new("shift demand outside the horizon", "date-outside-horizon", "/demand/shifts/0/date", p => Shifts(p, s => s with { Date = Monday.PlusDays(-1) }), "2026-07-05"),
        new("negative shift demand", "out-of-range", "/demand/shifts/0/required", p => Shifts(p, s => s with { Required = -2 }), "-2"),
        new("a maximum below the shift demand", "maximum-below-minimum", "/demand/shifts/0/maximum", p => Shifts(p, s => s with { Maximum = 0 }), "0"),
        new("a floor above the shift demand", "minimum-above-required", "/demand/shifts/0/minimum", p => Shifts(p, s => s with { Required = 1, Minimum = 2 }), "2", "1"),
        new("a negative floor of a shift demand", "out-of-range", "/demand/shifts/0/minimum", p => Shifts(p, s => s with { Minimum = -1 }), "-1"),
        new("a shortage that counts nothing", "out-of-range", "/demand/shifts/0/shortFactor", p => Shifts(p, s => s with { ShortFactor = 0 }), "0"),
        new("a surplus that counts too often", "out-of-range", "/demand/shifts/0/surplusFactor", p => Shifts(p, s => s with { SurplusFactor = 10_001 }), "10001"),
        new("shift demand that stands twice", "duplicate-demand", "/demand/shifts/2", p => Wanted(p, d => d with { Shifts = d.Shifts.Plus(d.Shifts[0]) }), "'E'"),
        new("standby demand on an unknown post", "unknown-reference", "/demand/standby/0/post", p => Standby(p, s => s with { Post = "mail" }), "'mail'"),
        new("standby demand outside the horizon", "date-outside-horizon", "/demand/standby/0/date", p => Standby(p, s => s with { Date = Monday.PlusDays(9) }), "2026-07-15"),
        new("negative standby demand", "out-of-range", "/demand/standby/0/required", p => Standby(p, s => s with { Required = -1 }), "-1"),
        new("standby demand that stands twice", "duplicate-demand", "/demand/standby/2", p => Wanted(p, d => d with { Standby = d.Standby.Plus(d.Standby[1]) }), "2026-07-06"),
    ];

    private static IEnumerable<PlantedFault> OfRequests() =>
    [
        new("leave of an unknown employee", "unknown-reference", "/leave/0/employee", p => p with { Leave = p.Leave.With(0, l => l with { Employee = "Zhao" }) }, "'Zhao'"),
        new("leave that ends before it starts", "ends-before-start", "/leave/0/until", p => p with { Leave = p.Leave.With(0, l => l with { Until = Monday }) }, "'zhao'", "2026-07-06"),
        new("leave beyond reckoning", "date-out-of-range", "/leave/0/until", p => p with { Leave = p.Leave.With(0, l => l with { Until = new LocalDate(9999, 12, 31) }) }, "9999-12-31"),
        new("leave credited beyond a day", "out-of-range", "/leave/0/creditedMinutesPerDay", p => p with { Leave = p.Leave.With(0, l => l with { CreditedMinutesPerDay = 1441 }) }, "1441"),
        new("a wish of an unknown employee", "unknown-reference", "/wishes/0/employee", p => Wish(p, w => w with { Employee = "lin" }), "'lin'"),
        new("a wish outside the horizon", "date-outside-horizon", "/wishes/0/date", p => Wish(p, w => w with { Date = Monday.PlusDays(7) }), "2026-07-13"),
        new("a wish for an unknown shift", "unknown-reference", "/wishes/0/shiftType", p => Wish(p, w => w with { ShiftType = "X" }), "'X'"),
        new("a wish for an unknown band", "unknown-reference", "/wishes/0/band", p => Wish(p, w => w with { Band = "dawn" }), "'dawn'"),
        new("a wish of priority 10", "out-of-range", "/wishes/0/priority", p => Wish(p, w => w with { Priority = 10 }), "10", "'li'"),
        new("a wish with an unknown colleague", "unknown-reference", "/wishes/0/partner", p => Wish(p, w => w with { Partner = "lin" }), "'lin'"),
        new("a wish with oneself", "wish-of-oneself", "/wishes/0/partner", p => Wish(p, w => w with { Partner = w.Employee }), "'li'"),
        new("a wish with half a window", "incomplete-window", "/wishes/0/to", p => Wish(p, w => w with { From = new LocalTime(8, 0) }), "'li'"),
        new("a pin of an unknown employee", "unknown-reference", "/pins/1/employee", p => Pin(p, 1, x => x with { Employee = "lin" }), "'lin'"),
        new("a pin outside the horizon", "date-outside-horizon", "/pins/1/date", p => Pin(p, 1, x => x with { Date = Monday.PlusDays(-1) }), "2026-07-05"),
        new("two pins for one cell", "duplicate-pin", "/pins/1", p => Pin(p, 1, x => x with { Date = Monday }), "'li'", "2026-07-06"),
        new("a pin of an unknown shift", "unknown-reference", "/pins/0/shiftType", p => Pin(p, 0, x => x with { ShiftType = "X" }), "'X'"),
        new("a pin on an unknown post", "unknown-reference", "/pins/0/post", p => Pin(p, 0, x => x with { Post = "mail" }), "'mail'"),
        new("a pin on a post where the shift is not worked", "post-not-allowed", "/pins/0/post", p => Pin(p, 0, x => x with { ShiftType = "N", Start = null, Post = "chat" }), "'N'", "'chat'"),
        new("a pin at a start between the steps", "start-not-allowed", "/pins/0/start", p => Pin(p, 0, x => x with { Start = new LocalTime(8, 30) }), "08:30", "'E'"),
        new("a pin on a day without the shift", "day-not-allowed", "/pins/1/date", p => Pin(p, 1, x => x with { ShiftType = "T", Date = Monday.PlusDays(5) }), "'T'"),
        new("a day off pinned to a post", "pin-without-shift-type", "/pins/1/post", p => Pin(p, 1, x => x with { Post = "call" }), "post"),
    ];

    private static IEnumerable<PlantedFault> OfDuties() =>
    [
        new("history before it is known", "date-outside-history", "/history/1/date", p => History(p, 1, a => a with { Date = Monday.PlusDays(-8) }), "'wang'", "7"),
        new("history inside the horizon", "date-outside-history", "/history/0/date", p => History(p, 0, a => a with { Date = Monday }), "'li'"),
        new("history of an unknown employee", "unknown-reference", "/history/0/employee", p => History(p, 0, a => a with { Employee = "lin" }), "'lin'"),
        new("history of an unknown shift", "unknown-reference", "/history/0/shiftType", p => History(p, 0, a => a with { ShiftType = "X" }), "'X'"),
        new("history on an unknown post", "unknown-reference", "/history/0/post", p => History(p, 0, a => a with { Post = "mail" }), "'mail'"),
        new("two duties on a day of history", "second-shift-on-day", "/history/2", p => p with { History = p.History.Plus(p.History[0] with { ShiftType = "E" }) }, "'li'", "2026-07-05"),
        new("a past break before the shift", "out-of-range", "/history/0/breaks/0/afterMinutes", p => History(p, 0, a => a with { Breaks = [new PlacedBreak { AfterMinutes = -1, Minutes = 15 }] }), "-1"),
        new("a past break of no length", "out-of-range", "/history/0/breaks/0/minutes", p => History(p, 0, a => a with { Breaks = [new PlacedBreak { AfterMinutes = 1, Minutes = 0 }] }), "0 min"),
        new("a past start with seconds", "time-not-whole-minute", "/history/0/start", p => History(p, 0, a => a with { Start = new LocalTime(22, 0, 1) }), "'li'"),
        new("a fixed duty beyond the fixed days", "date-outside-fixed-days", "/fixedAfter/0/date", p => p with { FixedAfter = p.FixedAfter.With(0, a => a with { Date = Monday.PlusDays(9) }) }, "'li'", "2026-07-15"),
        new("a call-in of an unknown employee", "unknown-reference", "/callIns/0/employee", p => CallIn(p, c => c with { Employee = "lin" }), "'lin'"),
        new("a call-in that ends as it starts", "ends-before-start", "/callIns/0/end", p => CallIn(p, c => c with { End = c.Start }), "'zhao'", "2026-07-05 20:00"),
        new("a call-in of more than a day", "out-of-range", "/callIns/0/end", p => CallIn(p, c => c with { End = c.Start.PlusMinutes(1441) }), "1441 min", "'zhao'"),
        new("a call-in with seconds", "time-not-whole-minute", "/callIns/0/end", p => CallIn(p, c => c with { End = c.End.PlusSeconds(5) }), "01:00:05", "'zhao'"),
        new("a call-in beyond reckoning", "date-out-of-range", "/callIns/0/start", p => CallIn(p, c => c with { Start = new LocalDateTime(1970, 1, 1, 0, 0) }), "1970-01-01"),
        new("a call-in after the known days", "date-outside-known-days", "/callIns/0/start", p => CallIn(p, c => c with { Start = Monday.PlusDays(9).AtMidnight(), End = Monday.PlusDays(9).At(new LocalTime(1, 0)) }), "'zhao'", "2026-07-14"),
        new("a published duty of an unknown employee", "unknown-reference", "/published/0/employee", p => p with { Published = p.Published!.With(0, a => a with { Employee = "lin" }) }, "'lin'"),
        new("a published duty outside the horizon", "date-outside-horizon", "/published/0/date", p => p with { Published = p.Published!.With(0, a => a with { Date = Monday.PlusDays(-1) }) }, "2026-07-05"),
    ];

    private static SchedulingProblem Activity(SchedulingProblem problem, Func<Activity, Activity> change) => problem with { Activities = problem.Activities.With(0, change) };

    private static SchedulingProblem Pause(SchedulingProblem problem, int shift, int index, Func<BreakWindow, BreakWindow> change) =>
        Shift(problem, shift, s => s with { Breaks = s.Breaks.With(index, change) });

    private static SchedulingProblem Series(SchedulingProblem problem, int index, Func<IntervalDemand, IntervalDemand> change) =>
        Wanted(problem, d => d with { Intervals = d.Intervals.With(index, change) });

    private static SchedulingProblem Shifts(SchedulingProblem problem, Func<ShiftDemand, ShiftDemand> change) =>
        Wanted(problem, d => d with { Shifts = d.Shifts.With(0, change) });

    private static SchedulingProblem Standby(SchedulingProblem problem, Func<StandbyDemand, StandbyDemand> change) =>
        Wanted(problem, d => d with { Standby = d.Standby.With(0, change) });

    private static SchedulingProblem Wish(SchedulingProblem problem, Func<Wish, Wish> change) => problem with { Wishes = problem.Wishes.With(0, change) };

    private static SchedulingProblem Pin(SchedulingProblem problem, int index, Func<Pin, Pin> change) => problem with { Pins = problem.Pins.With(index, change) };

    private static SchedulingProblem CallIn(SchedulingProblem problem, Func<CallIn, CallIn> change) => problem with { CallIns = problem.CallIns.With(0, change) };

    private static SchedulingProblem History(SchedulingProblem problem, int index, Func<Assignment, Assignment> change) => problem with { History = problem.History.With(index, change) };
}
