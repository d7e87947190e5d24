using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Scheduling.Api.Files;

/// <summary>Text whose values are parted by commas, tabs or semicolons, in the encodings spreadsheets write.</summary>
internal static class DelimitedText
{
    /// <summary>Characters of a value, as many as a cell of a spreadsheet holds.</summary>
    private const int LongestValue = 32_767;

    public static FileResult<SheetTable> Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        if (Decode(bytes.Span) is not { } text || text.Contains('\0', StringComparison.Ordinal))
        {
            return FileProblems.Whole<SheetTable>("file-not-text",
                $"文件“{fileName}”不是文本，也不是 .xlsx；请另存为 CSV（UTF-8）或 .xlsx。", $"File '{fileName}' is neither text nor .xlsx; save it as CSV (UTF-8) or .xlsx.");
        }

        if (HasTooManyLines(text))
        {
            return SheetTable.TooManyRows(fileName);
        }

        string first = FirstLine(text);
        string delimiter = DelimiterOf(first);
        if (first.AsSpan().Count(delimiter) > SheetTable.MostColumns)
        {
            return SheetTable.TooManyColumns(fileName);
        }

        var form = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            HasHeaderRecord = false,
            BadDataFound = null,
            IgnoreBlankLines = false,
            CountBytes = false,
            MaxFieldSize = LongestValue,
        };
        using var parser = new CsvParser(new StringReader(text), form);
        List<SheetRow> rows = [];
        int line = 1;
        while (true)
        {
            try
            {
                if (!parser.Read())
                {
                    break;
                }
            }
            catch (MaxFieldSizeException)
            {
                return FileProblems.Whole<SheetTable>("value-too-long",
                    $"文件“{fileName}”第 {line} 行有超过 {LongestValue} 个字符的值；请检查是否有未闭合的引号。", $"Line {line} of file '{fileName}' has a value of more than {LongestValue} characters; look for a quote that is never closed.");
            }

            string[] cells = [.. (parser.Record ?? []).Select(SheetTable.Clean)];
            if (rows.Count == SheetTable.MostRows)
            {
                return SheetTable.TooManyRows(fileName);
            }

            if (cells.Length > SheetTable.MostColumns)
            {
                return SheetTable.TooManyColumns(fileName);
            }

            rows.Add(new SheetRow(line, cells));
            line = parser.RawRow + 1;
        }

        return new FileResult<SheetTable>(new SheetTable(rows), []);
    }

    // What is far too long is refused before anything of it is parsed. Within quotes a line is not yet a row.
    private static bool HasTooManyLines(string text) => text.AsSpan().Count('\n') > SheetTable.MostRows && !text.Contains('"', StringComparison.Ordinal);

    // Excel writes UTF-8 with a mark, UTF-16 ("Unicode text"), or in China GB 18030.
    private static string? Decode(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.Unicode.Preamble) ? Try(new UnicodeEncoding(false, true, true), bytes[2..])
            : Try(new UTF8Encoding(false, true), bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes)
                ?? Try(CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes);

    private static string? Try(Encoding? encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding?.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The first line with something in it.</summary>
    private static string FirstLine(string text)
    {
        using var lines = new StringReader(text);
        string first = "";
        while (first.Trim().Length == 0 && lines.ReadLine() is { } line)
        {
            first = line;
        }

        return first;
    }

    // A tab is never part of a header, a semicolon may be part of a value.
    private static string DelimiterOf(string first) =>
        first.Contains('\t', StringComparison.Ordinal) ? "\t" : !first.Contains(',', StringComparison.Ordinal) && first.Contains(';', StringComparison.Ordinal) ? ";" : ",";
}
