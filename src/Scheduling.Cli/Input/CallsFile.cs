using NodaTime;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Input;

/// <summary>A history of calls from a CSV file of one of the forms that <see cref="CallHistoryReader"/> reads.</summary>
internal sealed record CallsFile
{
    private const string Option = "--calls";
    private const int LargestMiB = 64;

    public required CallHistory History { get; init; }

    /// <summary>Whether the file counts weekdays instead of naming dates.</summary>
    public required bool CountsWeekdays { get; init; }

    public LocalDate FirstDate => History.Dates.First();

    public LocalDate LastDate => History.Dates.Last();

    /// <exception cref="BadInputException">The file cannot be read, or a line of it is wrong.</exception>
    public static CallsFile Read(string path, LocalDate firstDay)
    {
        string text = TextFile.Read(path, Option, LargestMiB);
        ReadResult<CallHistory> result = CallHistoryReader.Read(text, new CallReadOptions { FileName = path, FirstDay = firstDay, MaximumBytes = LargestMiB * 1024 * 1024 });
        return result.Succeeded
            ? new CallsFile { History = result.Value, CountsWeekdays = CallHistoryReader.CountsWeekdays(text) }
            : throw new BadInputException(result.Problems);
    }

    /// <summary>The history in the intervals of the plan.</summary>
    /// <exception cref="BadInputException">They are no multiple of the file's.</exception>
    public CallHistory InIntervalsOf(int minutes) =>
        minutes % History.IntervalMinutes == 0 ? History.WithIntervalMinutes(minutes)
            : throw new BadInputException("interval-too-short", "--interval",
                $"时段长度（--interval）为 {minutes} 分钟，而话务文件按 {History.IntervalMinutes} 分钟记录；请用它的倍数。",
                $"Interval length (--interval) is {minutes} min, but the calls file counts every {History.IntervalMinutes} min; use a multiple of it.");
}
