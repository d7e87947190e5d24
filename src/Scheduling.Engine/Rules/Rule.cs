using System.Text.Json.Serialization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules;

/// <summary>Which employees a rule speaks of: those named, those with a named contract and those with a named tag. Everybody when all are empty.</summary>
public sealed record RuleScope
{
    /// <summary>Ids of employees.</summary>
    public IReadOnlyList<string> Employees { get; init; } = [];

    /// <summary>Ids of contracts.</summary>
    public IReadOnlyList<string> Contracts { get; init; } = [];

    /// <summary>Tags that employees carry.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>
/// A rule of the department: settings that are told in words, compiled into terms of the model, and judged on a finished roster
/// by code that shares nothing with the compilation. One folder holds one rule; see docs/adding-a-rule.md.
/// </summary>
public abstract record Rule
{
    /// <summary>How the rule is held. Each rule has its own default.</summary>
    public Enforcement Enforcement { get; init; } = Enforcement.Hard;

    /// <summary>Whom the rule speaks of; everybody when absent.</summary>
    public RuleScope? AppliesTo { get; init; }

    /// <summary>A name of the department's own, shown beside the rule's title.</summary>
    public string Label { get; init; } = "";

    /// <summary>The rule's id, texts and kinds of terms.</summary>
    [JsonIgnore]
    public abstract RuleDescriptor Descriptor { get; }

    /// <summary>Whether the rule may be used where the post of a shift may change (<see cref="ShiftType.PostStepMinutes"/>). Rules that ask for the one post of a shift may not.</summary>
    [JsonIgnore]
    public virtual bool GoesWithPostChanges => true;

    /// <summary>Turns the settings into terms of the model.</summary>
    public abstract void Compile(RuleCompiler compiler);

    /// <summary>Judges a finished roster from the domain objects.</summary>
    public abstract void Evaluate(RosterView roster, RuleReport report);

    /// <summary>Reports settings that are out of range or name something the problem does not have. Nothing by default.</summary>
    public virtual void Validate(SchedulingProblem problem, RuleSettingsReport report)
    {
    }

    /// <summary>Whether the rule speaks of an employee.</summary>
    public bool IsFor(Employee employee) =>
        AppliesTo is null
        || (AppliesTo.Employees.Count == 0 && AppliesTo.Contracts.Count == 0 && AppliesTo.Tags.Count == 0)
        || AppliesTo.Employees.Contains(employee.Id)
        || AppliesTo.Contracts.Contains(employee.Contract)
        || AppliesTo.Tags.Any(employee.Tags.Contains);
}
