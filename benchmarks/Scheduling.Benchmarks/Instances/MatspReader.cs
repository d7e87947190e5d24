using System.Globalization;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Reads the text form of the multi-activity instances: sections in any order but the horizon and the tasks before the cover, one line of comma separated fields each,
/// <c>#</c> begins a comment. What is wrong is told with the line and the value.
/// </summary>
internal sealed class MatspReader : SectionReader
{
    private static readonly string[] Sections = ["HORIZON", "TASKS", "STAFF", "COVER"];

    private readonly List<MatspEmployee> _staff = [];
    private readonly HashSet<string> _ids = [];
    private int[][] _wanted = [];
    private int _days;
    private int _tasks;

    private MatspReader(string file)
        : base(file, Sections)
    {
    }

    /// <summary>Reads an instance from its file.</summary>
    /// <exception cref="InstanceException">Something in it cannot be read.</exception>
    public static MatspInstance ReadFile(string path) => Read(Path.GetFileName(path), File.ReadLines(path));

    /// <summary>Reads an instance from its lines. <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="InstanceException">Something in it cannot be read.</exception>
    public static MatspInstance Read(string file, IEnumerable<string> lines) => new MatspReader(file).Read(lines);

    private MatspInstance Read(IEnumerable<string> lines)
    {
        ReadSections(lines);
        return new MatspInstance
        {
            Days = _days > 0 ? _days : throw Wrong("the number of days is missing", 0),
            Tasks = _tasks > 0 ? _tasks : throw Wrong("the number of tasks is missing", 0),
            Staff = _staff,
            Wanted = [.. _wanted.Select((task, t) => Array.IndexOf(task, -1) is var hole and >= 0
                ? throw Wrong($"the cover of task {t + 1} is missing in quarter {hole} of the horizon", 0) : task)],
        };
    }

    protected override void ReadRow(string section, string line, string[] fields)
    {
        switch (section)
        {
            case "HORIZON":
                _days = _days == 0 ? Number(fields[0], "number of days", 1, 365) : throw Wrong($"a second number of days '{line}'");
                break;
            case "TASKS":
                _tasks = _tasks == 0 ? Number(fields[0], "number of tasks", 1, 100) : throw Wrong($"a second number of tasks '{line}'");
                break;
            case "STAFF":
                Count(fields, 3, "an employee");
                int least = Number(fields[1], "least minutes");
                _staff.Add(new MatspEmployee(fields[0], least, Number(fields[2], "most minutes", least)));
                _ = fields[0].Length > 0 && _ids.Add(fields[0]) ? 0 : throw Wrong($"employee '{fields[0]}' stands twice or has no id");
                break;
            case "COVER":
                ReadCover(fields);
                break;
            default:
                throw Wrong($"'{line}' stands before the first section");
        }
    }

    private void ReadCover(string[] fields)
    {
        Count(fields, 5, "a cover line");
        if (_wanted.Length == 0)
        {
            _wanted = _days > 0 && _tasks > 0
                ? [.. Enumerable.Range(0, _tasks).Select(_ => Enumerable.Repeat(-1, _days * MatspInstance.QuartersPerDay).ToArray())]
                : throw Wrong("the cover stands before the horizon or the tasks");
        }

        int day = Number(fields[0], "day", 1, _days + 1);
        int task = Number(fields[2], "task", 1, _tasks);
        int least = Number(fields[3], "least staff");
        int most = Number(fields[4], "most staff");
        if (least != most)
        {
            throw Wrong($"least staff is {least} and most {most}; only instances in which they are equal can be said");
        }

        int quarter = ((day - 1) * MatspInstance.QuartersPerDay) + Quarter(fields[1]) - MatspInstance.FirstQuarter;
        if (quarter < 0 || quarter >= _days * MatspInstance.QuartersPerDay)
        {
            throw Wrong($"'{fields[1]}' of day {day} is outside the horizon");
        }

        _wanted[task - 1][quarter] = _wanted[task - 1][quarter] < 0 ? least : throw Wrong($"a second cover of task {task} at '{fields[1]}' of day {day}");
    }

    /// <summary>The quarter of the day of an interval such as <c>06:00-06:15</c>.</summary>
    private int Quarter(string text)
    {
        string[] ends = text.Split('-', StringSplitOptions.TrimEntries);
        int[] minutes = [.. ends.Select(e => TimeOnly.TryParseExact(e, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly at) && at.Second == 0
            ? (at.Hour * 60) + at.Minute : -1)];
        return minutes is [>= 0 and var from, >= 0 and var to] && from % 15 == 0 && to == (from + 15) % 1440
            ? from / 15
            : throw Wrong($"'{text}' is no quarter of an hour");
    }
}
