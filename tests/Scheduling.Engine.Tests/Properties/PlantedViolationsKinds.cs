using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>One way to break a rule by one edit.</summary>
/// <param name="Name">Name of the kind.</param>
/// <param name="Rule">Id of the rule that must be reported.</param>
/// <param name="Oracle">All violations of the rule in a roster.</param>
/// <param name="Fits">Whether an edit of the roster before is of this kind; the oracle decides whether it breaks the rule.</param>
internal sealed record PlantedRuleKind(
    string Name, string Rule, Func<PlantedViolationsRoster, IEnumerable<PlantedFinding>> Oracle, Func<PlantedViolationsRoster, PlantedEdit, bool> Fits);

/// <summary>One way to give a roster a shape that its problem does not have.</summary>
/// <param name="Name">Name of the kind.</param>
/// <param name="Code">Code of the problem that must be reported.</param>
/// <param name="Member">Where in the assignment the pointer must point.</param>
/// <param name="Plant">Changes one assignment.</param>
internal sealed record PlantedShapeKind(string Name, string Code, string Member, Func<SchedulingProblem, Assignment, Assignment> Plant)
{
    /// <summary>Whether the changed assignment is added beside the old one instead of replacing it.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Which assignments can be changed so.</summary>
    public Func<Assignment, bool> Fits { get; init; } = _ => true;
}

/// <summary>The kinds of planted violations.</summary>
internal static class PlantedViolationsKinds
{
    public static IReadOnlyList<PlantedRuleKind> Rules { get; } =
    [
        new("desk without the skill", "skill-required", PlantedViolationsOracle.SkillRequired, (_, e) => e.Duty?.Post == "desk"),
        new("duty on leave", "leave-and-availability", PlantedViolationsOracle.LeaveAndAvailability, (r, e) => e.Duty is { } duty && PlantedViolationsOracle.OnLeave(r, duty)),
        new("duty when not available", "leave-and-availability", PlantedViolationsOracle.LeaveAndAvailability, (r, e) => e.Duty is { } duty && PlantedViolationsOracle.Unavailable(r, duty)),
        new("duty after leaving", "leave-and-availability", PlantedViolationsOracle.LeaveAndAvailability, (r, e) => e.Duty is { } duty && PlantedViolationsOracle.Left(r, duty)),
        new("short rest", "minimum-rest", PlantedViolationsOracle.MinimumRest, TakesDuty),
        new("long day", "longest-day", PlantedViolationsOracle.LongestDay, (_, e) => e.Duty?.ShiftType == "X"),
        new("long week", "longest-week", PlantedViolationsOracle.LongestWeek, TakesDuty),
        new("above contract", "contract-minutes", PlantedViolationsOracle.ContractMinutes, TakesDuty),
        new("below contract", "contract-minutes", PlantedViolationsOracle.ContractMinutes, (_, e) => e.Duty is null),
        new("sixth work day", "consecutive-work-days", PlantedViolationsOracle.ConsecutiveWorkDays, TakesDuty),
        new("fourth night", "consecutive-nights", PlantedViolationsOracle.ConsecutiveNights, (_, e) => e.Duty?.ShiftType == "N"),
        new("no rest after nights", "rest-after-nights", PlantedViolationsOracle.RestAfterNights, TakesDuty),
        new("no day off in seven", "days-off-in-seven", PlantedViolationsOracle.DaysOffInSeven, (r, e) => e.Duty is not null && r.Shift(e.Employee, e.Date) == ""),
        new("step back", "forward-rotation", PlantedViolationsOracle.ForwardRotation, TakesDuty),
        new("break in the floor", "coverage-floor", PlantedViolationsOracle.CoverageFloor, (r, e) => e.Duty is { } duty && r.Shift(e.Employee, e.Date) == duty.ShiftType),
        new("duty taken from the floor", "coverage-floor", PlantedViolationsOracle.CoverageFloor, (r, e) => r.On(e.Employee, e.Date)?.Post == "phone" && Changes(r, e)),
        new("duty taken from a shift", "shift-coverage", PlantedViolationsOracle.ShiftCoverage, (r, e) => r.On(e.Employee, e.Date)?.Post is not null && Changes(r, e)),
        new("standby taken away", "standby-cover", PlantedViolationsOracle.StandbyCover, (r, e) => r.Shift(e.Employee, e.Date) == "S"),
        new("nobody to hand over to", "handover-overlap", PlantedViolationsOracle.HandoverOverlap, (r, e) => e.Duty?.Post == "desk" || r.On(e.Employee, e.Date)?.Post == "desk"),
        new("trainee alone", "mentor-with-trainee", PlantedViolationsOracle.MentorWithTrainee, Changes),
        new("pin moved", "pins", PlantedViolationsOracle.Pins, (r, e) => r.Problem.Pins.Any(p => p.Employee == e.Employee && p.Date == e.Date)),
        new("half a weekend", "complete-weekends", PlantedViolationsOracle.CompleteWeekends, (_, e) => PlantedViolationsProblem.IsWeekend(e.Date)),
        new("second weekend", "most-weekends", PlantedViolationsOracle.MostWeekends, (_, e) => PlantedViolationsProblem.IsWeekend(e.Date) && e.Duty is not null),
    ];

    public static IReadOnlyList<PlantedShapeKind> Shapes { get; } =
    [
        new("unknown shift type", "unknown-reference", "/shiftType", (_, a) => a with { ShiftType = "Q" }),
        new("unknown employee", "unknown-reference", "/employee", (_, a) => a with { Employee = "nobody" }),
        new("second shift on a day", "second-shift-on-day", "", (_, a) => a with { ShiftType = "S", Post = null, Start = null, Breaks = [] }) { IsAdded = true },
        new("date outside the horizon", "date-outside-horizon", "/date", (p, a) => a with { Date = p.Horizon.End().PlusDays(1) }),
        new("wrong post", "post-not-allowed", "/post", (_, a) => a with { Post = a.ShiftType == "N" ? "desk" : a.Post is null ? "phone" : null }),
        new("start that is not offered", "start-not-allowed", "/start", (_, a) => a with { Start = new LocalTime(5, 45) }),
        new("break outside its window", "break-outside-window", "/breaks/0", (_, a) => a with { Breaks = [a.Breaks[0] with { AfterMinutes = 345 }] }) { Fits = HasBreak },
        new("one break too many", "break-count", "/breaks", (_, a) => a with { Breaks = [a.Breaks[0], a.Breaks[0]] }) { Fits = HasBreak },
    ];

    private static bool Changes(PlantedViolationsRoster roster, PlantedEdit edit) => roster.Shift(edit.Employee, edit.Date) != (edit.Duty?.ShiftType ?? "");

    private static bool TakesDuty(PlantedViolationsRoster roster, PlantedEdit edit) => edit.Duty is not null && Changes(roster, edit);

    private static bool HasBreak(Assignment assignment) => assignment.Breaks.Count == 1;
}
