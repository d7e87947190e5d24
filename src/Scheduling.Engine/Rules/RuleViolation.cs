using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>One breach of one rule by a roster: how large, whose, when, and in words.</summary>
public sealed record RuleViolation
{
    /// <summary>Id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Position of the rule in <see cref="SchedulingProblem.Rules"/>.</summary>
    public required int RuleIndex { get; init; }

    /// <summary>Position of the level it costs on; 0 for hard rules.</summary>
    public required int Level { get; init; }

    /// <summary>Size of the breach in the rule's unit.</summary>
    public required long Excess { get; init; }

    /// <summary>Weight × excess, and what the rule charges more where its cost gets steeper.</summary>
    public required long Penalty { get; init; }

    /// <summary>Id of the employee; null when it is nobody's alone.</summary>
    public string? Employee { get; init; }

    /// <summary>Id of the post; null when none is meant.</summary>
    public string? Post { get; init; }

    /// <summary>First day concerned.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day concerned.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>The breach in words.</summary>
    public required LocalizedText Message { get; init; }
}

/// <summary>Collects the violations of one rule while it is evaluated.</summary>
public sealed class RuleReport
{
    private readonly Rule _rule;
    private readonly int _ruleIndex;
    private readonly IReadOnlyList<string> _levels;
    private readonly List<RuleViolation> _violations;

    /// <summary>Makes a report for the rule at a position of the problem's rules.</summary>
    public RuleReport(Rule rule, int ruleIndex, IReadOnlyList<string> levels, List<RuleViolation> violations) =>
        (_rule, _ruleIndex, _levels, _violations) = (rule, ruleIndex, levels, violations);

    /// <summary>Adds a violation under the rule's own enforcement. An excess of 0 is no violation.</summary>
    public void Add(long excess, LocalizedText message, string? employee = null, LocalDate? from = null, LocalDate? until = null, string? post = null) =>
        Add(_rule.Enforcement, excess, message, employee, from, until, post);

    /// <summary>
    /// Adds a violation under another enforcement, for rules that charge on several levels. <paramref name="further"/> is charged on top of weight × excess, by a soft rule
    /// whose cost gets steeper.
    /// </summary>
    public void Add(Enforcement enforcement, long excess, LocalizedText message, string? employee = null, LocalDate? from = null, LocalDate? until = null, string? post = null, long further = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(excess);
        ArgumentOutOfRangeException.ThrowIfNegative(further);
        if (excess == 0 || enforcement.IsOff || enforcement.Weight == 0)
        {
            return;
        }

        int level = 0;
        if (!enforcement.IsHard)
        {
            while (_levels[level] != enforcement.Level)
            {
                level++;
            }
        }

        _violations.Add(new RuleViolation
        {
            Rule = _rule.Descriptor.Id,
            RuleIndex = _ruleIndex,
            Level = level,
            Excess = excess,
            Penalty = checked((enforcement.Weight * excess) + further),
            Employee = employee,
            Post = post,
            From = from,
            Until = until ?? from,
            Message = message,
        });
    }
}

/// <summary>Collects what is wrong with the settings of one rule.</summary>
public sealed class RuleSettingsReport
{
    private readonly Rule _rule;
    private readonly string _pointer;
    private readonly List<InputProblem> _problems;

    /// <summary>Makes a report for a rule at a JSON pointer.</summary>
    public RuleSettingsReport(Rule rule, string pointer, List<InputProblem> problems) =>
        (_rule, _pointer, _problems) = (rule, pointer, problems);

    /// <summary>Reports a setting. <paramref name="member"/> is its JSON name.</summary>
    public void Add(string member, string code, LocalizedText message) =>
        _problems.Add(new InputProblem(code, _pointer + "/" + member, message));

    /// <summary>Reports a number that is outside its range.</summary>
    public void Range(string member, long value, long least, long most, string unit = "")
    {
        if (value < least || value > most)
        {
            string space = unit.Length == 0 ? "" : " ";
            Add(member, "rule-setting-out-of-range", new LocalizedText(
                $"规则“{_rule.Descriptor.Title.Zh}”的设置 {member} 为 {value}{space}{unit}；应为 {least} 到 {most}。",
                $"Setting {member} of rule '{_rule.Descriptor.Id}' is {value}{space}{unit}; it must be {least} to {most}."));
        }
    }

    /// <summary>Reports an id that the problem does not have.</summary>
    public void Unknown(string member, string value, LocalizedText kind) =>
        Add(member, "unknown-reference", new LocalizedText(
            $"规则“{_rule.Descriptor.Title.Zh}”的设置 {member} 指向不存在的{kind.Zh}“{value}”；请先添加它或改用已有的编号。",
            $"Setting {member} of rule '{_rule.Descriptor.Id}' names the unknown {kind.En} '{value}'; add it or use an existing id."));
}
