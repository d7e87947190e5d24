using System.Text.Json;
using Scheduling.Engine.Serialization;

namespace Scheduling.Worker.Child;

/// <summary>The engine's JSON, one value to a line.</summary>
internal static class ChildJson
{
    /// <summary>Deeper than a file by the envelope a problem travels in.</summary>
    private const int Depth = 32;

    public static JsonSerializerOptions Options { get; } = Make();

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(SchedulingJson.Default) { WriteIndented = false, MaxDepth = Depth };
        options.MakeReadOnly();
        return options;
    }
}
