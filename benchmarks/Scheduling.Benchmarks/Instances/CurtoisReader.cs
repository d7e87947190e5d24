namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Reads the text form of the staff scheduling instances: sections in any order, one line of comma separated fields each, <c>#</c> begins a comment. What is wrong is
/// told with the line and the value.
/// </summary>
internal sealed class CurtoisReader : SectionReader
{
    private static readonly string[] Sections = ["HORIZON", "SHIFTS", "STAFF", "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER"];

    private readonly List<CurtoisShift> _shifts = [];
    private readonly List<CurtoisEmployee> _staff = [];
    private readonly List<(string Employee, int Day)> _daysOff = [];
    private readonly List<CurtoisRequest> _on = [];
    private readonly List<CurtoisRequest> _off = [];
    private readonly List<CurtoisCover> _cover = [];
    private readonly HashSet<string> _shiftIds = [];
    private readonly HashSet<string> _staffIds = [];
    private readonly HashSet<(int Day, string Shift)> _covered = [];
    private readonly List<(int Line, string Shift)> _successors = [];
    private int _days;

    private CurtoisReader(string file)
        : base(file, Sections)
    {
    }

    /// <summary>Reads an instance from its file.</summary>
    /// <exception cref="InstanceException">Something in it cannot be read.</exception>
    public static CurtoisInstance ReadFile(string path) => Read(Path.GetFileName(path), File.ReadLines(path));

    /// <summary>Reads an instance from its lines. <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="InstanceException">Something in it cannot be read.</exception>
    public static CurtoisInstance Read(string file, IEnumerable<string> lines) => new CurtoisReader(file).Read(lines);

    private CurtoisInstance Read(IEnumerable<string> lines)
    {
        ReadSections(lines);

        foreach ((int at, string shift) in _successors.Where(s => !_shiftIds.Contains(s.Shift)))
        {
            throw Wrong($"unknown shift '{shift}' among those that cannot follow", at);
        }

        return new CurtoisInstance { Days = _days, Shifts = _shifts, Staff = _staff, DaysOff = _daysOff, OnRequests = _on, OffRequests = _off, Cover = _cover };
    }

    protected override void ReadRow(string section, string line, string[] fields)
    {
        switch (section)
        {
            case "HORIZON":
                _days = _days == 0 ? Number(fields[0], "number of days", 1, 366) : throw Wrong($"a second number of days '{line}'");
                break;
            case "SHIFTS":
                ReadShift(fields);
                break;
            case "STAFF":
                ReadEmployee(fields);
                break;
            case "DAYS_OFF":
                string employee = Employee(fields[0]);
                _daysOff.AddRange(fields.Skip(1).Where(f => f.Length > 0).Select(f => (employee, Day(f))));
                break;
            case "SHIFT_ON_REQUESTS":
                _on.Add(Request(fields));
                break;
            case "SHIFT_OFF_REQUESTS":
                _off.Add(Request(fields));
                break;
            case "COVER":
                Count(fields, 5, "a cover line");
                var cover = new CurtoisCover(Day(fields[0]), Shift(fields[1]), Number(fields[2], "number wanted"), Number(fields[3], "weight"), Number(fields[4], "weight"));
                _cover.Add(_covered.Add((cover.Day, cover.Shift)) ? cover : throw Wrong($"a second cover of shift '{cover.Shift}' on day {cover.Day}"));
                break;
            default:
                throw Wrong($"'{line}' stands before the first section");
        }
    }

    private void ReadShift(string[] fields)
    {
        if (fields.Length is < 2 or > 3 || fields[0].Length == 0)
        {
            throw Wrong($"'{string.Join(',', fields)}' is no shift: it needs an id, minutes and the ids that cannot follow");
        }

        string[] not = fields.Length == 3 ? fields[2].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        _shifts.Add(new CurtoisShift(fields[0], Number(fields[1], "length in minutes", 1, 1440), not));
        _successors.AddRange(not.Select(s => (Line, s)));
        _ = _shiftIds.Add(fields[0]) ? 0 : throw Wrong($"shift '{fields[0]}' stands twice");
    }

    private void ReadEmployee(string[] fields)
    {
        Count(fields, 8, "an employee");
        Dictionary<string, int> most = [];
        foreach (string limit in fields[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = limit.Split('=', StringSplitOptions.TrimEntries);
            _ = parts.Length == 2 && most.TryAdd(Shift(parts[0]), Number(parts[1], "most shifts")) ? 0 : throw Wrong($"'{limit}' is no limit of a shift type, or stands twice");
        }

        int[] limits = [.. fields.Skip(2).Select(f => Number(f, "limit"))];
        _staff.Add(new CurtoisEmployee(fields[0], most, limits[0], limits[1], limits[2], limits[3], limits[4], limits[5]));
        _ = fields[0].Length > 0 && _staffIds.Add(fields[0]) ? 0 : throw Wrong($"employee '{fields[0]}' stands twice or has no id");
    }

    private CurtoisRequest Request(string[] fields)
    {
        Count(fields, 4, "a request");
        return new CurtoisRequest(Employee(fields[0]), Day(fields[1]), Shift(fields[2]), Number(fields[3], "weight"));
    }

    private int Day(string text)
    {
        int day = Number(text, "day");
        return day < _days ? day : throw Wrong($"day {day} is outside the horizon of {_days} days");
    }

    private string Shift(string id) => _shiftIds.Contains(id) ? id : throw Wrong($"unknown shift '{id}'");

    private string Employee(string id) => _staffIds.Contains(id) ? id : throw Wrong($"unknown employee '{id}'");
}
