using Scheduling.Api.Files;

namespace Scheduling.Api.Tests.Files;

/// <summary>Makes a workbook of one sheet from CSV without quotes, as a spreadsheet program would save it.</summary>
internal static class TestWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Of(string csv)
    {
        var sheet = new WorkbookSheet("Sheet1");
        foreach ((int row, string line) in csv.TrimEnd('\n').Split('\n').Index())
        {
            foreach ((int column, string cell) in line.Split(',').Index())
            {
                sheet.Put(row, column, cell, new CellLook());
            }
        }

        return WorkbookBytes.Of([sheet]);
    }
}
