using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Presets;

/// <summary>A set of rules to begin with, such as what the law asks or what a kind of department usually wants. One file is one preset.</summary>
public sealed record RulePreset
{
    /// <summary>Id, the name of its file.</summary>
    public required string Id { get; init; }

    /// <summary>Short title.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Whom it is for and where its numbers come from.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>Its rules.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>
    /// The rules of a department with those of the preset added. A rule the department has already, by its id, stays as it is, also when it is switched
    /// off; several presets may be added one after the other.
    /// </summary>
    public IReadOnlyList<Rule> AddTo(IReadOnlyList<Rule> rules)
    {
        HashSet<string> known = [.. rules.Select(r => r.Descriptor.Id)];
        return [.. rules, .. Rules.Where(r => !known.Contains(r.Descriptor.Id))];
    }
}
