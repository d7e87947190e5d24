using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>
/// Reads a grid of people × dates with short codes, as planners keep it in Excel: CSV, text pasted from a sheet, or XLSX. The header is the
/// first row with dates; people are named by id or name in the first columns; rows that begin with ∑ and columns that are no dates are
/// passed over.
/// </summary>
public static class RosterFile
{
    private static readonly string[] IdHeaders = ["id", "工号", "employee", "员工编号", "编号"];
    private static readonly string[] NameHeaders = ["name", "姓名", "员工"];

    /// <summary>Reads a roster; all cells or none.</summary>
    /// <param name="problem">The week the grid is for.</param>
    /// <param name="bytes">The file, or the pasted text as UTF-8.</param>
    /// <param name="fileName">What messages call the file.</param>
    /// <param name="current">
    /// The roster the grid changes: people and dates the grid does not name stay as they are there, and shifts that stay the same keep
    /// their breaks and their off-queue activity. Nothing by default.
    /// </param>
    public static FileResult<Roster> Read(SchedulingProblem problem, ReadOnlyMemory<byte> bytes, string fileName, Roster? current = null)
    {
        FileResult<SheetTable> table = SheetTable.Read(bytes, fileName);
        if (!table.Succeeded)
        {
            return new FileResult<Roster>(null, table.Problems);
        }

        if (table.Value.Rows.FirstOrDefault(row => row.Cells.Any(cell => DateOf(cell, problem.Horizon) is not null)) is not { } header)
        {
            return FileProblems.Whole<Roster>("no-dates",
                $"文件“{fileName}”中没有日期行；请在人员上方加一行日期，例如 {Iso(problem.Horizon.Start)}。", $"File '{fileName}' has no row of dates; put one above the people, such as {Iso(problem.Horizon.Start)}.");
        }

        var problems = new FileProblems();
        Dictionary<int, LocalDate> dates = Dates(header, problem.Horizon, problems);
        var reading = new GridReading(problem, problems, current ?? new Roster { Assignments = [] });
        foreach (SheetRow row in table.Value.Rows.Where(row => row.Line > header.Line && !row.IsEmpty && !row[0].StartsWith(FileWords.TotalSign, StringComparison.Ordinal)))
        {
            reading.Row(row, header, dates);
        }

        if (!problems.Any && reading.People == 0)
        {
            problems.Add("no-rows", header.Line, "", "", new LocalizedText($"文件“{fileName}”的日期行（第 {header.Line} 行）下面没有人员；请添加。", $"File '{fileName}' has no people below its dates (line {header.Line}); add them."));
        }

        return problems.Any ? problems.Refused<Roster>() : new FileResult<Roster>(reading.Roster(), []);
    }

    private static Dictionary<int, LocalDate> Dates(SheetRow header, Horizon horizon, FileProblems problems)
    {
        Dictionary<int, LocalDate> dates = [];
        int[] dated = [.. Enumerable.Range(0, header.Cells.Count).Where(column => DateOf(header[column], horizon) is not null)];
        for (int column = dated[0]; column <= dated[^1]; column++)
        {
            string text = header[column];
            string letter = SheetTable.Letter(column);
            if (DateOf(text, horizon) is not { } date)
            {
                problems.Cell("invalid-date", header.Line, letter, text, $"它在日期之间，应为形如 {Iso(horizon.Start)} 的日期", $"it stands between dates and must be one, such as {Iso(horizon.Start)}");
            }
            else if (!horizon.Contains(date))
            {
                problems.Cell("date-outside-horizon", header.Line, letter, text, $"应在 {Iso(horizon.Start)} 到 {Iso(horizon.End())} 之间，请改正或删去该列", $"it must be from {Iso(horizon.Start)} to {Iso(horizon.End())}, so correct or remove the column");
            }
            else if (dates.ContainsValue(date))
            {
                problems.Cell("duplicate-date", header.Line, letter, text, "这一日期出现两次，请只保留一列", "the date stands twice, so keep one of the columns");
            }
            else
            {
                dates.Add(column, date);
            }
        }

        return dates;
    }

    // A weekday may stand before or behind a date, in brackets or not.
    private static LocalDate? DateOf(string text, Horizon horizon) =>
        text.Split([' ', '\n', '(', ')', '（', '）'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [var date] => NearDate(date, horizon),
            [var date, var beside] when IsWeekday(beside) || beside == "00:00" => NearDate(date, horizon),
            [var beside, var date] when IsWeekday(beside) => NearDate(date, horizon),
            _ => null,
        };

    // A date without a year is one of the horizon's where it can be.
    private static LocalDate? NearDate(string text, Horizon horizon)
    {
        if (FileValues.Date(text) is { } date)
        {
            return date;
        }

        return FileValues.DayOfYear(text) is not { } day ? null
            : day.InYear(horizon.Start.Year) is var first && horizon.Contains(first) ? first : day.InYear(horizon.End().Year);
    }

    private static bool IsWeekday(string text) => Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).Select(FileWords.WeekdayOf)
        .Any(name => text == name.Zh || text == name.Zh.Replace("周", "星期", StringComparison.Ordinal) || text.StartsWith(name.En, StringComparison.OrdinalIgnoreCase));

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A grid while its rows are read.</summary>
    private sealed class GridReading(SchedulingProblem problem, FileProblems problems, Roster current)
    {
        private readonly Dictionary<(string Employee, LocalDate Date), Assignment> _assignments = current.Assignments.ToDictionary(a => (a.Employee, a.Date));
        private readonly Dictionary<string, int> _lineOf = [];

        public int People => _lineOf.Count;

