using System.Reflection;

namespace Scheduling.Engine.Rules;

/// <summary>All rules there are, found by scanning assemblies. From it come the JSON names, the rule pages and docs/rules.md.</summary>
public sealed class RuleCatalog
{
    private readonly SortedDictionary<string, Rule> _byId = new(StringComparer.Ordinal);

    /// <summary>Scans assemblies for rules. Each is a sealed record with a public parameterless constructor.</summary>
    /// <exception cref="InvalidOperationException">Two rules have the same id.</exception>
    public RuleCatalog(params IReadOnlyList<Assembly> assemblies)
    {
        foreach (Type type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract))
        {
            var rule = (Rule)Activator.CreateInstance(type)!;
            if (!_byId.TryAdd(rule.Descriptor.Id, rule))
            {
                throw new InvalidOperationException($"Rule id '{rule.Descriptor.Id}' is used by {_byId[rule.Descriptor.Id].GetType().Name} and {type.Name}; give one another id.");
            }
        }
    }

    /// <summary>The rules of the engine.</summary>
    public static RuleCatalog Default { get; } = new(typeof(RuleCatalog).Assembly);

    /// <summary>Every rule with its default settings, by id.</summary>
    public IReadOnlyCollection<Rule> Rules => _byId.Values;

    /// <summary>The rule with an id, at its default settings; null when there is none.</summary>
    public Rule? Find(string id) => _byId.GetValueOrDefault(id);
}
