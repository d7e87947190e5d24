using System.Reflection;
using System.Text.Json;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Presets;

/// <summary>The presets there are: every JSON file of this folder.</summary>
public static class PresetCatalog
{
    private const string Prefix = "presets/";

    /// <summary>All presets, by id.</summary>
    public static IReadOnlyList<RulePreset> All { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(Read)];

    /// <summary>The preset with an id; null when there is none.</summary>
    public static RulePreset? Find(string id) => All.FirstOrDefault(p => p.Id == id);

    private static RulePreset Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<RulePreset>(stream, SchedulingJson.Default) ?? throw new InvalidOperationException($"The preset '{name}' is empty.");
    }
}
