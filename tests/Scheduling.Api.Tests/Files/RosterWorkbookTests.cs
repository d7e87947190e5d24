using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Validation;
using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduling.Api.Tests.Files;

public sealed class RosterWorkbookTests
{
    private static readonly SchedulingProblem Problem = FilesSample.DayAndNight;
    private static readonly Roster Roster = FilesSample.RosterOf(Problem);
    private static readonly int LastRow = 4 + Problem.Employees.Count;

    [Theory]
    [InlineData("zh-CN", "排班表", "明细", "图例", "周一", "工号")]
    [InlineData("en", "Roster", "List", "Legend", "Mon", "id")]
    public void The_three_sheets_and_their_headers_speak_the_language(string culture, string roster, string list, string legend, string monday, string id)
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, culture));

        Assert.Equal([roster, list, legend], book.SheetNames);
        Dictionary<string, S.Cell> cells = book.Cells(0);
        Assert.Equal(monday, OpenedWorkbook.TextOf(cells["D3"]));
        Assert.Equal(id, OpenedWorkbook.TextOf(cells["A4"]));
        Assert.Equal(Period.DaysBetween(new LocalDate(1899, 12, 30), Problem.Horizon.Start), OpenedWorkbook.NumberOf(cells["D4"]));
    }

    [Fact]
    public void The_file_obeys_the_schema_of_spreadsheets()
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, "zh-CN"));
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book.Document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Every_cell_shows_the_duty_in_the_colour_of_its_band()
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, "zh-CN"));
        Dictionary<string, S.Cell> cells = book.Cells(0);
        var view = new RosterView(Problem, Roster);
        Dictionary<string, HashSet<string>> fills = [];
        foreach ((int row, Employee employee) in Problem.Employees.Index())
        {
            foreach ((int day, LocalDate date) in view.HorizonDates().Index())
            {
                S.Cell cell = cells[$"{(char)('D' + day)}{row + 5}"];
                Duty? duty = view.DutyOn(employee, date);
                Assert.Equal(duty is not null, OpenedWorkbook.TextOf(cell).StartsWith(duty?.ShiftType.Id ?? "?", StringComparison.Ordinal));
                if (duty is not null)
                {
                    fills.TryAdd(duty.Band.Id, []);
                    fills[duty.Band.Id].Add(book.FillOf(cell));
                    Assert.Equal(duty.IsStandby, OpenedWorkbook.TextOf(cell).EndsWith("(备班)", StringComparison.Ordinal));
                    Assert.Equal(duty.IsStandby ? "mediumDashed" : "thin", book.BorderOf(cell));
                }
            }
        }

        Assert.All(fills.Values, fill => Assert.Single(fill));
        Assert.Equal(Problem.Bands.Count, fills.Values.Select(fill => fill.Single()).Distinct().Count());
    }

    [Fact]
    public void Totals_are_the_numbers_of_the_evaluator()
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, "en"));
        Dictionary<string, S.Cell> cells = book.Cells(0);
        var view = new RosterView(Problem, Roster);
        string[] totals = [.. "KLMNOPQRS".Select(column => OpenedWorkbook.TextOf(cells[$"{column}4"]))];
        Assert.Equal(["hours", "早班", "行政班", "中班", "晚班", "夜班", "nights", "weekend days", "standby"], totals);
        foreach ((int row, Employee employee) in Problem.Employees.Index())
        {
            List<Duty> duties = [.. view.HorizonDutiesOf(employee)];
            Assert.Equal(duties.Sum(duty => duty.PaidMinutes) / 60.0, OpenedWorkbook.NumberOf(cells[$"K{row + 5}"]), 9);
            Assert.Equal(duties.Count(duty => duty.IsNight), OpenedWorkbook.NumberOf(cells[$"Q{row + 5}"]));
            Assert.Equal(duties.Count(duty => duty.IsWork && duty.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday && duty.IsWork), OpenedWorkbook.NumberOf(cells[$"R{row + 5}"]));
            Assert.Equal(duties.Count(duty => duty.IsStandby), OpenedWorkbook.NumberOf(cells[$"S{row + 5}"]));
        }

        CoverageReport coverage = CoverageReport.OfRequired(view);
        Dictionary<string, string> rowOf = cells.Where(cell => cell.Key.StartsWith('B')).GroupBy(cell => OpenedWorkbook.TextOf(cell.Value)).ToDictionary(group => group.Key, group => group.First().Key[1..]);
        Assert.Equal(coverage.RequiredMinutes / 60.0, OpenedWorkbook.NumberOf(cells["K" + rowOf["required hours"]]), 6);
        Assert.Equal(coverage.OnQueueMinutes / 60.0, OpenedWorkbook.NumberOf(cells["K" + rowOf["on-queue hours"]]), 6);
        Assert.Equal(coverage.ShortMinutes / 60.0, OpenedWorkbook.NumberOf(cells["K" + rowOf["short hours"]]), 6);
        Assert.Equal(coverage.Intervals.Where(i => i.Start.Date == Problem.Horizon.Start).Sum(i => i.ShortMinutes) / 60.0, OpenedWorkbook.NumberOf(cells["D" + rowOf["short hours"]]), 6);
        Assert.Equal(view.Duties.Count(duty => duty.Date == Problem.Horizon.Start && duty.IsNight), OpenedWorkbook.NumberOf(cells["D" + rowOf["夜班 on duty"]]));
    }

    [Fact]
    public void Leave_and_weekends_and_holidays_are_told_apart()
    {
        Roster nobody = new() { Assignments = [] };
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, nobody, "zh-CN"));
        Dictionary<string, S.Cell> cells = book.Cells(0);
        int person = Problem.Employees.Index().First(e => e.Item.Id == "a03").Index + 5;

        Assert.Equal("假", OpenedWorkbook.TextOf(cells[$"D{person}"]));
        Assert.Equal("", OpenedWorkbook.TextOf(cells[$"I{person}"]));
        foreach ((int day, GridDay column) in RosterGrid.Of(Problem, nobody, "zh-CN").Days.Index())
        {
            Assert.Equal(RosterWorkbook.FillOf(column.Kind) ?? "", book.FillOf(cells[$"{(char)('D' + day)}5"]));
        }

        // New Year's Day 2026 is a Thursday, the fourth day of this week.
        Assert.Equal(BandColours.Holiday, book.FillOf(cells["G5"]));
        Assert.Contains("元旦", OpenedWorkbook.TextOf(cells["G3"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheet_is_frozen_and_printed_across_one_page()
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, "zh-CN"));
        S.Worksheet sheet = book.Worksheet(0);
        S.Pane pane = sheet.Descendants<S.Pane>().Single();

        Assert.Equal((3.0, 4.0, "D5", S.PaneStateValues.Frozen), (pane.HorizontalSplit!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value, pane.State!.Value));
        S.PageSetup page = sheet.GetFirstChild<S.PageSetup>()!;
        Assert.Equal((S.OrientationValues.Landscape, 1u, 0u), (page.Orientation!.Value, page.FitToWidth!.Value, page.FitToHeight!.Value));
        Assert.True(sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
        Assert.Equal("'排班表'!$A:$C,'排班表'!$1:$4", book.Document.WorkbookPart!.Workbook!.DefinedNames!.Elements<S.DefinedName>().First().Text);
    }

    [Fact]
    public void The_list_has_one_row_per_assignment_with_its_breaks()
    {
        SchedulingProblem problem = FilesSample.Small;
        Roster roster = new()
        {
            Assignments =
            [
                new Assignment { Employee = "a1", Date = new LocalDate(2026, 7, 6), ShiftType = "E", Start = new LocalTime(7, 30), Post = "chat", Breaks = [new PlacedBreak { AfterMinutes = 210, Minutes = 30 }] },
                new Assignment { Employee = "a2", Date = new LocalDate(2026, 7, 7), ShiftType = "N" },
            ],
        };
        using var book = new OpenedWorkbook(RosterWorkbook.Write(problem, roster, "en"));
        string[][] rows = [.. book.Worksheet(1).Descendants<S.Row>().Select(row => row.Elements<S.Cell>().Select(OpenedWorkbook.TextOf).ToArray())];

        Assert.Equal(3, rows.Length);
        Assert.Equal(["a1", "王敏", "2026-07-06", "Mon", "E", "早班", "早班", "chat", "2026-07-06 07:30", "2026-07-06 15:30", "7.5", "11:00-11:30", "0", ""], rows[1]);
        Assert.Equal(["a2", "李静", "2026-07-07", "Tue", "N", "", "夜班", "", "2026-07-07 22:00", "2026-07-08 06:00", "8", "", "0", ""], rows[2]);
        Assert.Equal("E 07:30@chat", OpenedWorkbook.TextOf(book.Cells(0)["D5"]));
    }

    [Fact]
    public void Ink_stands_out_from_its_ground()
    {
        Assert.All(BandColours.Days.Concat(BandColours.Nights), colours => Assert.True(BandColours.Contrast(colours.Fill, colours.Ink) >= 4.5, $"{colours}"));
        Assert.True(BandColours.Contrast("F5F7F9", BandColours.Warning) >= 4.5);
        Assert.Equal(21, BandColours.Contrast("FFFFFF", "000000"), 9);
    }

    [Fact]
    public void Names_that_look_like_formulas_or_hold_control_characters_stay_text()
    {
        SchedulingProblem problem = FilesSample.Small with
        {
            Employees = [new Employee { Id = "=1+1", Name = "@SUM(A1)\u0001", Contract = "full" }],
        };
        using var book = new OpenedWorkbook(RosterWorkbook.Write(problem, new Roster { Assignments = [] }, "en"));
        Dictionary<string, S.Cell> cells = book.Cells(0);

        Assert.Equal(("=1+1", "@SUM(A1)\uFFFD"), (OpenedWorkbook.TextOf(cells["A5"]), OpenedWorkbook.TextOf(cells["B5"])));
        Assert.All(cells.Values, cell => Assert.Null(cell.CellFormula));
        Assert.Equal(S.CellValues.InlineString, cells["A5"].DataType!.Value);
    }

    [Fact]
    public void The_grid_has_a_row_for_everybody_and_for_every_total()
    {
        using var book = new OpenedWorkbook(RosterWorkbook.Write(Problem, Roster, "zh-CN"));
        int rows = book.Worksheet(0).Descendants<S.Row>().Count();
        Assert.Equal(LastRow + Problem.Bands.Count + 1 + 3, rows);
    }
}
