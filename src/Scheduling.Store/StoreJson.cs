using System.Text.Json;
using Scheduling.Engine.Serialization;

namespace Scheduling.Store;

/// <summary>The engine's JSON form on one line, as rows keep it.</summary>
public static class StoreJson
{
    public static JsonSerializerOptions Options { get; } = Compact();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions Compact()
    {
        var options = new JsonSerializerOptions(SchedulingJson.Default) { WriteIndented = false };
        options.MakeReadOnly();
        return options;
    }
}
