using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Cli.Input;

/// <summary>Reads problems and rosters from JSON files.</summary>
internal static class ProblemFile
{
    /// <exception cref="BadInputException">The file is wrong.</exception>
    public static SchedulingProblem ReadProblem(string path) => Read<SchedulingProblem>(path, "PROBLEM");

    /// <exception cref="BadInputException">The file is wrong.</exception>
    public static Roster ReadRoster(string path, string option) => Read<Roster>(path, option);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, SchedulingJson.Default) + "\n";

    private static T Read<T>(string path, string option)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(TextFile.Read(path, option), SchedulingJson.Default) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new BadInputException("malformed-json", $"{path} {problem.Path}", $"“{path}”无法读取：{problem.Message}请改正。", $"'{path}' cannot be read: {problem.Message} Correct it.");
        }
    }
}
