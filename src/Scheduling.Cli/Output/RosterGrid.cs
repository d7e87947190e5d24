using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Scheduling.Cli.Output;

/// <summary>
/// People × days with the start and the shift type of each duty. The letters say all that the colours say. A narrow console gets a tighter
/// grid, and one that is still too wide is cut into blocks of days, so that no cell is ever cut or wrapped.
/// </summary>
internal sealed class RosterGrid
{
    private const int AnyWidth = 100_000;
    private const int NarrowestName = 10;

    private static readonly string[] Colours = ["green", "yellow", "blue", "purple", "teal", "olive", "aqua", "fuchsia"];

    private readonly SchedulingProblem _problem;
    private readonly RosterView _view;
    private readonly CommandOutput _output;
    private readonly LocalDate[] _dates;
    private readonly string[] _bands;
    private readonly bool _withStart;
    private readonly HashSet<(string Employee, LocalDate Date)> _onLeave;

    private RosterGrid(SchedulingProblem problem, RosterView view, CommandOutput output)
    {
        (_problem, _view, _output) = (problem, view, output);
        _dates = [.. view.HorizonDates()];
        _bands = [.. problem.Bands.OrderBy(band => band.Order).Select(band => band.Id)];
        _withStart = problem.Horizon.Days <= 7;
        _onLeave = [.. problem.Leave.Where(leave => leave.Part == LeavePart.FullDay)
            .SelectMany(leave => _dates.Where(date => leave.From <= date && date <= leave.Until).Select(date => (leave.Employee, date)))];
    }

    private string LeaveMark => _output.Language == Language.English ? "lv" : "假";

    private int Width => _output.Surroundings.Out.Profile.Width;

    public static void Write(SchedulingProblem problem, RosterView view, CommandOutput output)
    {
        if (output.ForPrograms)
        {
            return;
        }

        var grid = new RosterGrid(problem, view, output);
        foreach (Table block in grid.Blocks())
        {
            output.Write(block);
        }

        if (problem.Employees.Any(employee => grid._dates.Any(date => grid.IsOnLeave(employee, date))))
        {
            output.Line("假：请假；·：休息。", "lv: on leave; ·: off.");
        }
    }

    // The widest form that fits; long names give way before the days are cut, into as few blocks as do.
    private List<Table> Blocks()
    {
        if (Fits(Block(_dates, compact: false, int.MaxValue), out Table wide))
        {
            return [wide];
        }

        for (int blocks = 1; blocks < _dates.Length; blocks++)
        {
            int days = (_dates.Length + blocks - 1) / blocks;
            foreach (int name in new[] { Math.Max(NarrowestName, Width / 4), NarrowestName })
            {
                List<Table> cut = [.. _dates.Chunk(days).Select(dates => Block(dates, compact: true, name))];
                if (cut.All(block => Fits(block, out _)))
                {
                    return cut;
                }
            }
        }

        return [.. _dates.Select(date => Block([date], compact: true, NarrowestName))];
    }

    private bool Fits(Table table, out Table same)
    {
        same = table;
        return ((IRenderable)table).Measure(RenderOptions.Create(_output.Surroundings.Out), AnyWidth).Max <= Width;
    }

    private Table Block(LocalDate[] dates, bool compact, int mostOfName)
    {
        var table = new Table { Border = compact ? TableBorder.None : TableBorder.Simple, Expand = false };
        table.AddColumn(Column(_output.In("员工", "Employee"), compact));
        CultureInfo culture = CultureInfo.GetCultureInfo(_output.Language == Language.English ? "en" : "zh-CN");
        string form = !_withStart ? "dd" : compact ? "MM-dd" : "ddd MM-dd";
        foreach (LocalDate date in dates)
        {
            string day = Markup.Escape(date.ToString(form, culture));
            table.AddColumn(Column(_problem.Horizon.Weekend.Contains(date.DayOfWeek) ? $"[dim]{day}[/]" : day, compact));
        }

        // The hours are those of all days, so they stand once, after the last.
        bool withHours = dates[^1] == _dates[^1];
        if (withHours)
        {
            table.AddColumn(Column(_output.In("小时", "Hours"), compact).RightAligned());
        }

        foreach (Employee employee in _problem.Employees)
        {
            string name = DisplayWidth.Shorten(CommandOutput.Plain(employee.Name.Length > 0 ? employee.Name : employee.Id), mostOfName);
            string[] hours = withHours ? [(_view.HorizonDutiesOf(employee).Sum(duty => duty.PaidMinutes) / 60.0).ToString("0.#", CultureInfo.InvariantCulture)] : [];
            table.AddRow([Markup.Escape(name), .. dates.Select(date => Cell(employee, date, compact)), .. hours]);
        }

        // A block of days is told from the next by an empty line.
        if (compact && !withHours)
        {
            table.AddEmptyRow();
        }

        return table;
    }

    private static TableColumn Column(string header, bool compact)
    {
        TableColumn column = new TableColumn(header).NoWrap();
        return compact ? column.Padding(0, 0, 1, 0) : column;
    }

    private bool IsOnLeave(Employee employee, LocalDate date) => _onLeave.Contains((employee.Id, date)) && _view.DutyOn(employee, date) is null;

    private string Cell(Employee employee, LocalDate date, bool compact)
    {
        if (_view.DutyOn(employee, date) is not { } duty)
        {
            return $"[dim]{(IsOnLeave(employee, date) ? LeaveMark : "·")}[/]";
        }

        string code = Markup.Escape(CommandOutput.Plain(duty.ShiftType.Id));
        string text = _withStart ? duty.StartTime.ToString("HH:mm", CultureInfo.InvariantCulture) + (compact ? "" : " ") + code : code;
        return $"[{Colours[Array.IndexOf(_bands, duty.Band.Id) % Colours.Length]}]{text}[/]";
    }
}
