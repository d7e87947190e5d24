using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Input;

/// <summary>
/// A history of calls from a CSV file: <c>start,calls</c> with local dates and times, or <c>day,weekday,start,calls</c> in which days are
/// counted over consecutive weekdays from a first day that the caller names.
/// </summary>
internal sealed record CallsFile
{
    private const string Option = "--calls";
    private const int LargestMiB = 64;
    private const int MostProblemsTold = 10;
    private const int LongestHole = 366;
    private static readonly LocalDateTimePattern[] DateTimes =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
    ];

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public required CallHistory History { get; init; }

    /// <summary>Whether the file counts weekdays instead of naming dates.</summary>
    public required bool CountsWeekdays { get; init; }

    public LocalDate FirstDate => History.Dates.First();

    public LocalDate LastDate => History.Dates.Last();

    /// <exception cref="BadInputException">The file cannot be read, or a line of it is wrong.</exception>
    public static CallsFile Read(string path, LocalDate firstDay)
    {
        using var lines = new StringReader(TextFile.Read(path, Option, LargestMiB));
        string first = lines.ReadLine() ?? "";
        string[] header = [.. Cells(first).Select(cell => cell.ToLowerInvariant())];
        bool countsWeekdays = header.SequenceEqual(["day", "weekday", "start", "calls"]);
        if (!countsWeekdays && !header.SequenceEqual(["start", "calls"]))
        {
            throw new BadInputException("calls-header", $"{path}:1",
                $"话务文件“{path}”的表头为“{first.Trim()}”；应为“start,calls”或“day,weekday,start,calls”。",
                $"The header of calls file '{path}' is '{first.Trim()}'; it must be 'start,calls' or 'day,weekday,start,calls'.");
        }

        List<InputProblem> problems = [];
        int more = 0;
        List<IntervalVolume> intervals = [];
        Dictionary<LocalDateTime, int> lineOf = [];
        int line = 1;
        while (lines.ReadLine() is { } text)
        {
            line++;
            string[] cells = Cells(text);
            if (cells is [""])
            {
                continue;
            }

            if (cells.Length != header.Length)
            {
                Wrong("calls-columns", text.Trim(), $"应有 {header.Length} 列", $"it must have {header.Length} columns");
            }
            else if (StartOf(cells, countsWeekdays, firstDay) is not { } start)
            {
                Wrong("calls-start", text.Trim(),
                    countsWeekdays ? "第一列应为 1 到 50000 的天数，start 应形如 07:05" : "start 应形如 2026-07-06T07:30",
                    countsWeekdays ? "the day must be a whole number from 1 to 50000 and the start a time such as 07:05" : "the start must be a date and time such as 2026-07-06T07:30");
            }
            else if (!double.TryParse(cells[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double calls) || !(calls is >= 0 and <= 100_000_000))
            {
                Wrong("calls-number", cells[^1], "通话数应为 0 到 100000000 的数；没有记录的时段请删去该行", "the calls must be a number from 0 to 100000000; leave a line out when nothing was recorded");
            }
            else if (!lineOf.TryAdd(start, line))
            {
                Add("calls-twice", $"{path}:{line}",
                    $"话务文件“{path}”第 {lineOf[start]} 行和第 {line} 行是同一时段 {start:uuuu-MM-dd HH:mm}；请删去其中一行，或把两行的通话数相加为一行。",
                    $"Lines {lineOf[start]} and {line} of calls file '{path}' are the same interval, {start:uuuu-MM-dd HH:mm}; remove one of them, or add them up into one line.");
            }
            else
            {
                intervals.Add(new IntervalVolume(start, calls));
            }
        }

        if (intervals.Count == 0 && problems.Count == 0)
        {
            problems.Add(new InputProblem("calls-no-rows", path, new LocalizedText($"话务文件“{path}”只有表头；至少需要一行数据。", $"Calls file '{path}' has a header only; it must have at least one row.")));
        }

        if (problems.Count == 0)
        {
            AddHoles();
        }

        if (more > 0)
        {
            problems.Add(new InputProblem("calls-more", path, new LocalizedText($"文件“{path}”还有 {more} 行有误；请先改正以上各行。", $"File '{path}' has {more} more wrong lines; mend those above first.")));
        }

        return problems.Count > 0 ? throw new BadInputException(problems)
            : new CallsFile { History = CallHistory.FromIntervals(StepOf(intervals, path), intervals), CountsWeekdays = countsWeekdays };

        void Wrong(string code, string value, string zh, string en) =>
            Add(code, $"{path}:{line}", $"话务文件“{path}”第 {line} 行为“{value}”；{zh}。", $"Line {line} of calls file '{path}' is '{value}'; {en}.");

        // A stray date would move the plan to another year.
        void AddHoles()
        {
            LocalDateTime[] days = [.. lineOf.Keys.GroupBy(start => start.Date).Select(day => day.Min()).Order()];
            foreach ((LocalDateTime before, LocalDateTime after) in days.Zip(days.Skip(1)))
            {
                if (Period.DaysBetween(before.Date, after.Date) is > LongestHole and int length)
                {
                    Add("calls-hole", $"{path}:{lineOf[after]}",
                        $"话务文件“{path}”在 {before:uuuu-MM-dd}（第 {lineOf[before]} 行）和 {after:uuuu-MM-dd}（第 {lineOf[after]} 行）之间有 {length} 天没有记录；最多 {LongestHole} 天。请改正写错的日期，或只保留其中一段。",
                        $"Calls file '{path}' has a hole of {length} days between {before:uuuu-MM-dd} (line {lineOf[before]}) and {after:uuuu-MM-dd} (line {lineOf[after]}); {LongestHole} are the most. Correct a mistyped date, or keep one of the two parts.");
                }
            }
        }

        void Add(string code, string pointer, string zh, string en)
        {
            if (problems.Count < MostProblemsTold)
            {
                problems.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));
            }
            else
            {
                more++;
            }
        }
    }

    /// <summary>The history in the intervals of the plan.</summary>
    /// <exception cref="BadInputException">They are no multiple of the file's.</exception>
    public CallHistory InIntervalsOf(int minutes) =>
        minutes % History.IntervalMinutes == 0 ? History.WithIntervalMinutes(minutes)
            : throw new BadInputException("interval-too-short", "--interval",
                $"时段长度（--interval）为 {minutes} 分钟，而话务文件按 {History.IntervalMinutes} 分钟记录；请用它的倍数。",
                $"Interval length (--interval) is {minutes} min, but the calls file counts every {History.IntervalMinutes} min; use a multiple of it.");

    private static LocalDateTime? StartOf(string[] cells, bool countsWeekdays, LocalDate firstDay)
    {
        if (countsWeekdays)
        {
            return int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 50_000 && Time.Parse(cells[2]) is { Success: true } time
                ? Weekday(firstDay, day).At(time.Value) : null;
        }

        foreach (LocalDateTimePattern pattern in DateTimes)
        {
            if (pattern.Parse(cells[0]) is { Success: true, Value: var start } && start.Second == 0 && start.Year is >= 1900 and <= 2200)
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>The date of the n-th weekday, Monday to Friday, from a first one on.</summary>
    private static LocalDate Weekday(LocalDate firstDay, int number)
    {
        int beforeMonday = (int)firstDay.DayOfWeek - 1;
        int index = number - 1 + beforeMonday;
        return firstDay.PlusDays(-beforeMonday).PlusDays(index / 5 * 7 + index % 5);
    }

    // The longest interval that divides the day and every start.
    private static int StepOf(List<IntervalVolume> intervals, string path)
    {
        int step = 60;
        foreach (IntervalVolume interval in intervals)
        {
            for (int rest = interval.Start.Hour * 60 + interval.Start.Minute; rest > 0; (step, rest) = (rest, step % rest))
            {
            }

            if (step < 5)
            {
                throw new BadInputException("calls-step", path,
                    $"话务文件“{path}”的时段短于 5 分钟（例如 {interval.Start:uuuu-MM-dd HH:mm}）；时段应对齐到 5、6、10、15、30 或 60 分钟。",
                    $"Calls file '{path}' has intervals shorter than 5 min (such as {interval.Start:uuuu-MM-dd HH:mm}); starts must lie on 5, 6, 10, 15, 30 or 60 min.");
            }
        }

        return step;
    }

    private static string[] Cells(string line) => [.. line.TrimEnd('\r').Split(',').Select(cell => cell.Trim().Trim('"'))];
}
