using System.Text;

namespace Scheduling.Api.Files;

/// <summary>One row of a file.</summary>
/// <param name="Line">Line of the text or row of the sheet, from 1.</param>
/// <param name="Cells">Its values, trimmed.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";

    public bool IsEmpty => Cells.All(cell => cell.Length == 0);
}

/// <summary>The rows of a text file or of the first sheet of a workbook, whichever it was.</summary>
internal sealed record SheetTable(IReadOnlyList<SheetRow> Rows)
{
    public const int LargestBytes = 5 * 1024 * 1024;
    public const int MostRows = 20_000;
    public const int MostColumns = 500;

    /// <summary>Reads CSV, text with tabs, or XLSX; what it is is told by its bytes, not by its name.</summary>
    public static FileResult<SheetTable> Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        if (bytes.Length > LargestBytes)
        {
            return FileProblems.Whole<SheetTable>("file-too-large",
                $"文件“{fileName}”大于 5 MB；请拆分后分别上传。", $"File '{fileName}' is larger than 5 MB; split it and send the parts.");
        }

        FileResult<SheetTable> table = bytes.Span.StartsWith("PK"u8) ? SpreadsheetReader.Read(bytes, fileName)
            : bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? FileProblems.Whole<SheetTable>("file-old-workbook",
                $"文件“{fileName}”是旧版或加密的 Excel 文件；请另存为不加密的 .xlsx 或 CSV。", $"File '{fileName}' is an old or encrypted Excel file; save it as .xlsx without a password, or as CSV.")
            : DelimitedText.Read(bytes, fileName);
        return table.Value is { } read && read.Rows.All(row => row.IsEmpty)
            ? FileProblems.Whole<SheetTable>("file-empty", $"文件“{fileName}”没有内容；请选择有内容的文件。", $"File '{fileName}' is empty; choose one with content.")
            : table;
    }

    public static FileResult<SheetTable> TooManyRows(string fileName) => FileProblems.Whole<SheetTable>("too-many-rows",
        $"文件“{fileName}”超过 {MostRows} 行；请拆分后分别上传。", $"File '{fileName}' has more than {MostRows} rows; split it and send the parts.");

    public static FileResult<SheetTable> TooManyColumns(string fileName) => FileProblems.Whole<SheetTable>("too-many-columns",
        $"文件“{fileName}”超过 {MostColumns} 列；请只保留需要的列。", $"File '{fileName}' has more than {MostColumns} columns; keep those that are needed.");

    /// <summary>A value as people meant it: without blanks around it and without the apostrophe that keeps spreadsheets from computing it.</summary>
    public static string Clean(string value)
    {
        string trimmed = value.Trim();
        return trimmed is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? trimmed[1..] : trimmed;
    }

    /// <summary>The name of a column in a sheet: A, B, …, AA.</summary>
    public static string Letter(int column)
    {
        var letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters.Insert(0, (char)('A' + ((left - 1) % 26)));
        }

        return letters.ToString();
    }
}
