using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>Tiny problems for the rules about overtime, hours and pay.</summary>
internal static class OvertimeProblem
{
    /// <summary>Early 07:00–15:00 with a tail of up to two hours.</summary>
    public static readonly ShiftType Long = TinyProblem.Early with { Overtime = new OvertimeTail { MaximumMinutes = 120 } };

    /// <summary>An extra shift 16:00–19:00, all of it overtime.</summary>
    public static readonly ShiftType Extra = TinyProblem.Shift("X", "late", new LocalTime(16, 0), new LocalTime(19, 0)) with { IsOvertime = true };

    /// <summary>A night 22:00–06:00 with a tail of one hour.</summary>
    public static readonly ShiftType LongNight = TinyProblem.Night with { Overtime = new OvertimeTail { MaximumMinutes = 60 } };

    /// <summary>A problem with the long early shift and the extra shift.</summary>
    public static SchedulingProblem Of(int employees, int days, params Rule[] rules) => TinyProblem.Of(employees, days, rules) with { ShiftTypes = [Long, Extra] };

    /// <summary>The same days at another place in the year, with days known before and after.</summary>
    public static SchedulingProblem At(this SchedulingProblem problem, LocalDate start, int history = 0, int after = 0, string zone = "Asia/Shanghai") =>
        problem with { Horizon = problem.Horizon with { Start = start, HistoryDays = history, FixedDaysAfter = after, TimeZone = zone } };

    public static SchedulingProblem WithPerson(this SchedulingProblem problem, Func<Employee, Employee> change) =>
        problem with { Employees = [change(problem.Employees[0]), .. problem.Employees.Skip(1)] };

    public static Assignment Duty(string employee, LocalDate date, string shiftType, int overtime = 0) =>
        TinyProblem.Duty(employee, date, shiftType) with { OvertimeMinutes = overtime };

    public static CalendarDay Holiday(LocalDate date) => new() { Date = date, Kind = CalendarDayKind.PublicHoliday, Name = "节日" };

    public static CalendarDay MakeUp(LocalDate date) => new() { Date = date, Kind = CalendarDayKind.MakeUpWorkday, Name = "调休上班" };

    /// <summary>What a roster costs on a level.</summary>
    public static long Penalty(SchedulingProblem problem, int level, params Assignment[] duties) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = duties }).Penalties[level];

    /// <summary>Codes and members of what is wrong with a rule's settings.</summary>
    public static IReadOnlyList<string> Faults(Rule rule, SchedulingProblem? problem = null)
    {
        List<InputProblem> found = [];
        rule.Validate(problem ?? Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        return [.. found.Select(p => $"{p.Code} {p.Pointer["/rules/0/".Length..]}")];
    }
}
