using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Pages.Week;

/// <summary>Names, codes and colours of what a problem speaks of.</summary>
public sealed class WeekNames
{
    private readonly Dictionary<string, ShiftType> _shiftTypes;
    private readonly Dictionary<string, Post> _posts;
    private readonly Dictionary<string, Employee> _employees;
    private readonly Dictionary<string, Band> _bands;
    private readonly Dictionary<string, Activity> _activities;
    private readonly Dictionary<string, int> _tints;

    public WeekNames(SchedulingProblem problem)
    {
        _shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        _posts = problem.Posts.ToDictionary(p => p.Id);
        _employees = problem.Employees.ToDictionary(e => e.Id);
        _bands = problem.Bands.ToDictionary(b => b.Id);
        _activities = problem.Activities.ToDictionary(a => a.Id);
        _tints = problem.Bands.OrderBy(b => b.Order).Select((b, i) => (b, i)).ToDictionary(p => p.b.Id, p => p.i);
    }

    public ShiftType? ShiftType(string id) => _shiftTypes.GetValueOrDefault(id);

    public string Employee(string id) => _employees.GetValueOrDefault(id)?.Name is { Length: > 0 } name ? name : id;

    public string Post(string? id) => id is null ? "" : _posts.GetValueOrDefault(id)?.Name is { Length: > 0 } name ? name : id;

    public string Shift(string id) => _shiftTypes.GetValueOrDefault(id)?.Name is { Length: > 0 } name ? name : id;

    public string Band(string id) => _bands.GetValueOrDefault(id)?.Name is { Length: > 0 } name ? name : id;

    /// <summary>The off-queue activity of a shift with its start; nothing without one.</summary>
    private string Activity(Assignment assignment)
    {
        if (assignment.Activity is not { } held)
        {
            return "";
        }

        LocalTime? start = assignment.Start ?? _shiftTypes.GetValueOrDefault(assignment.ShiftType)?.Parts[0].Start;
        string name = _activities.GetValueOrDefault(held.Activity)?.Name is { Length: > 0 } known ? known : held.Activity;
        return start is { } from ? $"{name} {PageDates.Clock(from.PlusMinutes(held.AfterMinutes))}" : name;
    }

    public bool IsNight(string shiftType) => _shiftTypes.GetValueOrDefault(shiftType) is { } shift && !shift.IsStandby() && _bands[shift.Band].Night;

    /// <summary>Class of the colour of a shift: its band, or standby.</summary>
    public string Tint(string shiftType) => _shiftTypes.GetValueOrDefault(shiftType) is not { } shift ? "tint-none"
        : shift.IsStandby() ? "tint-standby"
        : _bands[shift.Band].Night ? "tint-night" : $"tint-{_tints[shift.Band] % 6}";

    /// <summary>The short code: id with overtime (<c>+60</c>) and a sign for an activity (<c>*</c>), its start when it was moved, the first sign of the post where there is a choice.</summary>
    public (string Code, string Start, string Post) Short(Assignment assignment)
    {
        ShiftType? shift = _shiftTypes.GetValueOrDefault(assignment.ShiftType);
        bool moved = assignment.Start is { } start && shift is not null && start != shift.Parts[0].Start;
        bool choice = shift?.Posts.Count > 1 && assignment.Post is not null;
        return ($"{assignment.ShiftType}{RosterCode.Marks(assignment)}", moved ? PageDates.Clock(assignment.Start!.Value) : "", choice ? Post(assignment.Post)[..1] : "");
    }

    /// <summary>The short code in one word.</summary>
    public string ShortWord(Assignment? assignment, Wording words)
    {
        if (assignment is null)
        {
            return words[Texts.OffCell];
        }

        (string code, string start, string post) = Short(assignment);
        return string.Join(' ', new[] { code, start, post }.Where(s => s.Length > 0));
    }

    /// <summary>A shift in full: name, times, post.</summary>
    public string Full(Assignment? assignment, Wording words)
    {
        if (assignment is null)
        {
            return words[Texts.OffCell];
        }

        string overtime = assignment.OvertimeMinutes > 0 ? words.Fill(Texts.OvertimeOf, $"{assignment.OvertimeMinutes}") : "";
        string[] more = [Post(assignment.Post), overtime, Activity(assignment)];
        return string.Join(words.IsChinese ? "，" : ", ", more.Where(m => m.Length > 0).Prepend($"{Shift(assignment.ShiftType)} {Times(assignment)}"));
    }

    /// <summary>From when to when, parts of a split shift apart.</summary>
    public string Times(Assignment assignment) => _shiftTypes.GetValueOrDefault(assignment.ShiftType) is not { } shift ? "" : Times(shift, assignment.Start, assignment.OvertimeMinutes);

    public static string Times(ShiftType shift, LocalTime? start, int overtime = 0)
    {
        long moved = start is null ? 0 : Period.Between(shift.Parts[0].Start, start.Value, PeriodUnits.Minutes).Minutes;
        return string.Join(" / ", shift.Parts.Select((p, i) => $"{PageDates.Clock(p.Start.PlusMinutes(moved))}–{PageDates.Clock(p.End.PlusMinutes(moved + (i == shift.Parts.Count - 1 ? overtime : 0)))}"));
    }
}
