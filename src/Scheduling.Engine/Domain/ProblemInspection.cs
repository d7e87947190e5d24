using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Scheduling.Engine.Domain;

/// <summary>What one validation knows of a problem, and what it has found wrong so far.</summary>
internal sealed class ProblemInspection
{
    /// <summary>More problems than this are counted, not told.</summary>
    public const int MostReported = 1000;

    private static readonly LocalizedText SkillKind = new("技能", "skill");
    private static readonly LocalizedText PostKind = new("岗位", "post");
    private static readonly LocalizedText BandKind = new("班段", "band");
    private static readonly LocalizedText ContractKind = new("合同", "contract");
    private static readonly LocalizedText ShiftTypeKind = new("班次类型", "shift type");
    private static readonly LocalizedText ActivityKind = new("活动", "activity");
    private static readonly LocalizedText EmployeeKind = new("员工", "employee");
    private static readonly LocalizedText TagKind = new("员工标签", "tag");

    private readonly HashSet<string> _skills;
    private readonly HashSet<string> _posts;
    private readonly HashSet<string> _bands;
    private readonly HashSet<string> _contracts;
    private readonly Dictionary<string, ShiftType> _shiftTypes = [];
    private readonly HashSet<string> _employees;
    private readonly HashSet<string> _activities;
    private readonly HashSet<string> _tags;
    private int _untold;

    public ProblemInspection(SchedulingProblem problem)
    {
        Problem = problem;
        _skills = [.. problem.Skills.Select(s => s.Id)];
        _posts = [.. problem.Posts.Select(p => p.Id)];
        _bands = [.. problem.Bands.Select(b => b.Id)];
        _contracts = [.. problem.Contracts.Select(c => c.Id)];
        _employees = [.. problem.Employees.Select(e => e.Id)];
        _activities = [.. problem.Activities.Select(a => a.Id)];
        _tags = [.. problem.Employees.SelectMany(e => e.Tags)];
        foreach (ShiftType shiftType in problem.ShiftTypes)
        {
            _shiftTypes.TryAdd(shiftType.Id, shiftType);
        }
    }

    public SchedulingProblem Problem { get; }

    /// <summary>Everything told so far.</summary>
    public List<InputProblem> Found { get; } = [];

    /// <summary>Whether the horizon's dates can be reckoned with.</summary>
    public bool DatesAreSound { get; set; } = true;

    /// <summary>The time zone; null when it is unknown.</summary>
    public DateTimeZone? Zone { get; set; }

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public ShiftType? ShiftTypeOf(string id) => _shiftTypes.GetValueOrDefault(id);

    public bool KnowsPost(string id) => _posts.Contains(id);

    /// <summary>Everything found; when it was too much to tell, the last one says how much more there is.</summary>
    public IReadOnlyList<InputProblem> Conclude()
    {
        if (_untold > 0)
        {
            Found.Add(new InputProblem("too-many-problems", "", new LocalizedText(
                $"还有 {_untold} 个问题没有列出；请先改正已列出的问题，再重新检查。",
                $"{_untold} more problems are not listed; mend those listed and check again.")));
        }

        return Found;
    }

    public void Add(string code, string pointer, string zh, string en)
    {
        if (Found.Count >= MostReported)
        {
            _untold++;
            return;
        }

        Found.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));
    }

    public void Range(string pointer, LocalizedText what, LocalizedText owner, long value, long least, long most, string unit = "")
    {
        if (value < least || value > most)
        {
            string space = unit.Length == 0 ? "" : " ";
            string zhUnit = unit == "min" ? " 分钟" : unit == "%" ? "%" : space + unit;
            string enUnit = unit == "%" ? "%" : space + unit;
            Add(
                "out-of-range", pointer,
                $"{owner.Zh}的{what.Zh}为 {value}{zhUnit}；应为 {least} 到 {most}。",
                $"{what.En} of {owner.En} is {value}{enUnit}; it must be {least} to {most}.");
        }
    }

    /// <summary>Reports a date whose year is beyond reckoning.</summary>
    public void Year(string pointer, LocalizedText what, LocalizedText owner, LocalDate date)
    {
        if (date.Year is < ProblemValidator.FirstYear or > ProblemValidator.LastYear)
        {
            Add(
                "date-out-of-range", pointer,
                $"{owner.Zh}的{what.Zh}为 {Iso(date)}；年份应为 {ProblemValidator.FirstYear} 到 {ProblemValidator.LastYear}。",
                $"{what.En} of {owner.En} is {Iso(date)}; its year must be {ProblemValidator.FirstYear} to {ProblemValidator.LastYear}.");
        }
    }

    public void EndsBeforeStart(string pointer, LocalizedText what, LocalizedText owner, string start, string end) =>
        Add(
            "ends-before-start", pointer,
            $"{owner.Zh}的{what.Zh}在 {end} 结束，早于开始 {start}；请改正其中之一。",
            $"{what.En} of {owner.En} ends at {end}, before its start {start}; correct one of them.");

    public void WholeMinute(string pointer, LocalizedText owner, LocalTime time)
    {
        if (time.TickOfDay % NodaConstants.TicksPerMinute != 0)
        {
            Add(
                "time-not-whole-minute", pointer,
                $"{owner.Zh}的时刻 {time:o} 不是整分钟；请改为 HH:mm。",
                $"A time of {owner.En} is {time.ToString("o", CultureInfo.InvariantCulture)}; it must be a whole minute, HH:mm.");
        }
    }

    public bool Skill(string pointer, LocalizedText owner, string? id) => Reference(pointer, "skills", SkillKind, owner, id, _skills.Contains);

    public bool Post(string pointer, LocalizedText owner, string? id) => Reference(pointer, "posts", PostKind, owner, id, _posts.Contains);

    public bool Band(string pointer, LocalizedText owner, string? id) => Reference(pointer, "bands", BandKind, owner, id, _bands.Contains);

    public bool Contract(string pointer, LocalizedText owner, string? id) => Reference(pointer, "contracts", ContractKind, owner, id, _contracts.Contains);

    public bool ShiftType(string pointer, LocalizedText owner, string? id) => Reference(pointer, "shiftTypes", ShiftTypeKind, owner, id, _shiftTypes.ContainsKey);

    public bool Employee(string pointer, LocalizedText owner, string? id) => Reference(pointer, "employees", EmployeeKind, owner, id, _employees.Contains);

    public bool Activity(string pointer, LocalizedText owner, string? id) => Reference(pointer, "activities", ActivityKind, owner, id, _activities.Contains);

    /// <summary>Reports a tag that no employee carries.</summary>
    public bool Tag(string pointer, LocalizedText owner, string? tag) => Reference(pointer, "tags of an employee", TagKind, owner, tag, _tags.Contains);

    /// <summary>Reports an id the problem does not have. An absent id is no reference.</summary>
    private bool Reference(string pointer, string list, LocalizedText kind, LocalizedText owner, string? id, Predicate<string> exists)
    {
        if (id is null || exists(id))
        {
            return true;
        }

        Add(
            "unknown-reference", pointer,
            $"{owner.Zh}指向不存在的{kind.Zh}“{id}”；请在 {list} 中添加它，或改用已有的编号。",
            $"{Sentence(owner.En)} names the unknown {kind.En} '{id}'; add it to {list} or use an existing id.");
        return false;
    }

    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
