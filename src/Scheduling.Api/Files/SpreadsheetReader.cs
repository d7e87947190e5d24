using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace Scheduling.Api.Files;

/// <summary>
/// The first sheet of an XLSX file as text. A formula counts as the value that was stored with it and is never computed; dates and times
/// come as <c>2026-07-06</c>, <c>07:30</c> or both.
/// </summary>
internal static class SpreadsheetReader
{
    // A 5 MB file unpacks to 20 to 40 MB; what is far beyond is made to fill the memory.
    private const int LargestUnpacked = 60 * 1024 * 1024;
    private const int MostParts = 2_000;

    // Sheets nest about ten deep. The library reads elements by recursion, and nothing catches a stack that overflows.
    private const int DeepestElement = 100;

    private static readonly XmlReaderSettings Lenient = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false };

    public static FileResult<SheetTable> Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            if (!UnpacksSoundly(stream))
            {
                return FileProblems.Whole<SheetTable>("workbook-too-large",
                    $"文件“{fileName}”解压后过大；请只保留需要的工作表和行。", $"File '{fileName}' unpacks to too much; keep the sheet and rows that are needed.");
            }

            stream.Position = 0;
            using SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: false);
            return ReadFirstSheet(document, fileName);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or XmlException or OpenXmlPackageException or FormatException or ArgumentException
            or InvalidOperationException or NotSupportedException or KeyNotFoundException or OverflowException)
        {
            return FileProblems.Whole<SheetTable>("workbook-unreadable",
                $"文件“{fileName}”不是可读的 .xlsx；请用表格软件重新另存为 .xlsx 或 CSV。", $"File '{fileName}' is no readable .xlsx; save it again as .xlsx or CSV with a spreadsheet program.");
        }
    }

    // Sizes in the directory of an archive are mere claims, so that everything is counted while it unpacks.
    private static bool UnpacksSoundly(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MostParts)
        {
            return false;
        }

        byte[] block = new byte[64 * 1024];
        long unpacked = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream part = entry.Open();
            for (int read = part.Read(block); read > 0; read = part.Read(block))
            {
                unpacked += read;
                if (unpacked > LargestUnpacked)
                {
                    return false;
                }
            }
        }

        return archive.Entries.All(IsShallow);
    }

    private static bool IsShallow(ZipArchiveEntry entry)
    {
        using Stream part = entry.Open();
        using XmlReader reader = XmlReader.Create(part, Lenient);
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > DeepestElement)
                {
                    return false;
                }
            }
        }
        catch (XmlException)
        {
            // A picture, or a part that the library will not get past either.
        }

        return true;
    }

    private static FileResult<SheetTable> ReadFirstSheet(SpreadsheetDocument document, string fileName)
    {
        WorkbookPart workbook = document.WorkbookPart ?? throw new InvalidDataException();
        Sheet sheet = workbook.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault() ?? throw new InvalidDataException();
        if (sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart part)
        {
            throw new InvalidDataException();
        }

        var values = new CellValueText(SharedStrings(workbook), SpreadsheetDates.Of(workbook));
        List<SheetRow> rows = [];
        List<string> cells = [];
        int line = 0;
        using OpenXmlReader reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                Keep();
                line = int.TryParse(reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : line + 1;
                if (line > SheetTable.MostRows)
                {
                    return SheetTable.TooManyRows(fileName);
                }
            }
            else if (reader.ElementType == typeof(Cell) && reader.IsStartElement && reader.LoadCurrentElement() is Cell cell)
            {
                int column = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
                if (column >= SheetTable.MostColumns)
                {
                    return SheetTable.TooManyColumns(fileName);
                }

                cells.AddRange(Enumerable.Repeat("", Math.Max(0, column + 1 - cells.Count)));
                cells[column] = SheetTable.Clean(values.Of(cell));
            }
        }

        Keep();
        return new FileResult<SheetTable>(new SheetTable(rows), []);

        void Keep()
        {
            if (cells.Count > 0)
            {
                rows.Add(new SheetRow(line, [.. cells]));
                cells.Clear();
            }
        }
    }

    private static List<string> SharedStrings(WorkbookPart workbook)
    {
        List<string> strings = [];
        if (workbook.SharedStringTablePart is { } part)
        {
            using OpenXmlReader reader = OpenXmlReader.Create(part);
            while (reader.Read())
            {
                if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement && reader.LoadCurrentElement() is SharedStringItem item)
                {
                    strings.Add(TextOf(item));
                }
            }
        }

        return strings;
    }

    /// <summary>The text of a string and its runs, without the readings (phonetics) that stand beside Chinese and Japanese words.</summary>
    private static string TextOf(OpenXmlElement item) =>
        string.Concat(item.Descendants<Text>().Where(text => !text.Ancestors<PhoneticRun>().Any()).Select(text => text.Text));

    private static int? ColumnOf(string? reference)
    {
        int column = 0;
        foreach (char letter in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private sealed class CellValueText(List<string> strings, SpreadsheetDates dates)
    {
        public string Of(Cell cell)
        {
            string stored = cell.CellValue?.Text ?? "";
            if (cell.DataType?.Value is { } type && type != CellValues.Number)
            {
                return type == CellValues.SharedString ? strings[int.Parse(stored, CultureInfo.InvariantCulture)]
                    : type == CellValues.InlineString ? cell.InlineString is { } inline ? TextOf(inline) : ""
                    : stored;
            }

            return double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? dates.IsDate(cell.StyleIndex?.Value) ? dates.Text(number) : number.ToString(CultureInfo.InvariantCulture)
                : stored;
        }
    }
}

/// <summary>Which cells of a workbook are dates, and what their numbers mean.</summary>
internal sealed class SpreadsheetDates
{
    private readonly HashSet<uint> _dateStyles = [];
    private readonly LocalDate _zero;

    private SpreadsheetDates(LocalDate zero) => _zero = zero;

    public static SpreadsheetDates Of(WorkbookPart workbook)
    {
        var dates = new SpreadsheetDates(workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true ? new LocalDate(1904, 1, 1) : new LocalDate(1899, 12, 30));
        Stylesheet? styles = workbook.WorkbookStylesPart?.Stylesheet;
        Dictionary<uint, string> own = [];
        foreach (NumberingFormat format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            own[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? "";
        }

        uint index = 0;
        foreach (CellFormat format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            uint id = format.NumberFormatId?.Value ?? 0;
            if (own.TryGetValue(id, out string? code) ? SaysDate(code) : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58))
            {
                dates._dateStyles.Add(index);
            }

            index++;
        }

        return dates;
    }

    public bool IsDate(uint? style) => style is { } index && _dateStyles.Contains(index);

    public string Text(double number)
    {
        if (number is not (>= 0 and < 2_958_466))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        long minutes = (long)Math.Round(number * 1440);
        string time = LocalTime.FromMinutesSinceMidnight((int)(minutes % 1440)).ToString("HH:mm", CultureInfo.InvariantCulture);
        if (number < 1)
        {
            return time;
        }

        string date = _zero.PlusDays((int)(minutes / 1440)).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return minutes % 1440 == 0 ? date : date + " " + time;
    }

    // Letters in quotes or brackets are no part of the date.
    private static bool SaysDate(string code)
    {
        bool quoted = false;
        bool bracketed = false;
        foreach (char c in code)
        {
            quoted ^= c == '"';
            bracketed = c == '[' || (bracketed && c != ']');
            if (!quoted && !bracketed && "ymdhs".Contains(char.ToLowerInvariant(c), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
