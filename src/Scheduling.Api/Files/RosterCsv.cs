using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Api.Files;

/// <summary>A roster as CSV that Excel opens with its Chinese unharmed and that <see cref="RosterFile"/> reads back.</summary>
public static class RosterCsv
{
    /// <summary>People × days: one header, one row per person with what is added up beside it, then rows of totals per day that begin with ∑.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="roster">A roster whose shape is sound.</param>
    /// <param name="culture"><c>zh-CN</c> or <c>en</c>.</param>
    public static byte[] Write(SchedulingProblem problem, Roster roster, string culture)
    {
        RosterGrid grid = RosterGrid.Of(problem, roster, culture);
        var csv = new CsvWriter();
        csv.Row(
        [
            FileWords.EmployeeId.In(culture), FileWords.EmployeeName.In(culture), FileWords.Contract.In(culture),
            .. grid.Days.Select(day => $"{day.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)} {day.Weekday}"),
            .. grid.TotalNames,
        ]);
        foreach (GridPerson person in grid.People)
        {
            csv.Row([person.Employee.Id, person.Employee.Name, person.Contract, .. person.Cells.Select(cell => cell.Text), .. person.Totals.Select(Number)]);
        }

        foreach (GridDayTotal total in grid.DayTotals)
        {
            csv.Row([FileWords.TotalSign, total.Name, "", .. total.PerDay.Select(Number), Number(total.Sum)]);
        }

        return csv.ToBytes();
    }

    /// <summary>One row per assignment, with its breaks.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    public static byte[] WriteList(SchedulingProblem problem, Roster roster, string culture)
    {
        var csv = new CsvWriter();
        csv.Row(RosterList.Header(culture));
        foreach (IReadOnlyList<string> row in RosterList.Rows(new RosterView(problem, roster), culture))
        {
            csv.Row(row);
        }

        return csv.ToBytes();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
