using NodaTime;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Cli.Tests.Output;

public sealed class RosterGridTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);

    public static TheoryData<string, int, int> Grids =>
        new(from language in new[] { "zh", "en", "both" } from days in new[] { 1, 7, 14, 28, 31 } from width in new[] { 40, 60, 80, 120 } select (language, days, width));

    [Theory]
    [MemberData(nameof(Grids))]
    public void Every_cell_is_whole_and_every_line_fits_at_any_width_and_language(string language, int days, int width)
    {
        SchedulingProblem problem = Problem(days);
        string[] lines = Lines(problem, Languages.Parse(language)!.Value, width);
        Assert.All(lines, line => Assert.InRange(DisplayWidth.Of(line), 0, width));
        string cell = days <= 7 ? "08:30" : "O8";
        Assert.Equal(problem.Employees.Count * days, lines.Sum(line => line.Split(cell).Length - 1));
        Assert.All(lines.SelectMany(line => line.Split(' ')), word => Assert.NotEqual("…", word));
        Assert.All(problem.Employees.Take(2), employee => Assert.Contains(lines, line => line.Contains(employee.Name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("zh", "员工")]
    [InlineData("en", "Employee")]
    public void A_week_at_80_columns_is_one_block_with_dates_starts_and_hours(string language, string header)
    {
        string[] lines = Lines(Problem(7), Languages.Parse(language)!.Value, 80);
        Assert.Equal(1 + 3, lines.Length);
        Assert.StartsWith(header, lines[0].TrimStart(), StringComparison.Ordinal);
        Assert.Contains("07-06", lines[0], StringComparison.Ordinal);
        Assert.Contains("07-12", lines[0], StringComparison.Ordinal);
        Assert.Contains("08:30O8", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("56", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_console_keeps_weekdays()
    {
        Assert.Contains("Mon 07-06", Lines(Problem(7), Language.English, 160)[0], StringComparison.Ordinal);
        Assert.Contains("周一 07-06", Lines(Problem(7), Language.Chinese, 160)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "假")]
    [InlineData("en", "lv")]
    public void A_day_of_leave_is_told_from_a_day_off_and_half_a_day_keeps_the_shift(string language, string mark)
    {
        SchedulingProblem problem = Problem(7) with
        {
            Leave =
            [
                new Leave { Employee = "A", From = Monday.PlusDays(-3), Until = Monday.PlusDays(1) },
                new Leave { Employee = "A", From = Monday.PlusDays(2), Until = Monday.PlusDays(2), Part = LeavePart.Morning },
                new Leave { Employee = "A", From = Monday.PlusDays(3), Until = Monday.PlusDays(3), Part = LeavePart.Afternoon },
            ],
        };
        string[] cells = Lines(problem, Languages.Parse(language)!.Value, 80, firstDay: 3)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([mark, mark, "·", "08:30O8"], cells[1..5]);
    }

    private static string[] Lines(SchedulingProblem problem, Language language, int width, int firstDay = 0)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings { Out = CommandRun.Console(text, width), Error = CommandRun.Console(text), Language = language };
        var roster = new Roster
        {
            Assignments = [.. from employee in problem.Employees
                from day in Enumerable.Range(firstDay, problem.Horizon.Days - firstDay)
                select new Assignment { Employee = employee.Id, Date = Monday.PlusDays(day), ShiftType = "O8" }],
        };
        RosterGrid.Write(problem, new RosterView(problem, roster), new CommandOutput(surroundings, forPrograms: false));
        return [.. text.ToString().Split('\n').Where(line => line.Trim().Length > 0 && !line.Contains('─', StringComparison.Ordinal)).Select(line => line.TrimEnd())];
    }

    private static SchedulingProblem Problem(int days) => new()
    {
        Horizon = new Horizon { Start = Monday, Days = days },
        Bands = [new Band { Id = "early" }],
        Contracts = [new Contract { Id = "full" }],
        ShiftTypes = [new ShiftType { Id = "O8", Band = "early", Parts = [new ShiftPart { Start = new LocalTime(8, 30), End = new LocalTime(16, 30) }] }],
        Employees =
        [
            new Employee { Id = "A", Name = "王芳", Contract = "full" },
            new Employee { Id = "B", Name = "欧阳建国", Contract = "full" },
            new Employee { Id = "C", Name = "Bartholomew Featherstonehaugh", Contract = "full" },
        ],
    };
}
