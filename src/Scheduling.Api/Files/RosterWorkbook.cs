using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>A roster as an XLSX workbook: the grid people know, the same as a list, and a legend.</summary>
public static class RosterWorkbook
{
    private const int NameColumns = 3;
    private const int HeaderRows = 4;

    private static readonly CellLook Title = new() { Bold = true, Points = 14, Bare = true };
    private static readonly CellLook Head = new() { Bold = true, Fill = "DCE3EA", Place = CellPlace.Centre };
    private static readonly CellLook Text = new();
    private static readonly CellLook Count = new() { Place = CellPlace.Centre, Format = "0" };
    private static readonly CellLook Hours = new() { Place = CellPlace.Centre, Format = "0.0" };

    /// <summary>Writes a workbook.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="roster">A roster whose shape is sound.</param>
    /// <param name="culture"><c>zh-CN</c> or <c>en</c>.</param>
    public static byte[] Write(SchedulingProblem problem, Roster roster, string culture)
    {
        RosterGrid grid = RosterGrid.Of(problem, roster, culture);
        return WorkbookBytes.Of([Grid(problem, grid, culture), List(grid, culture), RosterLegend.Sheet(problem, grid, culture)]);
    }

    /// <summary>The look of the cells of a band.</summary>
    internal static CellLook LookOf(IReadOnlyList<Band> bands, string bandId, bool standby)
    {
        Band band = bands.First(b => b.Id == bandId);
        (string Fill, string Ink)[] colours = band.Night ? BandColours.Nights : BandColours.Days;
        (string fill, string ink) = colours[bands.Where(b => b.Night == band.Night).TakeWhile(b => b.Id != bandId).Count() % colours.Length];
        return new CellLook { Fill = fill, Ink = ink, Place = CellPlace.Centre, Shrinks = true, Bold = !standby, Italic = standby, Broken = standby };
    }

    /// <summary>The ground of a day.</summary>
    internal static string? FillOf(GridDayKind kind) => kind switch
    {
        GridDayKind.Weekend => BandColours.Weekend,
        GridDayKind.Holiday => BandColours.Holiday,
        _ => null,
    };

    private static WorkbookSheet Grid(SchedulingProblem problem, RosterGrid grid, string culture)
    {
        var sheet = new WorkbookSheet(FileWords.Roster.In(culture)) { Frozen = (HeaderRows, NameColumns), OnLargePaper = grid.Days.Count > 14 };
        sheet.Widths(9);
        sheet.Widths(11);
        sheet.Widths(14);
        sheet.Widths(grid.Days.Count <= 7 ? 14 : 8.5, grid.Days.Count);
        sheet.Widths(9, grid.TotalNames.Count);
        PutHeader(problem, grid, sheet, culture);
        int row = HeaderRows;
        foreach (GridPerson person in grid.People)
        {
            sheet.Put(row, 0, person.Employee.Id, Text);
            sheet.Put(row, 1, person.Employee.Name, Text);
            sheet.Put(row, 2, person.Contract, Text);
            for (int day = 0; day < grid.Days.Count; day++)
            {
                sheet.Put(row, NameColumns + day, person.Cells[day].Text, LookOf(grid, person.Cells[day], grid.Days[day].Kind));
            }

            for (int i = 0; i < person.Totals.Count; i++)
            {
                sheet.Put(row, NameColumns + grid.Days.Count + i, person.Totals[i], i == 0 ? Hours : Count);
            }

            row++;
        }

        foreach (GridDayTotal total in grid.DayTotals)
        {
            PutDayTotal(total, grid, sheet, row++);
        }

        return sheet;
    }

    private static void PutHeader(SchedulingProblem problem, RosterGrid grid, WorkbookSheet sheet, string culture)
    {
        Horizon horizon = problem.Horizon;
        string name = problem.Name.Length > 0 ? problem.Name : FileWords.Roster.In(culture);
        sheet.Put(0, 0, $"{name}  {Iso(horizon.Start)} – {Iso(horizon.End())}", Title);
        sheet.Heights[0] = 26;
        for (int column = 0; column < NameColumns + grid.Days.Count + grid.TotalNames.Count; column++)
        {
            sheet.Put(1, column, null, Head);
            sheet.Put(2, column, null, Head);
            sheet.Put(3, column, null, Head);
        }

        foreach (GridWeek week in grid.Weeks)
        {
            sheet.Put(1, NameColumns + week.FirstDay, week.Title, Head);
            sheet.Merge(1, NameColumns + week.FirstDay, week.Days);
        }

        foreach ((int i, GridDay day) in grid.Days.Index())
        {
            CellLook look = Head with { Fill = FillOf(day.Kind) ?? Head.Fill, Shrinks = true };
            sheet.Put(2, NameColumns + i, day.Holiday.Length > 0 ? $"{day.Weekday} {day.Holiday}" : day.Weekday, look);
            sheet.Put(3, NameColumns + i, day.Date, look with { Format = "mm-dd" });
        }

        sheet.Put(3, 0, FileWords.EmployeeId.In(culture), Head);
        sheet.Put(3, 1, FileWords.EmployeeName.In(culture), Head);
        sheet.Put(3, 2, FileWords.Contract.In(culture), Head);
        foreach ((int i, string total) in grid.TotalNames.Index())
        {
            sheet.Put(3, NameColumns + grid.Days.Count + i, total, Head with { Shrinks = true });
        }
    }

    private static void PutDayTotal(GridDayTotal total, RosterGrid grid, WorkbookSheet sheet, int row)
    {
        CellLook name = Text with { Bold = true, Fill = "F5F7F9" };
        CellLook number = (total.Hours ? Hours : Count) with { Fill = "F5F7F9" };
        sheet.Put(row, 0, FileWords.TotalSign, name);
        sheet.Put(row, 1, total.Name, name);
        sheet.Put(row, 2, null, name);
        sheet.Merge(row, 1, 2);
        for (int day = 0; day <= total.PerDay.Count; day++)
        {
            double amount = day < total.PerDay.Count ? total.PerDay[day] : total.Sum;
            sheet.Put(row, NameColumns + day, amount, total.Warns && amount > 0 ? number with { Bold = true, Ink = BandColours.Warning } : number);
        }
    }

    private static CellLook LookOf(RosterGrid grid, GridCell cell, GridDayKind day) => cell.Kind switch
    {
        GridCellKind.Work or GridCellKind.Standby => LookOf(grid.Bands, cell.Band!, cell.Kind == GridCellKind.Standby),
        GridCellKind.Leave => new CellLook { Fill = BandColours.Leave, Place = CellPlace.Centre, Italic = true },
        _ => new CellLook { Fill = FillOf(day), Place = CellPlace.Centre },
    };

    private static WorkbookSheet List(RosterGrid grid, string culture)
    {
        var sheet = new WorkbookSheet(FileWords.List.In(culture)) { Frozen = (1, 0) };
        foreach (double width in new[] { 10, 12, 12, 8, 9, 14, 12, 14, 18, 18, 8, 40.0 })
        {
            sheet.Widths(width);
        }

        foreach ((int column, string title) in RosterList.Header(culture).Index())
        {
            sheet.Put(0, column, title, Head);
        }

        foreach ((int row, IReadOnlyList<string> values) in RosterList.Rows(grid.View, culture).Index())
        {
            foreach ((int column, string value) in values.Index())
            {
                bool hours = column == RosterList.HoursColumn;
                sheet.Put(row + 1, column, hours ? double.Parse(value, CultureInfo.InvariantCulture) : value, hours ? Hours : Text);
            }
        }

        return sheet;
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
