using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Cli.Input;

/// <summary>The JSON form of weekly opening hours.</summary>
internal sealed record HoursFile
{
    public required string TimeZone { get; init; }

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    public IReadOnlyList<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    public required IReadOnlyList<OpeningPeriod> OpeningHours { get; init; }

    /// <exception cref="BadInputException">The file is missing, no such JSON, or names no hours.</exception>
    public static WeeklyHours Read(string path)
    {
        HoursFile file;
        try
        {
            file = JsonSerializer.Deserialize<HoursFile>(TextFile.Read(path, "--hours"), SchedulingJson.Default)
                ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException problem)
        {
            throw new BadInputException("hours-not-readable", $"{path}{(problem.Path is null ? "" : ":" + problem.Path)}",
                $"营业时间文件“{path}”无法读取：{problem.Message}请参照 samples/hours 中的例子。",
                $"Opening hours file '{path}' cannot be read: {problem.Message} Follow the example in samples/hours.");
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(file.TimeZone) is null)
        {
            throw new BadInputException("unknown-time-zone", "/timeZone",
                $"营业时间文件“{path}”的时区为“{file.TimeZone}”；应为 IANA 时区，例如 Asia/Shanghai。",
                $"The time zone of opening hours file '{path}' is '{file.TimeZone}'; it must be an IANA id such as Asia/Shanghai.");
        }

        if (file.OpeningHours.Count == 0)
        {
            throw new BadInputException("hours-never-open", "/openingHours",
                $"营业时间文件“{path}”没有任何营业时段；至少需要一个。",
                $"Opening hours file '{path}' has no opening period; it must have at least one.");
        }

        return new WeeklyHours(file.OpeningHours, file.TimeZone, file.WeekStart, file.Weekend);
    }
}
