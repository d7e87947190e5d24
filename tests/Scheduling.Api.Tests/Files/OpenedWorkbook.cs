using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduling.Api.Tests.Files;

/// <summary>A workbook as OpenXml sees it.</summary>
internal sealed class OpenedWorkbook : IDisposable
{
    private readonly SpreadsheetDocument _document;
    private readonly S.Stylesheet _styles;

    public OpenedWorkbook(byte[] bytes)
    {
        _document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        _styles = _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
    }

    public SpreadsheetDocument Document => _document;

    public IReadOnlyList<string> SheetNames => [.. Sheets.Select(sheet => sheet.Name!.Value!)];

    private IEnumerable<S.Sheet> Sheets => _document.WorkbookPart!.Workbook!.Sheets!.Elements<S.Sheet>();

    public S.Worksheet Worksheet(int sheet) => ((WorksheetPart)_document.WorkbookPart!.GetPartById(Sheets.ElementAt(sheet).Id!.Value!)).Worksheet!;

    public Dictionary<string, S.Cell> Cells(int sheet) => Worksheet(sheet).Descendants<S.Cell>().ToDictionary(cell => cell.CellReference!.Value!);

    public static string TextOf(S.Cell cell) => cell.InlineString?.Text?.Text ?? cell.CellValue?.Text ?? "";

    public static double NumberOf(S.Cell cell) => double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);

    /// <summary>Colour of a cell's ground, RRGGBB, or empty.</summary>
    public string FillOf(S.Cell cell)
    {
        var format = (S.CellFormat)_styles.CellFormats!.ElementAt((int)cell.StyleIndex!.Value);
        var fill = (S.Fill)_styles.Fills!.ElementAt((int)format.FillId!.Value);
        return fill.PatternFill!.ForegroundColor?.Rgb?.Value?[2..] ?? "";
    }

    public string BorderOf(S.Cell cell)
    {
        var format = (S.CellFormat)_styles.CellFormats!.ElementAt((int)cell.StyleIndex!.Value);
        return ((S.Border)_styles.Borders!.ElementAt((int)format.BorderId!.Value)).LeftBorder!.Style!.InnerText!;
    }

    public void Dispose() => _document.Dispose();
}
