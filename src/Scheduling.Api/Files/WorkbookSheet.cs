using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using NodaTime;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduling.Api.Files;

/// <summary>One sheet while it is filled. Rows and columns count from 0.</summary>
internal sealed class WorkbookSheet(string name)
{
    private const int LongestText = 32_000;
    private static readonly LocalDate Zero = new(1899, 12, 30);

    private readonly SortedDictionary<(int Row, int Column), (object? Value, CellLook Look)> _cells = [];
    private readonly List<string> _merged = [];
    private readonly List<double> _widths = [];

    public string Name { get; } = name;

    /// <summary>Rows and columns that stay where they are, and that stand on every printed page.</summary>
    public (int Rows, int Columns) Frozen { get; set; }

    /// <summary>Heights of single rows in points.</summary>
    public Dictionary<int, double> Heights { get; } = [];

    public bool OnLargePaper { get; set; }

    /// <summary>Puts a text, a number, a date or nothing into a cell.</summary>
    public void Put(int row, int column, object? value, CellLook look) => _cells[(row, column)] = (value, look);

    public void Merge(int row, int column, int columns)
    {
        if (columns > 1)
        {
            _merged.Add(Reference(row, column) + ":" + Reference(row, column + columns - 1));
        }
    }

    /// <summary>Widths of the next columns, in characters.</summary>
    public void Widths(double width, int columns = 1) => _widths.AddRange(Enumerable.Repeat(width, columns));

    public void WriteTo(WorksheetPart part, WorkbookLooks looks)
    {
        var rows = new S.SheetData();
        foreach (IGrouping<int, KeyValuePair<(int Row, int Column), (object? Value, CellLook Look)>> line in _cells.GroupBy(cell => cell.Key.Row))
        {
            var row = new S.Row { RowIndex = (uint)line.Key + 1 };
            if (Heights.TryGetValue(line.Key, out double height))
            {
                (row.Height, row.CustomHeight) = (height, true);
            }

            row.Append(line.Select(cell => CellOf(cell.Key.Row, cell.Key.Column, cell.Value.Value, looks.NumberOf(cell.Value.Look))));
            rows.Append(row);
        }

        var sheet = new S.Worksheet(
            new S.SheetProperties(new S.PageSetupProperties { FitToPage = true }),
            new S.SheetViews(new S.SheetView(View()) { WorkbookViewId = 0, ShowGridLines = false }),
            new S.SheetFormatProperties { DefaultRowHeight = 16.5, CustomHeight = true },
            new S.Columns(_widths.Select((width, i) => new S.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })),
            rows);
        if (_merged.Count > 0)
        {
            sheet.Append(new S.MergeCells(_merged.Select(range => new S.MergeCell { Reference = range })));
        }

        sheet.Append(
            new S.PrintOptions { HorizontalCentered = true },
            new S.PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new S.PageSetup { PaperSize = OnLargePaper ? 8u : 9u, Orientation = S.OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new S.HeaderFooter(new S.OddFooter("&L&A&R&P / &N")));
        part.Worksheet = sheet;
    }

    /// <summary>What a printed page repeats, as the workbook defines it; null when nothing is frozen.</summary>
    public string? PrintTitles()
    {
        string sheet = "'" + Name.Replace("'", "''", StringComparison.Ordinal) + "'!";
        return (Frozen.Rows, Frozen.Columns) switch
        {
            (0, 0) => null,
            ( > 0, 0) => string.Create(CultureInfo.InvariantCulture, $"{sheet}$1:${Frozen.Rows}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sheet}$A:${SheetTable.Letter(Frozen.Columns - 1)},{sheet}$1:${Frozen.Rows}"),
        };
    }

    private OpenXmlElement[] View() => Frozen == (0, 0) ? [] :
    [
        new S.Pane
        {
            HorizontalSplit = Frozen.Columns > 0 ? Frozen.Columns : null,
            VerticalSplit = Frozen.Rows,
            TopLeftCell = Reference(Frozen.Rows, Frozen.Columns),
            ActivePane = Frozen.Columns > 0 ? S.PaneValues.BottomRight : S.PaneValues.BottomLeft,
            State = S.PaneStateValues.Frozen,
        },
    ];

    private static S.Cell CellOf(int row, int column, object? value, uint style)
    {
        var cell = new S.Cell { CellReference = Reference(row, column), StyleIndex = style };
        switch (value)
        {
            case string { Length: > 0 } text:
                // A text, whatever it begins with: a spreadsheet never computes it.
                cell.DataType = S.CellValues.InlineString;
                cell.InlineString = new S.InlineString(new S.Text(Sound(text)) { Space = SpaceProcessingModeValues.Preserve });
                break;
            case double number:
                cell.CellValue = new S.CellValue(number);
                break;
            case LocalDate date:
                cell.CellValue = new S.CellValue(Period.DaysBetween(Zero, date));
                break;
        }

        return cell;
    }

    // XML has no place for control characters.
    private static string Sound(string text)
    {
        var sound = new StringBuilder();
        for (int i = 0; i < text.Length && sound.Length < LongestText; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                sound.Append(text[i]).Append(text[++i]);
            }
            else
            {
                sound.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return sound.ToString();
    }

    private static string Reference(int row, int column) => SheetTable.Letter(column) + (row + 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A workbook of several sheets.</summary>
internal static class WorkbookBytes
{
    public static byte[] Of(IReadOnlyList<WorkbookSheet> sheets)
    {
        using var stream = new MemoryStream();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            var looks = new WorkbookLooks();
            var names = new S.Sheets();
            var titles = new S.DefinedNames();
            foreach ((int index, WorkbookSheet sheet) in sheets.Index())
            {
                WorksheetPart part = workbook.AddNewPart<WorksheetPart>();
                sheet.WriteTo(part, looks);
                names.Append(new S.Sheet { Name = sheet.Name, SheetId = (uint)index + 1, Id = workbook.GetIdOfPart(part) });
                if (sheet.PrintTitles() is { } title)
                {
                    titles.Append(new S.DefinedName(title) { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index });
                }
            }

            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = looks.ToStylesheet();
            workbook.Workbook = titles.HasChildren ? new S.Workbook(names, titles) : new S.Workbook(names);
        }

        return stream.ToArray();
    }
}