        public Roster Roster() => new()
        {
            Assignments =
            [
                .. from employee in problem.Employees
                   from day in Enumerable.Range(0, problem.Horizon.Days)
                   let assignment = _assignments.GetValueOrDefault((employee.Id, problem.Horizon.Start.PlusDays(day)))
                   where assignment is not null
                   select assignment,
            ],
        };

        public void Row(SheetRow row, SheetRow header, Dictionary<int, LocalDate> dates)
        {
            if (PersonOf(row, header, dates.Count > 0 ? dates.Keys.Min() : header.Cells.Count) is not { } employee)
            {
                return;
            }

            if (!_lineOf.TryAdd(employee.Id, row.Line))
            {
                problems.Add("duplicate-person", row.Line, "", employee.Id, new LocalizedText(
                    $"第 {row.Line} 行的员工“{employee.Id}”在第 {_lineOf[employee.Id]} 行已出现；请合并为一行。",
                    $"Line {row.Line} is for employee '{employee.Id}', who stands on line {_lineOf[employee.Id]} already; make one line of them."));
                return;
            }

            foreach ((int column, LocalDate date) in dates)
            {
                Cell(employee, date, row.Line, SheetTable.Letter(column), row[column]);
            }
        }

        private Employee? PersonOf(SheetRow row, SheetRow header, int firstDate)
        {
            int Column(string[] names) => Enumerable.Range(0, firstDate).FirstOrDefault(c => names.Contains(header[c].ToLowerInvariant()), -1);

            string id = row[Column(IdHeaders)];
            string name = row[Column(NameHeaders)];
            if (id.Length == 0 && name.Length == 0)
            {
                id = row[0];
            }

            Employee? found = FileValues.Named(problem.Employees, id.Length > 0 ? id : name, e => e.Id, e => e.Name);
            if (found is null)
            {
                string value = id.Length > 0 ? id : name;
                int same = problem.Employees.Count(e => e.Name == value);
                problems.Cell("unknown-person", row.Line, SheetTable.Letter(Math.Max(0, Column(id.Length > 0 ? IdHeaders : NameHeaders))), value,
                    same > 1 ? $"有 {same} 名员工叫这个名字，请改用工号" : "没有这名员工，请改用已有的工号或姓名",
                    same > 1 ? $"{same} people have this name, so use the id" : "there is no such person, so use an id or name there is");
            }

            return found;
        }

        private void Cell(Employee employee, LocalDate date, int line, string column, string text)
        {
            _assignments.Remove((employee.Id, date), out Assignment? before);
            if (RosterCode.IsDayOff(text, problem.ShiftTypes))
            {
                return;
            }

            string codes = string.Join(" ", problem.ShiftTypes.Select(type => type.Id));
            if (RosterCode.Parse(text, problem) is not { } code)
            {
                problems.Cell("unknown-code", line, column, text, $"应为班次代码（{codes}），休息请留空", $"it must be a code of a shift ({codes}), or nothing for a day off");
                return;
            }

            LocalTime start = code.Start ?? code.ShiftType.Parts[0].Start;
            if (!code.ShiftType.Starts().Contains(start))
            {
                problems.Cell("start-not-allowed", line, column, text,
                    $"班次“{code.ShiftType.Id}”不能在 {start:HH:mm} 开始，可以从 {code.ShiftType.Starts().First():HH:mm} 到 {code.ShiftType.Starts().Last():HH:mm}",
                    $"shift '{code.ShiftType.Id}' may not start at {start:HH:mm}, but from {code.ShiftType.Starts().First():HH:mm} to {code.ShiftType.Starts().Last():HH:mm}");
            }
            else if (code.ShiftType.Days.Count > 0 && !code.ShiftType.Days.Contains(date.DayOfWeek))
            {
                problems.Cell("day-not-allowed", line, column, text, $"班次“{code.ShiftType.Id}”不能在{FileWords.Weekday(date, "zh")}开始", $"shift '{code.ShiftType.Id}' may not start on {FileWords.Weekday(date, "en")}");
            }
            else if (code.Post is not null && !code.ShiftType.Posts.Contains(code.Post))
            {
                problems.Cell("post-not-allowed", line, column, text,
                    $"班次“{code.ShiftType.Id}”的岗位应为：{string.Join("、", code.ShiftType.Posts)}", $"the post of shift '{code.ShiftType.Id}' must be one of: {string.Join(", ", code.ShiftType.Posts)}");
            }
            else if (code.OvertimeMinutes > 0 && code.ShiftType.Overtime?.Lengths().Contains(code.OvertimeMinutes) != true)
            {
                string lengths = string.Join(" ", (code.ShiftType.Overtime?.Lengths() ?? []).Where(minutes => minutes > 0));
                problems.Cell("overtime-not-allowed", line, column, text,
                    lengths.Length > 0 ? $"班次“{code.ShiftType.Id}”允许的加班分钟为：{lengths}" : $"班次“{code.ShiftType.Id}”不允许加班",
                    lengths.Length > 0 ? $"the minutes of overtime after shift '{code.ShiftType.Id}' must be one of: {lengths}" : $"shift '{code.ShiftType.Id}' has no overtime after it");
            }
            else
            {
                var assignment = new Assignment { Employee = employee.Id, Date = date, ShiftType = code.ShiftType.Id, Start = code.Start, Post = code.Post };
                bool same = before is not null && before.ShiftType == assignment.ShiftType && before.Post == assignment.Post && (before.Start ?? code.ShiftType.Parts[0].Start) == start;
                _assignments[(employee.Id, date)] = (same ? before! : assignment) with { OvertimeMinutes = code.OvertimeMinutes };
            }
        }
    }
}
