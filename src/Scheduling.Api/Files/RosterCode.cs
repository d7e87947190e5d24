using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>
/// How one cell of a grid says what somebody does: the id of the shift type, then the start where it is not the nominal one, then
/// <c>+</c> and the minutes of overtime, <c>*</c> where an off-queue activity is held, and <c>@post</c> where it is not the shift type's first
/// post: <c>E</c>, <c>M 09:30</c>, <c>E@chat</c>, <c>M 09:30+60*@chat</c>. What stands in brackets behind it is a remark.
/// </summary>
internal sealed partial record RosterCode(ShiftType ShiftType, LocalTime? Start, string? Post, int OvertimeMinutes = 0)
{
    /// <summary>What readers take for a day without a shift.</summary>
    private static readonly string[] DaysOff =
    [
        "·", "—", "-", "–", "/", "x", "off", "休", "休息", "假", "请假", "上午假", "下午假", "lv", "leave", "lv am", "lv pm",
    ];

    public static string Of(Assignment assignment, ShiftType shiftType)
    {
        string start = assignment.Start is { } at && at != shiftType.Parts[0].Start ? " " + at.ToString("HH:mm", CultureInfo.InvariantCulture) : "";
        string post = assignment.Post is { } id && (shiftType.Posts.Count == 0 || shiftType.Posts[0] != id) ? "@" + id : "";
        return shiftType.Id + start + Marks(assignment) + post;
    }

    /// <summary>The signs of overtime and of an activity: <c>+60</c>, <c>*</c>, both or none.</summary>
    public static string Marks(Assignment assignment) =>
        (assignment.OvertimeMinutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"+{assignment.OvertimeMinutes}") : "") + (assignment.Activity is null ? "" : "*");

    public static bool IsDayOff(string text, IReadOnlyList<ShiftType> shiftTypes) =>
        text.Length == 0 || (DaysOff.Contains(text.ToLowerInvariant()) && !shiftTypes.Any(type => string.Equals(type.Id, text, StringComparison.OrdinalIgnoreCase) || type.Name == text));

    /// <summary>The shift type, start, overtime and post a text names; null when its shift type is unknown. Whether they go together is not judged.</summary>
    public static RosterCode? Parse(string text, SchedulingProblem problem)
    {
        if (Type(text) is { } exact)
        {
            return new RosterCode(exact, null, exact.Posts.Count > 0 ? exact.Posts[0] : null);
        }

        Match match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        // An id may itself hold a plus and a number.
        string code = match.Groups["code"].Value;
        ShiftType? named = match.Groups["start"].Success ? null : Type($"{code}+{match.Groups["overtime"].Value}");
        if ((named ?? Type(code)) is not { } type)
        {
            return null;
        }

        int overtime = named is null && match.Groups["overtime"].Success ? int.Parse(match.Groups["overtime"].Value, CultureInfo.InvariantCulture) : 0;

        LocalTime? start = match.Groups["start"].Success ? FileValues.Time(match.Groups["start"].Value) : null;
        if (match.Groups["start"].Success && start is null)
        {
            return null;
        }

        string? post = match.Groups["post"].Success ? match.Groups["post"].Value.Trim() : type.Posts.Count > 0 ? type.Posts[0] : null;
        return new RosterCode(
            type,
            start == type.Parts[0].Start ? null : start,
            post is null ? null : FileValues.Named(problem.Posts, post, p => p.Id, p => p.Name)?.Id ?? post,
            overtime);

        ShiftType? Type(string code) => FileValues.Named(problem.ShiftTypes, code, t => t.Id, t => t.Name);
    }

    [GeneratedRegex(@"^(?<code>.+?)(\s+(?<start>\d{1,2}[:：]\d{2}))?(\+(?<overtime>\d{1,4}))?\*?\s*(@(?<post>[^@()（）]+))?\s*([(（][^()（）]*[)）])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
