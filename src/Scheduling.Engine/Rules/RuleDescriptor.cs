using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules;

/// <summary>The kinds of terms of the model.</summary>
[Flags]
public enum TermKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A cost of one option for one employee.</summary>
    OptionCost = 1,

    /// <summary>Which day may follow which, run lengths, automata.</summary>
    Sequence = 2,

    /// <summary>A sum over one employee's days.</summary>
    Total = 4,

    /// <summary>A sum over employees.</summary>
    Cover = 8,

    /// <summary>A comparison of employees' totals.</summary>
    Balance = 16,
}

/// <summary>What a rule is, in words and for machines.</summary>
public sealed record RuleDescriptor
{
    /// <summary>Kebab-case id that never changes; the <c>rule</c> member in JSON.</summary>
    public required string Id { get; init; }

    /// <summary>Short title.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What the rule asks, in a sentence or two.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>What one unit of excess is.</summary>
    public required LocalizedText Unit { get; init; }

    /// <summary>The kinds of terms it compiles to.</summary>
    public required TermKinds Terms { get; init; }

    /// <summary>Rows of the policy it serves, such as <c>M3</c>.</summary>
    public required IReadOnlyList<string> Policy { get; init; }

    /// <summary>The law, standard or agreement behind it, in short; the rule's own page says more. A company's own rule when absent.</summary>
    public LocalizedText? Law { get; init; }

    /// <summary>A worked example in a sentence or two.</summary>
    public LocalizedText? Example { get; init; }
}
