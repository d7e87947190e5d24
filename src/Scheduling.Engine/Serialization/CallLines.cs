using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Serialization;

/// <summary>The lines of one file of calls while they are read.</summary>
internal sealed class CallLines(CallReadOptions options)
{
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

    private readonly string _file = options.FileName;
    private readonly List<InputProblem> _problems = [];
    private readonly List<IntervalVolume> _intervals = [];
    private readonly Dictionary<LocalDateTime, int> _lineOf = [];
    private int _line;
    private int _more;

    public static string[] Header(string line) => [.. Cells(line).Select(cell => cell.ToLowerInvariant())];

    public static bool IsWeekdayHeader(string[] header) => header.SequenceEqual(["day", "weekday", "start", "calls"]);

    public ReadResult<CallHistory> Read(string csv)
    {
        using var lines = new StringReader(csv);
        string first = lines.ReadLine() ?? "";
        string[] header = Header(first);
        _line = 1;
        if (!IsWeekdayHeader(header) && !header.SequenceEqual(["start", "calls"]))
        {
            Add("calls-header", $"{_file}:1",
                $"话务文件“{_file}”的表头为“{first.Trim()}”；应为“start,calls”或“day,weekday,start,calls”。",
                $"The header of calls file '{_file}' is '{first.Trim()}'; it must be 'start,calls' or 'day,weekday,start,calls'.");
        }
        else if (IsWeekdayHeader(header) && options.FirstDay is null)
        {
            Add("calls-first-day", $"{_file}:1",
                $"话务文件“{_file}”只数工作日，没有日期；请给出第 1 天的日期，或改用“start,calls”。",
                $"Calls file '{_file}' counts weekdays and names no dates; say the date of day 1, or use 'start,calls'.");
        }
        else
        {
            while (lines.ReadLine() is { } text)
            {
                _line++;
                ReadLine(text, header.Length);
            }

            Conclude();
        }

        int step = _problems.Count == 0 ? Step() : 0;
        return _problems.Count > 0 ? new ReadResult<CallHistory>(null, _problems) : new ReadResult<CallHistory>(CallHistory.FromIntervals(step, _intervals), []);
    }

    private void ReadLine(string text, int columns)
    {
        string[] cells = Cells(text);
        if (cells is [""])
        {
            return;
        }

        if (cells.Length != columns)
        {
            Wrong("calls-columns", text.Trim(), $"应有 {columns} 列", $"it must have {columns} columns");
        }
        else if (StartOf(cells) is not { } start)
        {
            Wrong("calls-start", text.Trim(),
                columns > 2 ? "第一列应为 1 到 50000 的天数，start 应形如 07:05" : "start 应形如 2026-07-06T07:30",
                columns > 2 ? "the day must be a whole number from 1 to 50000 and the start a time such as 07:05" : "the start must be a date and time such as 2026-07-06T07:30");
        }
        else if (!double.TryParse(cells[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double calls) || !(calls is >= 0 and <= 100_000_000))
        {
            Wrong("calls-number", cells[^1], "通话数应为 0 到 100000000 的数；没有记录的时段请删去该行", "the calls must be a number from 0 to 100000000; leave a line out when nothing was recorded");
        }
        else if (!_lineOf.TryAdd(start, _line))
        {
            Add("calls-twice", $"{_file}:{_line}",
                $"话务文件“{_file}”第 {_lineOf[start]} 行和第 {_line} 行是同一时段 {start:uuuu-MM-dd HH:mm}；请删去其中一行，或把两行的通话数相加为一行。",
                $"Lines {_lineOf[start]} and {_line} of calls file '{_file}' are the same interval, {start:uuuu-MM-dd HH:mm}; remove one of them, or add them up into one line.");
        }
        else
        {
            _intervals.Add(new IntervalVolume(start, calls));
        }
    }

    private void Conclude()
    {
        if (_intervals.Count == 0 && _problems.Count == 0)
        {
            Add("calls-no-rows", _file, $"话务文件“{_file}”只有表头；至少需要一行数据。", $"Calls file '{_file}' has a header only; it must have at least one row.");
        }

        if (_problems.Count == 0)
        {
            AddHoles();
        }

        if (_more > 0)
        {
            _problems.Add(new InputProblem("calls-more", _file, new LocalizedText(
                $"文件“{_file}”还有 {_more} 行有误；请先改正以上各行。", $"File '{_file}' has {_more} more wrong lines; mend those above first.")));
        }
    }

    // A stray date would move the plan to another year.
    private void AddHoles()
    {
        LocalDateTime[] days = [.. _lineOf.Keys.GroupBy(start => start.Date).Select(day => day.Min()).Order()];
        foreach ((LocalDateTime before, LocalDateTime after) in days.Zip(days.Skip(1)))
        {
            if (Period.DaysBetween(before.Date, after.Date) is > LongestHole and int length)
            {
                Add("calls-hole", $"{_file}:{_lineOf[after]}",
                    $"话务文件“{_file}”在 {before:uuuu-MM-dd}（第 {_lineOf[before]} 行）和 {after:uuuu-MM-dd}（第 {_lineOf[after]} 行）之间有 {length} 天没有记录；最多 {LongestHole} 天。请改正写错的日期，或只保留其中一段。",
                    $"Calls file '{_file}' has a hole of {length} days between {before:uuuu-MM-dd} (line {_lineOf[before]}) and {after:uuuu-MM-dd} (line {_lineOf[after]}); {LongestHole} are the most. Correct a mistyped date, or keep one of the two parts.");
            }
        }
    }

    // The longest interval that divides the hour and every start; 0 and a problem when it is too short.
    private int Step()
    {
        int step = 60;
        foreach (IntervalVolume interval in _intervals)
        {
            for (int rest = interval.Start.Hour * 60 + interval.Start.Minute; rest > 0; (step, rest) = (rest, step % rest))
            {
            }

            if (step < 5)
            {
                Add("calls-step", _file,
                    $"话务文件“{_file}”的时段短于 5 分钟（例如 {interval.Start:uuuu-MM-dd HH:mm}）；时段应对齐到 5、6、10、15、30 或 60 分钟。",
                    $"Calls file '{_file}' has intervals shorter than 5 min (such as {interval.Start:uuuu-MM-dd HH:mm}); starts must lie on 5, 6, 10, 15, 30 or 60 min.");
                return 0;
            }
        }

        return step;
    }

    private LocalDateTime? StartOf(string[] cells)
    {
        if (cells.Length > 2)
        {
            return options.FirstDay is { } firstDay && int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 50_000
                && Time.Parse(cells[2]) is { Success: true } time
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

    private static string[] Cells(string line) => [.. line.TrimEnd('\r').Split(',').Select(cell => cell.Trim().Trim('"'))];

    private void Wrong(string code, string value, string zh, string en) =>
        Add(code, $"{_file}:{_line}", $"话务文件“{_file}”第 {_line} 行为“{value}”；{zh}。", $"Line {_line} of calls file '{_file}' is '{value}'; {en}.");

    private void Add(string code, string pointer, string zh, string en)
    {
        if (_problems.Count < MostProblemsTold)
        {
            _problems.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));
        }
        else
        {
            _more++;
        }
    }
}
