using System.Text;
using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Cli.Input;

/// <summary>Reads problems, rosters and opening hours from JSON files and writes them.</summary>
internal static class ProblemFile
{
    private const int LargestMiB = 5;

    /// <summary>A problem that is sound as a whole.</summary>
    /// <exception cref="BadInputException">The file or something in it is wrong.</exception>
    public static SchedulingProblem ReadProblem(string path) => Read(path, "PROBLEM", json => ProblemReader.ReadProblem(json));

    /// <exception cref="BadInputException">The file or something in it is wrong.</exception>
    public static Roster ReadRoster(string path, string option) => Read(path, option, json => ProblemReader.ReadRoster(json));

    /// <exception cref="BadInputException">The file or something in it is wrong.</exception>
    public static WeeklyHours ReadHours(string path)
    {
        OpeningHoursFile file = Read(path, "--hours", json => ProblemReader.ReadOpeningHours(json));
        return file.OpeningHours.Count > 0
            ? new WeeklyHours(file.OpeningHours, file.TimeZone, file.WeekStart, file.Weekend)
            : throw new BadInputException("hours-never-open", path + "#/openingHours",
                $"营业时间文件“{path}”没有任何营业时段；至少需要一个。",
                $"Opening hours file '{path}' has no opening period; it must have at least one.");
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, SchedulingJson.Default) + "\n";

    private static T Read<T>(string path, string option, Func<ReadOnlyMemory<byte>, ReadResult<T>> read)
        where T : class
    {
        ReadResult<T> result = read(Encoding.UTF8.GetBytes(TextFile.Read(path, option, LargestMiB)));
        // A pointer says where in a file; with several files it must say in which.
        return result.Value ?? throw new BadInputException([.. result.Problems.Select(problem => problem with { Pointer = $"{path}#{problem.Pointer}" })]);
    }
}
